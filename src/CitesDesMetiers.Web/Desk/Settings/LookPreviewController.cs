using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>Shows a look that is not saved yet, on a small issue and on a page of the site, for the frames of the form.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.Look)]
public class LookPreviewController(NewsletterContext db, PictureStore store, Publisher publisher, PageHead head, TimeProvider clock)
    : DeskController(db)
{
    [HttpGet("courriel")]
    public async Task<IActionResult> Mail(LookQuery query, CancellationToken cancellation)
    {
        Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReadableMailPreviewPolicy;
        var mail = await publisher.RenderAsync(await SampleAsync(await LookAsync(query, cancellation), cancellation), cancellation);
        return Content(mail.Html, "text/html; charset=utf-8");
    }

    [HttpGet("site")]
    public async Task<IActionResult> Site(LookQuery query, CancellationToken cancellation)
    {
        Response.Headers.ContentSecurityPolicy = SecurityHeaders.FramedPagePolicy;
        head.Look = await LookAsync(query, cancellation);
        return View("LookSample");
    }

    private async Task<NetworkLook> LookAsync(LookQuery query, CancellationToken cancellation)
    {
        var logo = await store.FindAsync(query.Logo, cancellation);
        return query.Look(logo, await LogoSize.WidthAsync(Db, logo, cancellation));
    }

    private async Task<EditionContent> SampleAsync(NetworkLook look, CancellationToken cancellation)
    {
        var (settings, today) = (await Db.NewsletterSettingsAsync(cancellation), ParisTime.Today(clock));
        return new EditionContent
        {
            Number = 1,
            Date = today,
            Language = "fr",
            Subject = "Un exemple",
            Preheader = "",
            NewsletterName = settings.NewsletterName,
            NewsletterArticle = settings.NewsletterArticle,
            NetworkName = settings.NetworkName,
            NetworkWebSite = settings.NetworkWebSite,
            Look = look,
            PublisherName = settings.PublisherName,
            PublisherAddress = settings.PublisherAddress,
            Editorial = new EditionEditorial("Bonjour,", "<p>Un texte d’exemple, avec <a href=\"/\">un lien</a>.</p>", null, null, null),
            Agenda = [new EditionDate(AgendaKind.External, today, today, null, null, "Portes ouvertes", null, null, null)],
        };
    }
}
