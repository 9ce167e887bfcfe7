using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Workers;
using CitesDesMetiers.Web.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>
/// Sends the digest of the past quarter at the beginning of the next, to those who chose it. The sending engine guarantees that it is
/// sent once, even after a crash. Nothing is sent without news or recipients.
/// </summary>
internal sealed class QuarterlyDigests(
    NewsletterContext db, MailRenderer renderer, Dispatching dispatching, IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <summary>Number of days in which the digest may be sent. A site that was down for longer skips it as outdated.</summary>
    private const int DaysToSend = 10;

    private static readonly TimeOnly Hour = new(9, 0);

    /// <returns>The number of deliveries queued.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        var (today, time) = ParisTime.Local(clock.GetUtcNow().UtcDateTime);
        var (until, from) = (QuarterlyDigest.QuarterOf(today), QuarterlyDigest.QuarterOf(today).AddMonths(-3));
        if (today.DayNumber - until.DayNumber >= DaysToSend || (today == until && time < Hour)
            || await db.QuarterlyDigests.AnyAsync(d => d.From == from, cancellation))
        {
            return 0;
        }

        try
        {
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(() => SendAsync(from, until, today, cancellation));
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance sends it, and our save was rolled back.
            return 0;
        }
    }

    private async Task<int> SendAsync(DateOnly from, DateOnly until, DateOnly today, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (start, end) = (ParisTime.ToUtc(from, TimeOnly.MinValue)!.Value, ParisTime.ToUtc(until, TimeOnly.MinValue)!.Value);
        var editions = await db.Editions.PublishedHere().Include(e => e.Articles).Where(e => e.PublishedAt >= start && e.PublishedAt < end)
            .EarliestFirst().ToListAsync(cancellation);
        var audience = Audience.Everyone with { Frequency = Frequency.Quarterly };
        if (editions.Count == 0 || !await audience.Among(db.Subscribers, db.Suppressions, today).AnyAsync(cancellation))
        {
            return 0;
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        var content = new QuarterlyContext(site.Value, settings, from, [.. editions.Select(e => new DigestedEdition(
            e.Slug, e.Number, e.Period, e.Language, e.Subject, [.. e.Articles.OrderBy(a => a.Position).Select(a => a.Title)]))]);
        var rendered = await renderer.RenderAsync(content, cancellation);
        var digest = new QuarterlyDigest(from, content.Subject, rendered.Html, rendered.Text, clock.GetUtcNow().UtcDateTime);
        var started = await dispatching.StartAsync(db, editions[^1], audience, cancellation, digest);
        await transaction.CommitAsync(cancellation);
        dispatching.Wake();
        return started.Recipients;
    }
}

/// <summary>Sends the digest after the end of a quarter.</summary>
internal sealed class QuarterlyDigestWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<QuarterlyDigestWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromMinutes(30);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        services.GetRequiredService<QuarterlyDigests>().SendDueAsync(stopping);
}
