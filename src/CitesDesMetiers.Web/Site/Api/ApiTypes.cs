using System.ComponentModel;
using System.Text.Json.Serialization;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;

namespace CitesDesMetiers.Web.Site.Api;

/// <summary>A page of a list. The header <c>Link</c> has the same addresses (RFC 8288).</summary>
public sealed record ApiList<T>(
    [property: Description("Nombre d’éléments de toute la liste.")] int Total,
    IReadOnlyList<T> Items,
    [property: Description("Adresse de la page suivante ; absente à la dernière.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);

/// <param name="Url">Page of the reading site.</param>
/// <param name="Api">The whole issue.</param>
public sealed record ApiIssueLine(
    string Slug, int Number, DateOnly Date, string Language, string Subject, DateTime PublishedAt,
    [property: Description(ApiIssue.ArchivedWords)] bool IsArchived, int Articles, string Url, string Api);

public sealed record ApiIssue(
    string Slug, DateTime PublishedAt, [property: Description(ApiIssue.ArchivedWords)] bool IsArchived, string Url,
    [property: Description("Le contenu figé à la parution.")] EditionContent Content, IReadOnlyList<ApiErratum> Errata)
{
    internal const string ArchivedWords = "Vrai pour un numéro paru ailleurs, que ce site a mis dans son archive sans l’envoyer.";
}

public sealed record ApiErratum(string Text, DateTime PublishedAt);

public sealed record ApiCiteName(string Slug, string Name);

public sealed record ApiIssueName(string Slug, int Number, DateOnly Date);

public sealed record ApiArticleLine(
    string Slug, string Title, string Excerpt, string Language, ApiCiteName? Cite, ApiIssueName Issue, DateTime PublishedAt, string Url, string Api);

public sealed record ApiArticle(
    string Slug, string Title, string Language, [property: Description("Le texte en HTML sûr, typographie comprise.")] string Html,
    ApiCiteName? Cite, ApiIssueName Issue, IReadOnlyList<string> Themes, IReadOnlyList<ApiPicture> Pictures, DateTime PublishedAt, string Url);

public sealed record ApiPicture(string Url, int Width, int Height, string AlternativeText, string? Caption, string? Credit);

public sealed record ApiDate(
    int Id, [property: JsonConverter(typeof(JsonStringEnumConverter<AgendaKind>))] AgendaKind Kind, string Title, DateOnly StartsOn, DateOnly EndsOn,
    TimeOnly? StartTime, TimeOnly? EndTime, [property: Description("Fuseau IANA des heures.")] string TimeZone, string? Place, string? Project,
    string? Link, ApiCiteName? Cite, bool IsCancelled, [property: Description("Le rendez-vous au format iCalendar.")] string Calendar);

public sealed record ApiCite(
    string Slug, string Name, string City, string? Region, [property: Description("Code ISO 3166-1.")] string Country,
    [property: JsonConverter(typeof(JsonStringEnumConverter<LabelState>))] LabelState Label, string? WebSite, string? Presentation,
    double? Latitude, double? Longitude, string Url);

public sealed record ApiMove(
    [property: JsonConverter(typeof(JsonStringEnumConverter<StaffMoveKind>))] StaffMoveKind Kind, string Person, string Post, ApiCiteName? Cite,
    DateOnly? EffectiveOn, string? ReplacedBy);

public sealed record ApiHit(
    [property: JsonConverter(typeof(JsonStringEnumConverter<SearchKind>))] SearchKind Kind, string Title, string Language, string Passage,
    DateOnly? Day, ApiCiteName? Cite, string Url);
