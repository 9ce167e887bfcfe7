using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CitesDesMetiers.Web.Desk.Outbox;

/// <summary>Shows the mails that were written to files instead of being sent, in a demonstration or a trial.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.Outbox)]
public class OutboxController(NewsletterContext db, OutboxFolder outbox, OutboxRights rights) : DeskController(db)
{
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (!rights.MayOpen(User))
        {
            context.Result = Forbid();
        }
        else if (!outbox.IsUsed)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            context.Result = View("Elsewhere");
        }
    }

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery(Name = "page")] int page, CancellationToken cancellation)
    {
        var names = outbox.Names();
        var pages = Math.Max(1, (names.Count + OutboxFolder.PerPage - 1) / OutboxFolder.PerPage);
        page = Math.Clamp(page, 1, pages);
        List<OutboxLine> lines = [];
        foreach (var name in names.Skip((page - 1) * OutboxFolder.PerPage).Take(OutboxFolder.PerPage))
        {
            lines.Add(await outbox.ReadLineAsync(name, cancellation));
        }

        return View(new OutboxPage([.. lines.Select(l => (l, rights.MayRead(User, [l.To])))], names.Count, page, pages));
    }

    [HttpGet("{name}")]
    public async Task<IActionResult> Show(string name, CancellationToken cancellation) =>
        await ReadAsync(name, cancellation) is { } mail ? View(mail) : NotFound();

    /// <summary>The HTML part, for the frame of the page.</summary>
    [HttpGet("{name}/courriel")]
    public async Task<IActionResult> Html(string name, CancellationToken cancellation)
    {
        Response.Headers.ContentSecurityPolicy = SecurityHeaders.MailPreviewPolicy;
        return await ReadAsync(name, cancellation) is { Message.HtmlBody: { } html } ? Content(html, "text/html; charset=utf-8") : NotFound();
    }

    [HttpGet("{name}/fichier")]
    public async Task<IActionResult> Download(string name, CancellationToken cancellation) =>
        await ReadAsync(name, cancellation) is not null && outbox.PathOf(name) is { } path
            ? PhysicalFile(path, "message/rfc822", fileDownloadName: name)
            : NotFound();

    /// <summary>Null for a mail to somebody else, as for one that does not exist.</summary>
    private async Task<OutboxMail?> ReadAsync(string name, CancellationToken cancellation) =>
        await outbox.ReadAsync(name, cancellation) is { } mail && rights.MayRead(User, mail.Message.To.Mailboxes.Select(m => m.Address))
            ? mail
            : null;
}

/// <param name="Lines">Each mail, and whether this person may read it.</param>
public sealed record OutboxPage(IReadOnlyList<(OutboxLine Mail, bool MayRead)> Lines, int Total, int Page, int Pages);
