using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Desk.Autosave;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>Receives the drafts of forms behind a personal link, for items that the link may edit and while it is valid.</summary>
[AllowAnonymous]
[TokenPage]
[PersonalLink]
[EnableRateLimiting(RateLimits.Contribution)]
[Route(ContributionAddresses.Template + "/brouillon")]
[RequestSizeLimit(MaxRequest)]
[RequestFormLimits(ValueLengthLimit = MaxRequest, MultipartBodyLengthLimit = MaxRequest)]
public class ContributionDraftsController(NewsletterContext db, PersonalLinks links, DraftStore drafts) : Controller
{
    /// <inheritdoc cref="DraftsController"/>
    private const int MaxRequest = 16 * 1024 * 1024;

    [HttpPost("")]
    public async Task<IActionResult> Keep(string token, [FromForm(Name = OpenedForm.SubjectField)] string? subject, CancellationToken cancellation)
    {
        if (await FindAsync(token, subject, cancellation) is not { } invitation)
        {
            return NotFound();
        }

        var form = await Request.ReadFormAsync(cancellation);
        var kept = await drafts.KeepAsync(subject!, Author.Of(invitation), form, cancellation);
        return DraftAnswer.To(kept, await OthersAsync(subject!, invitation, cancellation));
    }

    /// <summary>Records that the form is open, whether or not anything was typed.</summary>
    [HttpPost("presence")]
    public async Task<IActionResult> See(string token, [FromForm(Name = OpenedForm.SubjectField)] string? subject, CancellationToken cancellation)
    {
        if (await FindAsync(token, subject, cancellation) is not { } invitation || ContributionDrafts.IsNew(subject, invitation))
        {
            return NotFound();
        }

        await drafts.SeeAsync(subject!, Author.Of(invitation), cancellation);
        return Json(new { presence = OpenedForm.Presence(await OthersAsync(subject!, invitation, cancellation)) });
    }

    /// <summary>Deletes a draft that its author discards.</summary>
    [HttpPost("abandon")]
    public async Task<IActionResult> Abandon(string token, [FromForm(Name = OpenedForm.SubjectField)] string? subject, CancellationToken cancellation)
    {
        if (await FindAsync(token, subject, cancellation) is not { } invitation)
        {
            return NotFound();
        }

        await drafts.ForgetAsync(subject!, Author.Of(invitation), cancellation);
        TempData[PageMessages.SavedKey] = "Le texte non enregistré est abandonné.";
        return Redirect(ContributionAddresses.Page(token));
    }

    /// <summary>The invitation, if the link is valid and may edit the subject; null otherwise.</summary>
    private async Task<Invitation?> FindAsync(string token, string? subject, CancellationToken cancellation)
    {
        if ((await links.OpenAsync(token, cancellation)).Invitation is not { } invitation)
        {
            return null;
        }

        if (ContributionDrafts.IsNew(subject, invitation))
        {
            return invitation;
        }

        return EditedThing.TryParse(subject, out var thing) && thing.Id is { } id && await ReachesAsync(invitation, thing.Kind, id, cancellation)
            ? invitation
            : null;
    }

    private Task<bool> ReachesAsync(Invitation invitation, EditedKind kind, int id, CancellationToken cancellation) => kind switch
    {
        EditedKind.News => db.News.OfInvitation(invitation).AnyAsync(n => n.Id == id, cancellation),
        EditedKind.Date => db.SentEntries.AnyAsync(s => s.InvitationId == invitation.Id && s.DateId == id, cancellation),
        EditedKind.Move => db.SentEntries.AnyAsync(s => s.InvitationId == invitation.Id && s.MoveId == id, cancellation),
        _ => Task.FromResult(false),
    };

    private async Task<IReadOnlyList<string>> OthersAsync(string subject, Invitation invitation, CancellationToken cancellation) =>
        ContributionDrafts.IsNew(subject, invitation) ? [] : await drafts.OthersAsync(subject, Author.Of(invitation), cancellation);
}
