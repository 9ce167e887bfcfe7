using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Reading;

/// <summary>A published article as lists show it.</summary>
public sealed record ArticleLine(
    string Slug, string Title, string Excerpt, string Language, string? CiteName, string? CiteSlug,
    string? PictureName, string? PictureAlternativeText, string IssueSlug, int IssueNumber, DateOnly IssueDate);

internal static class ArticleLines
{
    /// <summary>The newest issue first, each in its own order.</summary>
    public static IQueryable<PublishedArticle> NewestFirst(this IQueryable<PublishedArticle> articles) =>
        articles.OrderByDescending(a => a.PublishedAt).ThenByDescending(a => a.EditionId).ThenBy(a => a.Position);

    public static IQueryable<ArticleLine> AsLines(this IQueryable<PublishedArticle> articles) =>
        articles.Select(a => new ArticleLine(
            a.Slug, a.Title, a.Excerpt, a.Language, a.Cite!.Name, a.Cite.Slug,
            a.PictureName, a.PictureAlternativeText, a.Edition.Slug, a.Edition.Number, a.Edition.Date));
}
