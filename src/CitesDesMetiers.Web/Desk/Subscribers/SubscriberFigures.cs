using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>A group of subscribers.</summary>
/// <param name="Count">Null when it is too small to be shown.</param>
internal sealed record SubscriberGroup(string Name, int? Count);

/// <summary>The subscribers in figures.</summary>
/// <param name="Receiving">Those who receive the newsletter, pauses included.</param>
/// <param name="Origins">How they came.</param>
/// <param name="Months">How many there were at the end of each month, the oldest first.</param>
internal sealed record SubscriberFigures(
    int Receiving, int Quarterly, int Paused, int Pending, int Lapsed, IReadOnlyList<SubscriberGroup> Cites,
    IReadOnlyList<SubscriberGroup> Languages, IReadOnlyList<SubscriberGroup> Origins, IReadOnlyList<(DateOnly Month, int Count)> Months)
{
    /// <summary>A smaller group might name somebody.</summary>
    private const int Smallest = 5;
    private const int MonthsShown = 13;

    public static async Task<SubscriberFigures> ReadAsync(NewsletterContext db, TimeProvider clock, CancellationToken cancellation)
    {
        var today = ParisTime.Today(clock);
        var receiving = db.Subscribers.Where(s => s.State == SubscriberState.Confirmed);
        var cites = await receiving.GroupBy(s => s.CiteId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var names = await db.Cites.ToDictionaryAsync(c => c.Id, c => c.Name, cancellation);
        var languages = await receiving.GroupBy(s => s.Language).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var byDesk = await receiving.CountAsync(
            s => db.ConsentEvents.Any(e => e.SubscriberId == s.Id && e.Source == ConsentSource.Desk), cancellation);
        var byImport = await receiving.CountAsync(s => s.ImportId != null, cancellation);
        var total = languages.Sum(l => l.Count);
        return new(
            total,
            await receiving.CountAsync(s => s.Frequency == Frequency.Quarterly, cancellation),
            await receiving.CountAsync(s => s.PausedUntil > today, cancellation),
            await db.Subscribers.CountAsync(s => s.State == SubscriberState.Pending, cancellation),
            await db.Subscribers.CountAsync(s => s.State == SubscriberState.Lapsed, cancellation),
            [.. cites.Where(c => c.Key is not null).OrderByDescending(c => c.Count).ThenBy(c => names[c.Key!.Value], FrenchOrder.Alphabet)
                .Select(c => Group(names[c.Key!.Value], c.Count)),
             .. cites.Where(c => c.Key is null).Select(c => Group("Sans Cité choisie", c.Count))],
            [.. languages.OrderByDescending(l => l.Count).Select(l => Group(Core.French.Languages.NameOf(l.Key), l.Count))],
            [Group("Formulaire du site", total - byDesk - byImport), Group("Import d’un fichier", byImport), Group("Ajout à la main", byDesk)],
            await MonthsAsync(db, total, today, cancellation));
    }

    /// <summary>
    /// Counts back from today: each month had those of the next one, without those who came then and with those who left. Whoever was erased is
    /// in no month.
    /// </summary>
    private static async Task<IReadOnlyList<(DateOnly Month, int Count)>> MonthsAsync(
        NewsletterContext db, int total, DateOnly today, CancellationToken cancellation)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsShown);
        var from = first.ToDateTime(default, DateTimeKind.Utc);
        var came = (await db.Subscribers.Where(s => s.ConfirmedAt >= from && s.State != SubscriberState.Lapsed)
                .GroupBy(s => new { s.ConfirmedAt!.Value.Year, s.ConfirmedAt.Value.Month }).Select(g => new { g.Key, Count = g.Count() })
                .ToListAsync(cancellation))
            .ToDictionary(g => new DateOnly(g.Key.Year, g.Key.Month, 1), g => g.Count);
        var left = (await db.Subscribers.Where(s => s.ConfirmedAt != null && s.EndedAt >= from && s.State != SubscriberState.Confirmed)
                .GroupBy(s => new { s.EndedAt!.Value.Year, s.EndedAt.Value.Month }).Select(g => new { g.Key, Count = g.Count() })
                .ToListAsync(cancellation))
            .ToDictionary(g => new DateOnly(g.Key.Year, g.Key.Month, 1), g => g.Count);
        var months = new List<(DateOnly, int)>();
        for (var (month, count) = (new DateOnly(today.Year, today.Month, 1), total); month >= first; month = month.AddMonths(-1))
        {
            months.Insert(0, (month, count));
            count += left.GetValueOrDefault(month) - came.GetValueOrDefault(month);
        }

        return months;
    }

    private static SubscriberGroup Group(string name, int count) => new(name, count is > 0 and < Smallest ? null : count);
}
