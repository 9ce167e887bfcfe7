using System.Collections.Concurrent;

namespace CitesDesMetiers.Web.Platform.PolicyReports;

/// <summary>Something that the policy of a page blocked in a browser.</summary>
/// <param name="Page">Its path, without tokens and query.</param>
/// <param name="Directive">Such as <c>script-src-elem</c>.</param>
/// <param name="Source">The origin of what was blocked, or a word such as <c>inline</c>.</param>
internal sealed record BlockedThing(string Page, string Directive, string Source);

/// <summary>Counts what browsers report, since the start of this instance. It keeps nothing about who reported it.</summary>
internal sealed class BlockedThings(ILogger<BlockedThings> logger)
{
    /// <summary>Anybody can invent reports, so their number is bounded. Later kinds are not counted.</summary>
    private const int MostKinds = 200;

    private readonly ConcurrentDictionary<BlockedThing, int> counts = new();

    public void Add(BlockedThing thing)
    {
        if (counts.Count >= MostKinds && !counts.ContainsKey(thing))
        {
            return;
        }

        // One line for each power of ten: a fault on a busy page must not fill the log.
        var count = counts.AddOrUpdate(thing, 1, (_, before) => before + 1);
        if (count is 1 or 10 or 100 or 1_000 or 10_000)
        {
            logger.LogWarning(
                "Browsers blocked {Source} on {Page} by {Directive}, {Count} times until now", thing.Source, thing.Page, thing.Directive, count);
        }
    }

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<BlockedThing, int>> Read() => [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key.Page)];
}
