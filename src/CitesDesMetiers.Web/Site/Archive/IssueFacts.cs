using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.StructuredData;

namespace CitesDesMetiers.Web.Site.Archive;

/// <summary>Describes an issue and its articles for search engines.</summary>
internal static class IssueFacts
{
    public static PublicationIssue Of(IssuePage page, SiteOptions site)
    {
        var content = page.Content;
        return Reference(content, page.Slug, site) with
        {
            Name = content.Subject.Length > 0 ? content.Subject.Typed(content.Language) : null,
            Description = content.Preheader.Typed(content.Language),
            InLanguage = content.Language,
            DatePublished = page.PublishedAt,
            DateModified = page.Errata.Count > 0 ? page.Errata[^1].PublishedAt : null,
            Encoding = page.Pdf is { } pdf
                ? new MediaObject(
                    site.Absolute(SiteAddresses.IssuePdf(page.Slug)), "application/pdf", pdf.Size.ToString(CultureInfo.InvariantCulture))
                : null,
            HasPart = content.AllArticles.Select(a => Reference(a, site)),
        };
    }

    public static NewsArticle Of(EditionArticle article, EditionContent issue, string issueSlug, DateTime publishedAt, SiteOptions site) =>
        Reference(article, site) with
        {
            Description = article.Excerpt.Typed(article.Language),
            DatePublished = publishedAt,
            Image = article.Pictures.Count > 0 ? article.Pictures.Select(p => site.Absolute(PictureAddresses.Large(p.Name, p.Extension))) : null,
            Author = article.Cite is { } cite
                ? new Organization(cite.Name.Typed()) { MainEntityOfPage = site.Absolute(SiteAddresses.Cite(cite.Slug)) }
                : new Organization(issue.NetworkName.Typed()) { Url = issue.NetworkWebSite },
            Publisher = new Organization(issue.PublisherName.Typed()),
            IsPartOf = Reference(issue, issueSlug, site),
            Keywords = article.Themes.Count > 0 ? article.Themes.Select(t => t.Name.Typed()) : null,
        };

    private static PublicationIssue Reference(EditionContent issue, string slug, SiteOptions site) =>
        new(issue.Number, site.Absolute(SiteAddresses.Issue(slug)))
        {
            IsPartOf = new Periodical(
                issue.NewsletterName.Typed(), site.Absolute(SiteAddresses.Home), new Organization(issue.PublisherName.Typed())),
        };

    private static NewsArticle Reference(EditionArticle article, SiteOptions site) =>
        new(article.Title.Typed(article.Language), site.Absolute(SiteAddresses.Article(article.Slug)), article.Language);
}
