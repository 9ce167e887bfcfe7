using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Cards;

/// <summary>The pictures of links to issues and articles, drawn from their frozen content.</summary>
[AllowAnonymous]
public class CardsController(NewsletterContext db, DrawnCards drawn) : Controller
{
    [HttpGet(PictureAddresses.CardRoot + SiteAddresses.Archive + "/{slug}.png")]
    public async Task<IActionResult> Issue(string slug, CancellationToken cancellation)
    {
        var json = await db.Editions.Where(e => e.Slug == slug).Select(e => e.ContentJson).FirstOrDefaultAsync(cancellation);
        if (json is null)
        {
            return NotFound();
        }

        var content = EditionContent.FromJson(json);
        var title = content.Subject.Length > 0 ? content.Subject.Typed(content.Language) : content.Period.Capitalised();
        return await DrawAsync(content, title, null, cancellation);
    }

    [HttpGet(PictureAddresses.CardRoot + SiteAddresses.News + "/{slug}.png")]
    public async Task<IActionResult> Article(string slug, CancellationToken cancellation)
    {
        var json = await db.PublishedArticles.Where(a => a.Slug == slug).Select(a => a.Edition.ContentJson).FirstOrDefaultAsync(cancellation);
        var content = json is null ? null : EditionContent.FromJson(json);
        return content?.AllArticles.FirstOrDefault(a => a.Slug == slug) is { } article
            ? await DrawAsync(content, article.Title.Typed(article.Language), article.Cite, cancellation)
            : NotFound();
    }

    private async Task<IActionResult> DrawAsync(EditionContent issue, string title, EditionCite? cite, CancellationToken cancellation)
    {
        var card = new Card(
            issue.NewsletterName.Typed(), $"Numéro\u00A0{issue.Number}, {issue.Period}", title,
            (cite?.Name ?? issue.NetworkName).Typed());
        if (await drawn.FindOrDrawAsync(card, cancellation) is not { } bytes)
        {
            Response.Headers.RetryAfter = "60";
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        // Not for ever: a later version of the site may draw it in another way.
        Response.Headers.CacheControl = "public, max-age=86400";
        return File(bytes, "image/png", lastModified: null, ContentTag.Of(bytes));
    }
}
