using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Previews the mail with the renderer and the content of the publication.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/apercu")]
public class PreviewController(NewsletterContext db, EditionBuilder builder, Publisher publisher) : DeskController(db)
{
    /// <summary>The address of the preview, when it was a page of its own.</summary>
    [HttpGet("")]
    public IActionResult Old(int issueId, string? mode) =>
        LocalRedirectPermanent(ListAddress.Of(IssueAddresses.Composition(issueId), ("mode", PreviewMode.Named(mode).Name)) + "#apercu");

    /// <summary>The HTML part, for the frame of the preview.</summary>
    [HttpGet("courriel")]
    public async Task<IActionResult> Html(int issueId, string? mode, CancellationToken cancellation)
    {
        Response.Headers.ContentSecurityPolicy = MailPreview.PolicyFor(mode);
        return await RenderAsync(issueId, cancellation) is { } mail
            ? Content(mode is "sombre" ? MailPreview.InDark(mail.Html) : mail.Html, "text/html; charset=utf-8")
            : NotFound();
    }

    /// <summary>The HTML part, in which every text leads to where it is edited. A published issue does not change, and has no such marks.</summary>
    [HttpGet("atelier")]
    public async Task<IActionResult> Workshop(int issueId, string? mode, [FromServices] PreviewMarks marks, CancellationToken cancellation)
    {
        if (await Db.Editions.AnyAsync(e => e.IssueId == issueId, cancellation))
        {
            return await Html(issueId, mode, cancellation);
        }

        Response.Headers.ContentSecurityPolicy = MailPreview.PolicyFor(mode);
        if (await builder.BuildAsync(issueId, cancellation) is not { } content)
        {
            return NotFound();
        }

        var html = await marks.AddAsync(issueId, content, (await publisher.RenderAsync(content, cancellation)).Html, cancellation);
        return Content(mode is "sombre" ? MailPreview.InDark(html) : html, "text/html; charset=utf-8");
    }

    /// <summary>The plain-text part.</summary>
    [HttpGet("texte")]
    public async Task<IActionResult> PlainText(int issueId, CancellationToken cancellation)
    {
        Response.Headers.ContentSecurityPolicy = MailPreview.PolicyFor(null);
        return await RenderAsync(issueId, cancellation) is { } mail ? Content(mail.Text, "text/plain; charset=utf-8") : NotFound();
    }

    /// <summary>The mail that was sent, or for an unpublished issue the one that would be.</summary>
    private async Task<RenderedMail?> RenderAsync(int issueId, CancellationToken cancellation)
    {
        var sent = await Db.Editions.PublishedHere().Where(e => e.IssueId == issueId).Select(e => new RenderedMail(e.MailHtml, e.MailText))
            .FirstOrDefaultAsync(cancellation);
        return sent ?? (await builder.BuildAsync(issueId, cancellation) is { } content ? await publisher.RenderAsync(content, cancellation) : null);
    }
}
