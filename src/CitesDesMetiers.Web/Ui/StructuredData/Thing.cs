using System.Text.Json.Serialization;

namespace CitesDesMetiers.Web.Ui.StructuredData;

/// <summary>
/// What a page says to search engines in the vocabulary of schema.org. The records of this folder hold the properties that the site
/// knows. Addresses are absolute.
/// </summary>
internal abstract record Thing([property: JsonPropertyName("@type"), JsonPropertyOrder(-1)] string Type);

internal sealed record Organization(string Name) : Thing("Organization")
{
    /// <summary>Its own site.</summary>
    public string? Url { get; init; }

    /// <summary>The page about it here.</summary>
    public string? MainEntityOfPage { get; init; }
    public string? Description { get; init; }
    public PostalAddress? Address { get; init; }
    public Organization? MemberOf { get; init; }
}

/// <param name="AddressCountry">ISO 3166-1 alpha-2 code.</param>
internal sealed record PostalAddress(string? AddressLocality, string? AddressRegion, string AddressCountry) : Thing("PostalAddress");

internal sealed record Place(string Name) : Thing("Place");

internal sealed record Periodical(string Name, string Url, Organization Publisher) : Thing("Periodical");

internal sealed record PublicationIssue(int IssueNumber, string Url) : Thing("PublicationIssue")
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? InLanguage { get; init; }
    public DateTimeOffset? DatePublished { get; init; }
    public DateTimeOffset? DateModified { get; init; }
    public Periodical? IsPartOf { get; init; }
    public IEnumerable<NewsArticle>? HasPart { get; init; }
    public MediaObject? Encoding { get; init; }
}

/// <param name="ContentSize">In bytes.</param>
internal sealed record MediaObject(string ContentUrl, string EncodingFormat, string ContentSize) : Thing("MediaObject");

internal sealed record NewsArticle(string Headline, string Url, string InLanguage) : Thing("NewsArticle")
{
    public string? Description { get; init; }
    public DateTimeOffset? DatePublished { get; init; }
    public IEnumerable<string>? Image { get; init; }
    public Organization? Author { get; init; }
    public Organization? Publisher { get; init; }
    public PublicationIssue? IsPartOf { get; init; }
    public IEnumerable<string>? Keywords { get; init; }
}

/// <param name="StartDate">A day, or a time with its offset from UTC (ISO 8601).</param>
/// <param name="EndDate">In the same form; null for a moment.</param>
internal sealed record Event(string Name, string StartDate, string? EndDate, string Url) : Thing("Event")
{
    public required string EventStatus { get; init; }
    public Place? Location { get; init; }
    public Organization? Organizer { get; init; }
}
