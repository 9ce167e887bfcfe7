using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Deletes the records of transactional mails for which no report can arrive any more.</summary>
internal sealed class SentMails(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SentMails> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromHours(6);

    /// <summary>Deletes them. A mail that has not come back shows that an address works again after a failure.</summary>
    public static async Task PurgeAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        var before = now - SentMail.KeptFor;
        await db.Users.Where(u => u.MailFailedAt != null && db.SentMails.Any(m => m.UserId == u.Id && m.SentAt < before && m.SentAt > u.MailFailedAt))
            .ExecuteUpdateAsync(
            set => set.SetProperty(u => u.MailFailedAt, (DateTime?)null).SetProperty(u => u.MailFailure, (FailureCause?)null), cancellation);
        await db.SentMails.Where(m => m.SentAt < before).ExecuteDeleteAsync(cancellation);
    }

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        PurgeAsync(services.GetRequiredService<NewsletterContext>(), Now, stopping);
}
