using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>The retention forecast of one month.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Asked">Readers who will be asked whether to continue.</param>
/// <param name="Silent">Readers who will be erased if they do not answer.</param>
/// <param name="Left">Former subscribers whose proof will no longer be needed.</param>
/// <param name="Unconfirmed">Requests that will expire unconfirmed.</param>
public sealed record RetentionMonth(DateOnly Month, int Asked, int Silent, int Left, int Unconfirmed);

/// <summary>Forecasts what <see cref="Retention"/> and <see cref="PendingPurge"/> will do, from the current data.</summary>
public sealed class RetentionCalendar(NewsletterContext db, TimeProvider clock)
{
    /// <summary>The months with at least one action. Overdue actions count for the current month.</summary>
    public async Task<IReadOnlyList<RetentionMonth>> ReadAsync(CancellationToken cancellation)
    {
        var confirmed = db.Subscribers.Where(s => s.State == SubscriberState.Confirmed || s.State == SubscriberState.Lapsed);
        var asked = await MonthsAsync(
            confirmed.Where(s => s.RenewalAskedAt == null).Select(s => s.LastContactAt), Retention.AskAfterMonths, cancellation);
        var silent = await MonthsAsync(confirmed.Select(s => s.LastContactAt), Retention.EraseAfterMonths, cancellation);
        var left = await MonthsAsync(
            db.Subscribers.Where(s =>
                (s.State == SubscriberState.Unsubscribed || s.State == SubscriberState.Bounced || s.State == SubscriberState.Complained)
                    && s.EndedAt != null)
                .Select(s => s.EndedAt!.Value),
            Retention.KeepProofMonths, cancellation);
        var unconfirmed = await MonthsAsync(
            db.Subscribers.Where(s => s.State == SubscriberState.Pending && s.ConfirmationSentAt != null).Select(s => s.ConfirmationSentAt!.Value), 1,
            cancellation);
        return [.. asked.Keys.Union(silent.Keys).Union(left.Keys).Union(unconfirmed.Keys).Order()
            .Select(m => new RetentionMonth(
                m, asked.GetValueOrDefault(m), silent.GetValueOrDefault(m), left.GetValueOrDefault(m), unconfirmed.GetValueOrDefault(m)))];
    }

    private async Task<Dictionary<DateOnly, int>> MonthsAsync(IQueryable<DateTime> times, int later, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var current = new DateOnly(now.Year, now.Month, 1);
        var counts = await times.GroupBy(t => new { t.Year, t.Month }).Select(g => new { g.Key.Year, g.Key.Month, Count = g.Count() })
            .ToListAsync(cancellation);
        return counts.Select(c => (Month: new DateOnly(c.Year, c.Month, 1).AddMonths(later), c.Count))
            .GroupBy(c => c.Month > current ? c.Month : current).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
    }
}
