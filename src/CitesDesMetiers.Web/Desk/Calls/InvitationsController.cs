using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Calls;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Calls;

/// <summary>The invitations of a call: sending reminders, inviting more people, revoking or replacing links.</summary>
[Route(CallAddresses.Template)]
[Authorize(Policy = Policies.Editor)]
public class InvitationsController(NewsletterContext db, CallMailer mailer, CallReminders reminders, TimeProvider clock) : DeskController(db)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpPost("relance")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Remind(int id, int? invitation, CancellationToken cancellation)
    {
        if (!await Db.CallsForNews.AnyAsync(c => c.Id == id, cancellation))
        {
            return NotFound();
        }

        var sent = await reminders.RemindAsync(id, invitation, cancellation);
        return Back(id, sent switch
        {
            0 => "Personne à relancer : tous ont répondu, ou viennent de recevoir un message.",
            1 => "Un rappel part.",
            _ => $"{sent} rappels partent.",
        });
    }

    [HttpPost("invitations")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Ask(int id, IReadOnlyList<int> userIds, CancellationToken cancellation)
    {
        if (await Db.CallsForNews.Include(c => c.Invitations)
            .FirstOrDefaultAsync(c => c.Id == id && c.ClosedAt == null, cancellation) is not { } call)
        {
            return NotFound();
        }

        var added = await Db.InviteAsync(call, userIds, cancellation);
        Db.ChangeTracker.DetectChanges();
        foreach (var invitation in added)
        {
            await SendAsync(call, invitation, CallOccasion.Opening, cancellation);
        }

        return await SaveAsync(id, added.Count == 0 ? "Personne n’a été ajouté." : "Le message part.", cancellation);
    }

    [HttpPost("invitations/{invitation:int}/revocation")]
    public async Task<IActionResult> Revoke(int id, int invitation, CancellationToken cancellation)
    {
        if (await FindAsync(id, invitation, cancellation) is not { } found)
        {
            return NotFound();
        }

        found.Revoke(Now);
        return await SaveAsync(id, $"Le lien {Named.From(found.User.DisplayName).Of} n’ouvre plus rien.", cancellation);
    }

    [HttpPost("invitations/{invitation:int}/renouvellement")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Renew(int id, int invitation, CancellationToken cancellation)
    {
        if (await FindAsync(id, invitation, cancellation) is not { } found)
        {
            return NotFound();
        }

        found.Renew();
        var sent = await SendAsync(found.Call, found, CallOccasion.Renewal, cancellation);
        return await SaveAsync(
            id, sent
                ? $"Un nouveau lien part pour {found.User.DisplayName} ; l’ancien n’ouvre plus rien."
                : "Rien n’est parti : l’adresse de ce compte ne convient pas.", cancellation);
    }

    private Task<Invitation?> FindAsync(int id, int invitation, CancellationToken cancellation) =>
        Db.Invitations.Include(i => i.Call).Include(i => i.User).Include(i => i.Cite)
            .FirstOrDefaultAsync(i => i.Id == invitation && i.CallForNewsId == id, cancellation);

    private async Task<bool> SendAsync(CallForNews call, Invitation invitation, CallOccasion occasion, CancellationToken cancellation)
    {
        if (!await mailer.EnqueueAsync(call, invitation, occasion, await mailer.PrepareAsync(cancellation), cancellation))
        {
            return false;
        }

        invitation.MarkAsked(Now);
        return true;
    }

    private async Task<IActionResult> SaveAsync(int id, string outcome, CancellationToken cancellation)
    {
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(Db.Database).IsUniqueViolation(e))
        {
            return Back(id, "C’était déjà fait : personne n’a été sollicité deux fois.");
        }

        mailer.Wake();
        return Back(id, outcome);
    }

    private RedirectToActionResult Back(int id, string message)
    {
        TempData[PageMessages.SavedKey] = message;
        return RedirectToAction(nameof(CallsController.Board), "Calls", new { id });
    }
}
