using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Demo;

/// <summary>
/// The texts of the demonstration in <c>Demo/Content</c>. Their dates are days before or after an issue or today, so that the
/// demonstration is never out of date (<see cref="DemoCalendar"/>).
/// </summary>
internal sealed record DemoContent
{
    private const string Folder = "Demo/Content/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public required DemoSettings Settings { get; init; }
    public required IReadOnlyList<DemoCite> Cites { get; init; }
    public required IReadOnlyList<DemoContact> Contacts { get; init; }
    public required IReadOnlyList<DemoTheme> Themes { get; init; }
    public required IReadOnlyList<DemoEntry> Agenda { get; init; }
    public required IReadOnlyList<DemoMove> Moves { get; init; }
    public required IReadOnlyList<DemoIssue> Issues { get; init; }
    public required IReadOnlyList<DemoNews> News { get; init; }
    public required IReadOnlyList<DemoReaders> Readers { get; init; }
    public required DemoCall Call { get; init; }
    public required IReadOnlyList<DemoDrawing> Drawings { get; init; }

    /// <summary>Every text file of the demonstration, by path below <c>Demo/Content</c>.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => name[Folder.Length..], ReadResource);

    public static DemoContent Load() => new()
    {
        Settings = Read<DemoSettings>("settings.json"),
        Cites = Read<List<DemoCite>>("cites.json"),
        Contacts = Read<List<DemoContact>>("contacts.json"),
        Themes = Read<List<DemoTheme>>("themes.json"),
        Agenda = Read<List<DemoEntry>>("agenda.json"),
        Moves = Read<List<DemoMove>>("moves.json"),
        Issues = [.. Read<List<DemoIssue>>("issues.json").Select(i => i with { Editorial = Text($"editoriaux/{i.Number}.md") })],
        News = [.. Files.Where(f => f.Key.StartsWith("nouvelles/", StringComparison.Ordinal))
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => DemoNews.Parse(Path.GetFileNameWithoutExtension(f.Key), f.Value))],
        Readers = Read<List<DemoReaders>>("subscribers.json"),
        Call = Read<DemoCall>("call.json"),
        Drawings = Read<List<DemoDrawing>>("pictures.json"),
    };

    private static T Read<T>(string path) =>
        JsonSerializer.Deserialize<T>(Text(path), Json) ?? throw new InvalidDataException($"{path} is empty.");

    private static string Text(string path) =>
        Files.GetValueOrDefault(path) ?? throw new FileNotFoundException("A text of the demonstration is missing.", path);

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

internal sealed record DemoSettings(
    string Newsletter, string Network, string WebSite, string Publisher, string PublisherAddress, string Director, string HostedBy,
    string ContactAddress, string PrivacyAddress, string SubscriptionCall, string Salutation, string ContactNotice, string Closing, string Team);

internal sealed record DemoCite(
    string Slug, string Name, string City, string? Region, string Country, string TimeZone, LabelState Label, string? WebSite,
    double Latitude, double Longitude, string Presentation);

internal sealed record DemoContact(string Key, string Name, string? Role, string? Cite, string Address, string? Phone, bool IsPublic);

internal sealed record DemoTheme(string Slug, string Name);

/// <param name="Issue">Number of the issue whose date it counts from; null counts from today.</param>
/// <param name="In">Days after that day.</param>
/// <param name="Days">Duration in days.</param>
/// <param name="Weekend">Whether it may fall on a Saturday or a Sunday.</param>
internal sealed record DemoEntry(
    string Key, AgendaKind Kind, string Title, string Place, int In, int? Issue = null, int Days = 1, bool Weekend = false,
    string? Start = null, string? End = null, string? Cite = null, string? Project = null, string? Link = null,
    bool MembersOnly = false, bool Cancelled = false)
{
    public TimeOnly? StartTime => Time(Start);

    public TimeOnly? EndTime => Time(End);

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}

internal sealed record DemoMove(
    string Key, StaffMoveKind Kind, string Person, string Post, string? Cite, int Issue, int In, string? ReplacedBy, string? Address, bool Accepted);

/// <param name="Months">Months from the current one; negative for a published issue.</param>
internal sealed record DemoIssue(
    int Number, int Months, string Subject, string Preheader, string Salutation, string ClosingFormula, string Signatory, string SignatoryRole,
    IReadOnlyList<DemoSection> Sections, IReadOnlyList<string> AgendaLeftOut, IReadOnlyList<string> AgendaAdded, DemoErratum? Erratum)
{
    public string Editorial { get; init; } = "";

    public bool IsPublished => Months < 0;
}

internal sealed record DemoSection(SectionKind Kind, string Title, IReadOnlyList<string>? News, IReadOnlyList<string>? Moves);

/// <param name="Days">Days after the edition.</param>
internal sealed record DemoErratum(int Days, string Text);

/// <summary>Names in one language, used to make the addresses of subscribers.</summary>
/// <param name="Share">Weight among the languages.</param>
internal sealed record DemoReaders(
    string Language, int Share, IReadOnlyList<string> FirstNames, IReadOnlyList<string> LastNames, IReadOnlyList<string> Domains,
    IReadOnlyList<string> Organisations);
