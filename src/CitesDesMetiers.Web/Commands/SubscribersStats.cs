using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary>
/// <c>subscribers stats</c>: counts subscribers by state. Counts by language, Cité, frequency and origin include confirmed
/// subscribers only.
/// </summary>
internal sealed class SubscribersStats(SubscribersConsole console)
{
    public async Task<int> RunAsync(bool json, CancellationToken cancellation)
    {
        var confirmed = console.Db.Subscribers.Where(s => s.State == SubscriberState.Confirmed);
        var states = await CountAsync(console.Db.Subscribers, s => s.State, cancellation);
        Dictionary<string, IReadOnlyDictionary<string, int>> counts = new()
        {
            ["states"] = Enum.GetValues<SubscriberState>().ToDictionary(Words.Of, s => states.FirstOrDefault(c => c.Key == s).Count),
            ["languages"] = Named(await CountAsync(confirmed, s => s.Language, cancellation), key => key),
            ["cites"] = Named(await CountAsync(confirmed, s => s.Cite!.Slug, cancellation), key => key ?? "none"),
            ["frequencies"] = Named(await CountAsync(confirmed, s => s.Frequency, cancellation), Words.Of),
            ["origins"] = Named(await CountAsync(confirmed, s => s.ImportId != null, cancellation), isImported => isImported ? "import" : "form"),
        };
        if (json)
        {
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(counts));
            return 0;
        }

        foreach (var (title, group) in counts)
        {
            await console.Output.WriteLineAsync(title);
            foreach (var (name, count) in group)
            {
                await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name,-30}{count,12:N0}"));
            }
        }

        return 0;
    }

    private static async Task<List<(TKey Key, int Count)>> CountAsync<TKey>(
        IQueryable<Subscriber> found, Expression<Func<Subscriber, TKey>> key, CancellationToken cancellation) =>
        [.. (await found.GroupBy(key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation)).Select(g => (g.Key, g.Count))];

    private static Dictionary<string, int> Named<TKey>(List<(TKey Key, int Count)> counts, Func<TKey, string> name) =>
        counts.OrderByDescending(c => c.Count).ToDictionary(c => name(c.Key), c => c.Count);
}
