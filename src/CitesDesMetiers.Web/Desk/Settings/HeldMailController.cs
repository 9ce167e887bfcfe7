using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>What to look at before mail leaves again after a restored backup.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.HeldMail)]
public class HeldMailController(NewsletterContext db, OutboundLock outbound, AuditLog audit) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancellation) => View("HeldMail", new HeldMailPage(
        await outbound.IsLockedAsync(cancellation),
        await Db.ConsentEvents.CountAsync(e => e.Source == ConsentSource.Journal, cancellation),
        await Db.Dispatches.CountAsync(d => d.State == DispatchState.Paused, cancellation),
        await Db.OutgoingMails.CountAsync(cancellation)));

    [HttpPost("")]
    public async Task<IActionResult> Allow(CancellationToken cancellation)
    {
        await outbound.LiftAsync(cancellation);
        audit.Add(AuditAction.MailAllowed, "Courrier");
        await Db.SaveChangesAsync(cancellation);
        return Done("Les envois sont de nouveau autorisés.", nameof(Show));
    }
}

/// <param name="LeftAgain">Subscriptions that the journal of departures ended once more.</param>
/// <param name="Paused">Dispatches that stay paused.</param>
/// <param name="Waiting">Mails to one person that leave as soon as mail is allowed.</param>
internal sealed record HeldMailPage(bool IsLocked, int LeftAgain, int Paused, int Waiting);
