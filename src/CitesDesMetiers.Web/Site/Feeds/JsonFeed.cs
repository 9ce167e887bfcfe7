using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Ui;

namespace CitesDesMetiers.Web.Site.Feeds;

/// <summary>Writes pages as JSON Feed 1.1 (jsonfeed.org), with the identifiers of <see cref="AtomFeed"/>.</summary>
internal sealed class JsonFeed(SiteOptions site, TaggingEntity tags)
{
    public const string ContentType = "application/feed+json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // The feed is never part of a page, so its HTML stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public byte[] Write(Feed feed) => JsonSerializer.SerializeToUtf8Bytes(
        new Document(
            "https://jsonfeed.org/version/1.1",
            feed.Title,
            site.Absolute(feed.Page),
            site.Absolute(feed.Path),
            "fr",
            [new Author(feed.Author)],
            feed.Entries.Select(Of)),
        Options);

    private Item Of(FeedEntry entry)
    {
        var summary = entry.Summary.Typed(entry.Language);
        return new Item(
            tags.TagOf(entry.Id),
            site.Absolute(entry.Path),
            entry.Title.Typed(entry.Language),
            entry.Language,
            entry.PublishedAt,
            summary,
            entry.Html is { } html ? WithWholeAddresses(html) : null,
            entry.Html is null ? summary : null,
            entry.Picture is { } picture ? site.Absolute(picture) : null,
            entry.Author is { } author ? [new Author(author.Typed())] : null,
            entry.Themes.Count > 0 ? entry.Themes.Select(t => t.Name) : null);
    }

    /// <summary>Unlike Atom, the format names no address that those in a text start from.</summary>
    private string WithWholeAddresses(string html) =>
        html.Replace($"src=\"{PictureAddresses.Root}", $"src=\"{site.Absolute(PictureAddresses.Root)}", StringComparison.Ordinal);

    private sealed record Document(
        string Version, string Title, string HomePageUrl, string FeedUrl, string Language, IEnumerable<Author> Authors, IEnumerable<Item> Items);

    private sealed record Item(
        string Id, string Url, string Title, string Language, DateTimeOffset DatePublished, string Summary, string? ContentHtml, string? ContentText,
        string? Image, IEnumerable<Author>? Authors, IEnumerable<string>? Tags);

    private sealed record Author(string Name);
}
