using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Sending.Workers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>
/// Counts the daily page views of each edition, without any trace of the reader. Counts stay in memory until the next write, so no
/// reader waits. A crash loses the unwritten counts.
/// </summary>
public sealed partial class ArchiveVisits(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, int> editions = new(StringComparer.Ordinal);
    private Dictionary<(int Edition, DateOnly Day), int> counts = [];

    /// <summary>Counts a page view. Declared bots, prefetched pages and editors are not counted.</summary>
    /// <param name="address">The address of the page, by which <see cref="CountAgain"/> recognises it.</param>
    public void Count(int editionId, string address, HttpContext context)
    {
        editions[address] = editionId;
        Count(editionId, context);
    }

    /// <summary>Counts a view of a page that was kept from an earlier one.</summary>
    public void CountAgain(HttpContext context)
    {
        if (editions.TryGetValue(context.Request.Path.Value ?? "", out var editionId))
        {
            Count(editionId, context);
        }
    }

    private void Count(int editionId, HttpContext context)
    {
        if (IsReader(context))
        {
            Add(editionId, ParisTime.Local(clock.GetUtcNow().UtcDateTime).Day, 1);
        }
    }

    /// <summary>Adds the counts to the database. If that fails, the counts are kept for the next call.</summary>
    public async Task WriteAsync(NewsletterContext db, CancellationToken cancellation)
    {
        var taken = Take();
        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            var json = JsonSerializer.Serialize(taken.Select(c => new { edition = c.Key.Edition, day = c.Key.Day, count = c.Value }));
            await db.Database.ExecuteSqlRawAsync(DatabaseProvider.Of(db.Database).AddVisits, [json], cancellation);
        }
        catch
        {
            foreach (var (key, count) in taken)
            {
                Add(key.Edition, key.Day, count);
            }

            throw;
        }
    }

    private void Add(int editionId, DateOnly day, int count)
    {
        lock (gate)
        {
            counts[(editionId, day)] = counts.GetValueOrDefault((editionId, day)) + count;
        }
    }

    private Dictionary<(int Edition, DateOnly Day), int> Take()
    {
        lock (gate)
        {
            return Interlocked.Exchange(ref counts, []);
        }
    }

    private static bool IsReader(HttpContext context)
    {
        var headers = context.Request.Headers;
        var agent = headers.UserAgent.ToString();
        return !context.IsHead() && !context.User.IsEditor() && agent.Length > 0 && !Programs().IsMatch(agent)
            && !IsAhead(headers["Sec-Purpose"]) && !IsAhead(headers["Purpose"]) && !IsAhead(headers["X-Moz"]) && !IsAhead(headers["X-Purpose"]);
    }

    private static bool IsAhead(string? purpose) =>
        purpose is not null
            && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("preview", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        "bot|crawl|spider|slurp|preview|scan|monitor|check|archiver|facebookexternalhit|whatsapp|embed"
            + "|feed|fetch|http|curl|wget|python|perl|ruby|java/|go-|okhttp|headless|lighthouse",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Programs();
}

/// <summary>Writes the counts at intervals and when the site stops.</summary>
internal sealed class VisitCountWorker(ArchiveVisits visits, IServiceScopeFactory scopes, TimeProvider clock, ILogger<VisitCountWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    private readonly IServiceScopeFactory scopes = scopes;
    private readonly ILogger logger = logger;
    private readonly Lock gate = new();
    private Task? ending;

    /// <summary>A host may be stopped twice at once, by its run and by whoever disposes of it. Both wait for the one last write.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ending ??= WriteLastAsync(cancellationToken);
        }
    }

    private async Task WriteLastAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();

            // A single statement. It runs even when other services have used up the time for shutdown.
            await RunOnceAsync(scope.ServiceProvider, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e) || e is ObjectDisposedException)
        {
            logger.LogWarning("The last page views were lost because the database did not answer ({Error})", e.GetType().Name);
        }
    }

    protected override TimeSpan Interval => TimeSpan.FromSeconds(30);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        visits.WriteAsync(services.GetRequiredService<NewsletterContext>(), stopping);
}
