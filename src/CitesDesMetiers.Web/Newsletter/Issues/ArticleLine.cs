using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>A published article for lists.</summary>
public sealed record ArticleLine(
    string Slug, string Title, string Excerpt, string Language, string? CiteName, string? CiteSlug,
    string? PictureName, double? FocalX, double? FocalY, string IssueSlug, int IssueNumber, DateOnly IssueDate)
{
    /// <summary>Path of the thumbnail, or null without a picture.</summary>
    public string? ThumbnailPath =>
        PictureName?.Split('.') is [var name, var extension] ? PictureAddresses.Thumbnail(name, extension, FocalX ?? 0.5, FocalY ?? 0.5) : null;
}

/// <summary>How a list shows an article.</summary>
/// <param name="Heading">The level of its title.</param>
public sealed record ListedArticle(ArticleLine Article, int Heading = 2, bool WithCite = true, bool WithPicture = true);

internal static class ArticleLines
{
    /// <summary>Leaves out the translations of what is listed already.</summary>
    public static IQueryable<PublishedArticle> Originals(this IQueryable<PublishedArticle> articles) => articles.Where(a => !a.IsTranslation);

    /// <summary>Orders by issue date, the latest first, and by position within an issue.</summary>
    public static IQueryable<PublishedArticle> NewestFirst(this IQueryable<PublishedArticle> articles) =>
        articles.OrderByDescending(a => a.Edition.Date).ThenByDescending(a => a.Edition.Number).ThenByDescending(a => a.EditionId)
            .ThenBy(a => a.Position);

    /// <summary>
    /// Projects articles. A picture is found by the start of its hash, which is its name. The range comparison lets the database use an
    /// index.
    /// </summary>
    public static IQueryable<ArticleLine> AsLines(this IQueryable<PublishedArticle> articles, NewsletterContext db) =>
        articles.Select(a => new ArticleLine(
            a.Slug, a.Title, a.Excerpt, a.Language, a.Cite!.Name, a.Cite.Slug, a.PictureName,
            db.Media.Where(m => m.Hash.CompareTo(a.PictureName) > 0 && m.Hash.CompareTo(a.PictureName!.Replace(".", "g.")) < 0)
                .Select(m => (double?)m.FocalX).FirstOrDefault(),
            db.Media.Where(m => m.Hash.CompareTo(a.PictureName) > 0 && m.Hash.CompareTo(a.PictureName!.Replace(".", "g.")) < 0)
                .Select(m => (double?)m.FocalY).FirstOrDefault(),
            a.Edition.Slug, a.Edition.Number, a.Edition.Date));
}
