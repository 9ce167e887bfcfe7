using System.Text.Json;
using System.Text.Json.Serialization;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Media;

namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// The whole content of an issue in reading order, without references to anything that may change. Preview, mail, archive and feeds are
/// rendered from it. It is stored as JSON with the edition. Texts are as typed; properties that end in <c>Html</c> hold sanitised HTML
/// with French typography applied.
/// </summary>
public sealed record EditionContent
{
    public required int Number { get; init; }
    public required DateOnly Date { get; init; }

    /// <inheritdoc cref="Issue.PeriodLabel"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeriodLabel { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }
    public required string Subject { get; init; }
    public required string Preheader { get; init; }
    public required string NewsletterName { get; init; }

    /// <summary>The article of the newsletter's name, from the settings.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Article? NewsletterArticle { get; init; }
    public required string NetworkName { get; init; }
    public string? NetworkWebSite { get; init; }

    /// <summary>The look under which it was sent; null for the usual one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NetworkLook? Look { get; init; }
    public required string PublisherName { get; init; }
    public required string PublisherAddress { get; init; }
    public required EditionEditorial Editorial { get; init; }
    public IReadOnlyList<EditionDate> Agenda { get; init; } = [];

    /// <summary>Title of the agenda in its column; null for the usual one.</summary>
    public string? AgendaTitle { get; init; }
    public string? SubscriptionCall { get; init; }
    public IReadOnlyList<EditionSection> Sections { get; init; } = [];
    public string? ContactNotice { get; init; }
    public string? ContactAddress { get; init; }
    public string? Closing { get; init; }
    public IReadOnlyList<TeamMember> Team { get; init; } = [];

    /// <inheritdoc cref="Issue.Period"/>
    [JsonIgnore]
    public string Period => PeriodLabel ?? FrenchDates.Month(Date);

    /// <summary>The name of the newsletter with its article.</summary>
    [JsonIgnore]
    public Named Newsletter => Named.From(NewsletterName, NewsletterArticle);

    /// <summary>All articles, section after section.</summary>
    [JsonIgnore]
    public IEnumerable<EditionArticle> AllArticles => Sections.SelectMany(s => s.Articles);

    /// <summary>The sections with content.</summary>
    [JsonIgnore]
    public IEnumerable<EditionSection> FilledSections =>
        Sections.Where(s => s.Articles.Count + s.Moves.Count > 0 || !string.IsNullOrEmpty(s.Html)
            || (s.Kind is SectionKind.Agenda && Agenda.Count > 0));

    /// <summary>Whether the dates are in a column beside the editorial rather than in a section of their own.</summary>
    [JsonIgnore]
    public bool HasAgendaColumn => Agenda.Count > 0 && !Sections.Any(s => s.Kind is SectionKind.Agenda);

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">The text is not the JSON of an edition.</exception>
    public static EditionContent FromJson(string json) =>
        JsonSerializer.Deserialize<EditionContent>(json, JsonSerializerOptions.Web) ?? throw new JsonException("The content of an edition is empty.");
}

public sealed record EditionEditorial(string? Salutation, string Html, string? ClosingFormula, string? Signatory, string? SignatoryRole);

/// <summary>An agenda entry as it was at publication.</summary>
public sealed record EditionDate(
    AgendaKind Kind, DateOnly StartsOn, DateOnly EndsOn, TimeOnly? StartTime, TimeOnly? EndTime,
    string Title, string? Place, string? Link, EditionCite? Cite);

/// <param name="Anchor">Fragment identifier, unique in the edition.</param>
public sealed record EditionSection(
    SectionKind Kind, string Title, string Anchor, IReadOnlyList<EditionArticle> Articles, IReadOnlyList<EditionMove> Moves)
{
    /// <summary>The text of a free section, before its articles.</summary>
    public string? Html { get; init; }
}

/// <param name="Slug">Address of the article under <c>/actualites/</c>, unique over all editions.</param>
/// <param name="Excerpt">First sentences as plain text, at most 300 characters.</param>
/// <param name="Language">BCP 47 tag; may differ from the edition's.</param>
public sealed record EditionArticle(
    int NewsItemId, string Slug, string Title, string Html, string Excerpt, string Language, EditionCite? Cite,
    EditionContact? Contact, IReadOnlyList<EditionPicture> Pictures, IReadOnlyList<EditionTheme> Themes);

/// <param name="City">A short name for small places.</param>
public sealed record EditionCite(string Name, string Slug, string City);

public sealed record EditionContact(string Name, string? Role, string? Address);

/// <param name="Name">The <see cref="MediaFile.Name"/> of the picture, from which its addresses are made.</param>
/// <param name="Extension">"jpg" or "png".</param>
/// <param name="Width">Pixels of the large variant.</param>
/// <param name="Height">Pixels of the large variant.</param>
public sealed record EditionPicture(
    string Name, string Extension, int Width, int Height, string AlternativeText, string? Caption, string? Credit);

public sealed record EditionTheme(string Name, string Slug);

/// <param name="Wording">Stands for post, day and successor; null to compose a sentence of them.</param>
public sealed record EditionMove(
    StaffMoveKind Kind, EditionCite? Cite, string Person, string Post, DateOnly? EffectiveOn, string? ReplacedBy, string? Address,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Wording = null);
