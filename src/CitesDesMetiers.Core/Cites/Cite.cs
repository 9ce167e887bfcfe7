using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Cites;

/// <summary>A Cité des métiers: one independent centre of the network.</summary>
public class Cite : IVersioned, ISearchable
{
    /// <summary>Longest name, city, region, in characters.</summary>
    public const int NameLength = 120;
    public const int OldNamesLength = 1_000;

    private readonly List<Contact> contacts = [];

    /// <summary>Creates a centre with its name only; <see cref="Describe"/> sets the rest.</summary>
    public Cite(string name, string slug)
    {
        Name = Text.Line(name, NameLength, nameof(name));
        Slug = Text.Line(slug, 80, nameof(slug));
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }

    /// <summary>Full name, such as "Cité des métiers de Charleroi".</summary>
    public string Name { get; private set; }

    /// <summary>Stable part of its address under <c>/cites/</c>.</summary>
    public string Slug { get; private set; }
    public string City { get; private set; } = "";
    public string? Region { get; private set; }

    /// <summary>ISO 3166-1 alpha-2 code, upper case.</summary>
    public string Country { get; private set; } = "FR";

    /// <summary>The IANA time zone in which its agenda is written.</summary>
    public string TimeZone { get; private set; } = "Europe/Paris";

    /// <summary>Where the centre stands with the label "Cité des métiers".</summary>
    public LabelState Label { get; private set; }

    /// <summary>Absolute http or https address.</summary>
    public string? WebSite { get; private set; }

    /// <summary>One paragraph that presents the centre.</summary>
    public string? Presentation { get; private set; }

    /// <summary>Names that it had, one a line: old documents call it so.</summary>
    public string? OldNames { get; private set; }

    /// <summary>Degrees north, WGS 84; null if unknown. The map shows centres with both coordinates.</summary>
    public double? Latitude { get; private set; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Longitude { get; private set; }

    public IReadOnlyList<Contact> Contacts => contacts;

    // For the search of the desk; that of the reading site has SearchEntry.
    string ISearchable.SearchSource => $"{Name} {City} {Region}";

    /// <summary>Renames the centre; its address on the site stays.</summary>
    public void Rename(string name) => Name = Text.Line(name, NameLength, nameof(name));

    /// <param name="names">One a line.</param>
    public void WasCalled(string? names) => OldNames = Text.Paragraphs(names, OldNamesLength, nameof(names));

    /// <summary>Sets the facts about the centre.</summary>
    /// <exception cref="ArgumentException">
    /// A text too long, a country that is not two letters, an unknown zone, a web address that is not http(s), or a coordinate out of range.
    /// </exception>
    public void Describe(
        string city, string? region, string country, string timeZone, LabelState label, string? webSite, string? presentation,
        double? latitude = null, double? longitude = null)
    {
        City = Text.Line(city, NameLength, nameof(city));
        Region = Text.OptionalLine(region, NameLength, nameof(region));
        Country = country is { Length: 2 } ? country.ToUpperInvariant() : throw new ArgumentException("A country is two letters.", nameof(country));
        TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _) ? timeZone
            : throw new ArgumentException("Unknown time zone.", nameof(timeZone));
        Label = label;
        WebSite = WebAddress.Check(webSite, nameof(webSite));
        Presentation = Text.Paragraphs(presentation, 1_000, nameof(presentation));
        Latitude = latitude is null or (>= -90 and <= 90) ? latitude : throw new ArgumentOutOfRangeException(nameof(latitude));
        Longitude = longitude is null or (>= -180 and <= 180) ? longitude : throw new ArgumentOutOfRangeException(nameof(longitude));
    }
}
