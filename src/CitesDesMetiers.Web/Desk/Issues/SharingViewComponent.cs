using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Letters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Texts about a published issue to paste into social networks. They hold no mark that would follow who clicks.</summary>
public class SharingViewComponent(NewsletterContext db, IOptions<SiteOptions> site) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(int issueId)
    {
        var edition = await db.Editions.AsNoTracking().FirstOrDefaultAsync(e => e.IssueId == issueId, HttpContext.RequestAborted);
        if (edition is null)
        {
            return Content("");
        }

        var articles = await db.PublishedArticles.Where(a => a.EditionId == edition.Id).OrderBy(a => a.Position)
            .Select(a => new SharedArticle(a.Title, a.Excerpt, a.Cite!.Name, site.Value.Absolute(SiteAddresses.Article(a.Slug))))
            .ToListAsync(HttpContext.RequestAborted);
        var settings = await db.NewsletterSettingsAsync(HttpContext.RequestAborted);
        return View(
            "~/Desk/Issues/_Sharing.cshtml",
            SharingText.Of(
                settings.Newsletter.TheFirst, edition.Number, articles, site.Value.Absolute(SiteAddresses.Issue(edition.Slug)),
                site.Value.Absolute(SubscriptionAddresses.SignUp)));
    }
}
