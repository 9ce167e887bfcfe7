using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.NewsMails;

/// <summary>Deletes mails that nobody decided about, and the digests of those that cannot come again.</summary>
internal sealed class MailedNewsPurge(IServiceScopeFactory scopes, TimeProvider clock, ILogger<MailedNewsPurge> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    /// <summary>As long as a received picture is kept.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromDays(30);
    public static readonly TimeSpan DigestKeptFor = TimeSpan.FromDays(365);

    public static Task RunAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        var (waiting, known) = (now - WaitsFor, now - DigestKeptFor);
        return db.MailedNews.Where(m => (m.Doubt != null && m.ReceivedAt < waiting) || m.ReceivedAt < known).ExecuteDeleteAsync(cancellation);
    }

    protected override TimeSpan Interval => TimeSpan.FromHours(6);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        RunAsync(services.GetRequiredService<NewsletterContext>(), Now, stopping);
}
