using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Webhooks;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Webhooks;

/// <summary>
/// Makes the calls that are due, and tries again what failed, as mails are. Several instances share the calls by leases. A call arrives
/// twice if its outcome was not known: the receiver tells it by its id.
/// </summary>
public sealed class WebhookCalling(NewsletterContext db, WebhookClient client, TimeProvider clock, ILogger<WebhookCalling> logger)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private static readonly RetryPlan Retries = new(
        [
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
            TimeSpan.FromHours(12),
        ],
        TimeSpan.FromDays(3));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task CallDueAsync(CancellationToken cancellation)
    {
        while (await ClaimAsync(cancellation) is { } call)
        {
            if (await client.TryAsync(call, cancellation) is { } failure)
            {
                call.RecordFailure(failure, Now + Retries.DelayAfter(call.Attempts + 1));
                logger.LogWarning("Call {Call} of webhook {Webhook} failed, attempt {Attempt}", call.Id, call.WebhookId, call.Attempts);
            }
            else
            {
                call.RecordSuccess(Now);
            }

            await SaveAsync();
        }
    }

    /// <summary>Deletes calls that ended a month ago.</summary>
    public Task DeleteOldAsync(CancellationToken cancellation)
    {
        var old = Now - KeptFor;
        return db.WebhookCalls.Where(c => c.NextAttemptAt == null && c.CreatedAt < old).ExecuteDeleteAsync(cancellation);
    }

    private async Task<WebhookCall?> ClaimAsync(CancellationToken cancellation)
    {
        var (now, until) = (Now, Now + Lease);
        var due = db.WebhookCalls.Where(c => c.NextAttemptAt <= now && (c.LeasedUntil == null || c.LeasedUntil < now));
        var id = await due.OrderBy(c => c.NextAttemptAt).ThenBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(cancellation);
        return id != 0 && await due.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.LeasedUntil, until), cancellation) > 0
            ? await db.WebhookCalls.Include(c => c.Webhook).FirstOrDefaultAsync(c => c.Id == id, cancellation)
            : null;
    }

    /// <summary>Saves the outcome, also during a stop: the program has been called.</summary>
    private async Task SaveAsync()
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            // An administrator removed the webhook meanwhile, and its calls with it.
        }

        db.ChangeTracker.Clear();
    }
}
