using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Site.Feeds;

/// <summary>Pages that readers follow, whatever the format.</summary>
/// <param name="Path">Address of the feed itself, from the root of the site.</param>
/// <param name="Page">Address of the page that shows the same.</param>
internal sealed record Feed(string Title, string Author, string Path, string Page, IReadOnlyList<FeedEntry> Entries)
{
    /// <summary>In UTC; null for an empty feed.</summary>
    public DateTime? UpdatedAt => Entries.Max(e => (DateTime?)e.PublishedAt);
}

/// <summary>What a feed says of one page.</summary>
/// <param name="Path">Address on the site, from its root.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="PublishedAt">In UTC.</param>
internal sealed record FeedEntry(string Path, string Title, string Language, DateTime PublishedAt, string? Author, string Summary)
{
    public IReadOnlyList<EditionTheme> Themes { get; init; } = [];

    /// <summary>What identifies it among all entries of the site.</summary>
    public string Id { get; init; } = Path.TrimStart('/');

    /// <summary>The whole text, sanitised; null for a feed of summaries. Its pictures have addresses from the root of the site.</summary>
    public string? Html { get; init; }

    /// <summary>Path of its first picture, or null.</summary>
    public string? Picture { get; init; }

    /// <param name="path">Address of the article, from the root of the site.</param>
    public static FeedEntry Of(EditionArticle article, string path, DateTime publishedAt) =>
        new(path, article.Title, article.Language, publishedAt, article.Cite?.Name, article.Excerpt)
        {
            Themes = article.Themes,
            Html = article.Html,
            Picture = article.Pictures is [var first, ..] ? PictureAddresses.Large(first.Name, first.Extension) : null,
        };
}
