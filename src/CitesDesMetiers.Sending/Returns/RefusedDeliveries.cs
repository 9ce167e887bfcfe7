using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// Applies the effects of failure reports to deliveries that the relay refused permanently, or that were given up. It works from the
/// database, independently of sending, so that a stop loses nothing.
/// </summary>
internal sealed class RefusedDeliveries(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RefusedDeliveries> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    private const int AtATime = 200;

    /// <summary>The age up to which dispatches are examined; older ones were examined long ago.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(30);

    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <returns>The number of deliveries examined for the first time.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<NewsletterContext>();
        var effects = services.GetRequiredService<ReturnEffects>();
        var since = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - Back;
        int[] recent = await db.Dispatches.Where(d => d.CreatedAt > since).Select(d => d.Id).ToArrayAsync(cancellation);
        for (var total = 0; ;)
        {
            var refused = await db.Deliveries
                .Where(d => EF.Parameter(recent).Contains(d.DispatchId) && d.State == DeliveryState.Failed
                    && !db.ReturnedMails.Any(r => r.DeliveryId == d.Id))
                .OrderBy(d => d.Id).Take(AtATime).Select(d => new { d.Id, d.LastReply }).ToListAsync(cancellation);
            foreach (var delivery in refused)
            {
                await effects.ApplyAsync(
                    new ReadReturn(ReturnMeaning.Failure, delivery.Id, Verdict: BounceRules.OfReply(delivery.LastReply)),
                    SHA256.HashData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"refusal:{delivery.Id}"))), cancellation,
                    ReturnKind.Refusal);
            }

            total += refused.Count;
            if (refused.Count < AtATime)
            {
                return total;
            }
        }
    }

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) => RunAsync(services, stopping);
}
