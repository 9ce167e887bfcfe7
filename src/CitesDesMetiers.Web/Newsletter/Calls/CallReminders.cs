using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Calls;

/// <summary>
/// Reminds Cités that have not answered a call, before the deadline or when an editor asks. Several instances may run at once: each
/// reminder is sent once.
/// </summary>
public sealed class CallReminders(NewsletterContext db, CallMailer mailer, IOptions<CallOptions> options, TimeProvider clock)
{
    /// <summary>The automatic reminders skip people who received a mail within this time.</summary>
    private static readonly TimeSpan MinimumInterval = TimeSpan.FromDays(1);

    /// <summary>A manual reminder within this time after the last one is ignored.</summary>
    private static readonly TimeSpan DoublePress = TimeSpan.FromHours(1);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Queues the automatic reminders that are due.</summary>
    /// <returns>The number of reminders queued.</returns>
    public async Task<int> RemindDueAsync(CancellationToken cancellation)
    {
        var now = Now;
        var silent = await Silent(now).Where(i => i.Call.Deadline > now).ToListAsync(cancellation);
        return await RemindAsync(silent.Where(i => IsDue(i, now)), now, cancellation);
    }

    /// <summary>Reminds the people of a call who have not answered.</summary>
    /// <param name="invitationId">Limits the reminder to one person; null for everybody.</param>
    /// <returns>The number of reminders queued.</returns>
    public async Task<int> RemindAsync(int callId, int? invitationId, CancellationToken cancellation)
    {
        var now = Now;
        var silent = await Silent(now).Where(i => i.CallForNewsId == callId && (invitationId == null || i.Id == invitationId))
            .ToListAsync(cancellation);
        return await RemindAsync(silent.Where(i => LastMailAt(i) <= now - DoublePress), now, cancellation);
    }

    private IQueryable<Invitation> Silent(DateTime now)
    {
        var earliest = now - CallForNews.Grace;
        return db.Invitations.AsNoTracking().Include(i => i.Call).Include(i => i.User).Include(i => i.Cite).Where(i =>
            i.Call.ClosedAt == null && i.Call.Deadline >= earliest && i.RevokedAt == null && i.AnsweredAt == null && i.NothingToSayAt == null
            && i.AskedAt != null && i.User.CiteId == i.CiteId && i.User.Role == Role.Correspondent
            && (i.User.LockoutEnd == null || i.User.LockoutEnd != User.BlockedUntil));
    }

    /// <summary>Whether a reminder time has passed and no mail was sent since, nor shortly before.</summary>
    private bool IsDue(Invitation invitation, DateTime now) =>
        options.Value.Leads.Select(lead => invitation.Call.Deadline - lead).Where(at => at <= now).Order().Cast<DateTime?>()
            .LastOrDefault() is { } moment
        && LastMailAt(invitation) <= moment - MinimumInterval;

    private static DateTime LastMailAt(Invitation invitation) => invitation.RemindedAt ?? invitation.AskedAt!.Value;

    private async Task<int> RemindAsync(IEnumerable<Invitation> invitations, DateTime now, CancellationToken cancellation)
    {
        var list = invitations.ToList();
        if (list.Count == 0)
        {
            return 0;
        }

        var inputs = await mailer.PrepareAsync(cancellation);
        var sent = 0;
        foreach (var invitation in list)
        {
            sent += await db.Database.CreateExecutionStrategy().ExecuteAsync(() => RemindOneAsync(invitation, inputs, now, cancellation)) ? 1 : 0;
        }

        mailer.Wake();
        return sent;
    }

    /// <summary>Sends the reminder only if this instance is the first to count it.</summary>
    private async Task<bool> RemindOneAsync(Invitation invitation, CallMailInputs inputs, DateTime now, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var taken = await db.Invitations
            .Where(i => i.Id == invitation.Id && i.Reminders == invitation.Reminders && i.AnsweredAt == null && i.NothingToSayAt == null
                && i.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Reminders, i => i.Reminders + 1).SetProperty(i => i.RemindedAt, now), cancellation);
        var occasion = invitation.Call.IsLate(now) ? CallOccasion.LateReminder : CallOccasion.Reminder;
        if (taken == 0 || !await mailer.EnqueueAsync(invitation.Call, invitation, occasion, inputs, cancellation))
        {
            return false;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
