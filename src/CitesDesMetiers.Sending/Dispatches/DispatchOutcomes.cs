using System.Collections.Concurrent;
using System.Globalization;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>The outcomes for one domain of recipients.</summary>
/// <param name="Domain">The domain; null for all others together.</param>
public sealed record DomainFigures(string? Domain, int Audience, int Sent, int Deferred, int Failed, int Bounced)
{
    /// <summary>Deliveries in other states (waiting, uncertain, suppressed, cancelled), so that the figures add up to the audience.</summary>
    public int Others => Math.Max(0, Audience - Sent - Deferred - Failed - Bounced);
}

/// <summary>How many deliveries failed for one cause.</summary>
/// <param name="Replies">Some of the servers' answers with addresses masked; empty for bounces, which came back later.</param>
public sealed record CauseFigures(FailureCause Cause, int Count, IReadOnlyList<string> Replies);

/// <summary>How many messages were sent in one minute.</summary>
/// <param name="At">The beginning of the minute, UTC.</param>
public sealed record SentMinute(DateTime At, int Count);

/// <summary>The outcomes of a dispatch in detail. Readers are not tracked: the figures come from mail servers and from who left.</summary>
/// <param name="Ended">How many deliveries had ended when it was read.</param>
/// <param name="Withdrawn">How many of the audience unsubscribed within <see cref="DispatchOutcomes.Aftermath"/>.</param>
public sealed record OutcomeFigures(
    int Ended, IReadOnlyList<DomainFigures> Domains, IReadOnlyList<CauseFigures> Failed, IReadOnlyList<CauseFigures> Bounced,
    IReadOnlyList<SentMinute> Sent, int Withdrawn, int Complaints);

/// <summary>Reads <see cref="OutcomeFigures"/>, shared by all who ask. Each reading scans the whole dispatch, so it is rarer than counting.</summary>
public sealed class DispatchOutcomes(IServiceScopeFactory scopes, TimeProvider clock)
{
    public static readonly TimeSpan Aftermath = TimeSpan.FromDays(7);

    private const int DomainsShown = 8;
    private const int RepliesRead = 40;
    private const int RepliesShown = 3;
    private const double Share = 0.05;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, ThrottledReading<OutcomeFigures>> known = new();

    /// <param name="figures">The progress of the same dispatch, read before. Once it is over, both must agree.</param>
    public Task<OutcomeFigures> ReadAsync(DispatchFigures figures, CancellationToken cancellation) =>
        known.GetOrAdd(figures.Id, id => new ThrottledReading<OutcomeFigures>(c => ReadAsync(id, figures.CreatedAt, c), Every, Share, clock))
            .GetAsync(cancellation, old => !figures.IsOver || old.Ended == figures.Ended);

    private async Task<OutcomeFigures> ReadAsync(int id, DateTime start, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var domains = await DomainsAsync(db, id, cancellation);
        var end = start + Aftermath;
        return new OutcomeFigures(
            await db.Deliveries.CountAsync(
                d => d.DispatchId == id && d.State != DeliveryState.Pending && d.State != DeliveryState.Leased
                    && d.State != DeliveryState.Deferred, cancellation),
            domains,
            await CausesAsync(db, id, DeliveryState.Failed, cancellation),
            await CausesAsync(db, id, DeliveryState.Bounced, cancellation),
            await SentAsync(db, id, cancellation),
            await db.ConsentEvents.CountAsync(
                e => e.Kind == ConsentKind.Withdrawn && e.At >= start && e.At < end
                    && db.Deliveries.Any(d => d.DispatchId == id && d.SubscriberId == e.SubscriberId), cancellation),
            await db.ReturnedMails.CountAsync(
                r => r.Kind == ReturnKind.Complaint && db.Deliveries.Any(d => d.Id == r.DeliveryId && d.DispatchId == id), cancellation));
    }

    /// <summary>The largest domains, and the sum of all others.</summary>
    private static async Task<IReadOnlyList<DomainFigures>> DomainsAsync(NewsletterContext db, int id, CancellationToken cancellation)
    {
        var deliveries = db.Deliveries.Where(d => d.DispatchId == id);
        List<DomainFigures> domains = [.. (await deliveries.GroupBy(d => d.Domain)
            .Select(g => new
            {
                g.Key,
                Audience = g.Count(),
                Sent = g.Count(d => d.State == DeliveryState.Sent),
                Deferred = g.Count(d => d.State == DeliveryState.Deferred),
                Failed = g.Count(d => d.State == DeliveryState.Failed),
                Bounced = g.Count(d => d.State == DeliveryState.Bounced),
            })
            .OrderByDescending(g => g.Audience).ThenBy(g => g.Key).Take(DomainsShown).ToListAsync(cancellation))
            .Select(g => new DomainFigures(g.Key, g.Audience, g.Sent, g.Deferred, g.Failed, g.Bounced))];
        var all = await deliveries.GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var others = all.Values.Sum() - domains.Sum(d => d.Audience);
        int Rest(DeliveryState state, Func<DomainFigures, int> of) => Math.Clamp(all.GetValueOrDefault(state) - domains.Sum(of), 0, others);
        return others <= 0 ? domains
            : [.. domains, new DomainFigures(
                null, others, Rest(DeliveryState.Sent, d => d.Sent), Rest(DeliveryState.Deferred, d => d.Deferred),
                Rest(DeliveryState.Failed, d => d.Failed), Rest(DeliveryState.Bounced, d => d.Bounced))];
    }

    private static async Task<IReadOnlyList<CauseFigures>> CausesAsync(
        NewsletterContext db, int id, DeliveryState state, CancellationToken cancellation)
    {
        var deliveries = db.Deliveries.Where(d => d.DispatchId == id && d.State == state);
        List<CauseFigures> causes = [];
        foreach (var group in await deliveries.GroupBy(d => d.Cause).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation))
        {
            // The last reply of a bounced delivery is the relay's acceptance.
            var replies = state is DeliveryState.Bounced ? []
                : await deliveries.Where(d => d.Cause == group.Key && d.LastReply != null).OrderBy(d => d.Id)
                .Select(d => new { d.LastReply, d.Subscriber.NormalisedAddress }).Take(RepliesRead).ToListAsync(cancellation);
            causes.Add(new CauseFigures(
                group.Key ?? FailureCause.Other, group.Count,
                [.. replies.Select(r => Replies.Mask(r.LastReply!, r.NormalisedAddress)).Distinct().Take(RepliesShown)]));
        }

        return [.. causes.OrderByDescending(c => c.Count)];
    }

    private static async Task<IReadOnlyList<SentMinute>> SentAsync(NewsletterContext db, int id, CancellationToken cancellation) =>
        [.. (await db.Database.SqlQueryRaw<MinuteRow>(DatabaseProvider.Of(db.Database).SentPerMinute, id).ToListAsync(cancellation))
            .Select(r => new SentMinute(
                DateTime.ParseExact(r.Minute, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal), r.Count))
            .OrderBy(m => m.At)];

    private sealed record MinuteRow(string Minute, int Count);
}
