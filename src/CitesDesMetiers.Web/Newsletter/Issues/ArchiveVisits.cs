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
/// Counts how often the pages of an edition are read in a day, and keeps nothing but the number: who reads leaves no trace. In
/// memory until the next round writes it down, so that no reader waits for it; a crash loses that much.
/// </summary>
public sealed partial class ArchiveVisits(TimeProvider clock)
{
    private readonly Lock gate = new();
    private Dictionary<(int Edition, DateOnly Day), int> counts = [];

    /// <summary>Programs that say what they are, pages fetched in advance, and the editors themselves are left out.</summary>
    public void Count(int editionId, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (IsReader(context))
        {
            Add(editionId, ParisTime.Local(clock.GetUtcNow().UtcDateTime).Day, 1);
        }
    }

    /// <summary>Adds what was counted to what the database has; where that fails, it is kept for the next time.</summary>
    public async Task WriteAsync(NewsletterContext db, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
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
        purpose is not null && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("preview", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        "bot|crawl|spider|slurp|preview|scan|monitor|check|archiver|facebookexternalhit|whatsapp|embed|feed|fetch|http|curl|wget|python|perl|ruby|java/|go-|okhttp|headless|lighthouse",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Programs();
}

/// <summary>Writes the visits down in groups, and what is left when the site stops.</summary>
internal sealed class VisitCountWorker(ArchiveVisits visits, IServiceScopeFactory scopes, TimeProvider clock, ILogger<VisitCountWorker> logger) : PeriodicWorker(scopes, clock, logger)
{
    private readonly IServiceScopeFactory scopes = scopes;
    private readonly ILogger logger = logger;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();

            // One statement: it is written even where other parts took all the time there was to stop.
            await RunOnceAsync(scope.ServiceProvider, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e) || e is ObjectDisposedException)
        {
            logger.LogWarning("The last visits are not counted: the database is out of reach ({Error})", e.GetType().Name);
        }
    }

    protected override TimeSpan Interval => TimeSpan.FromSeconds(30);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        visits.WriteAsync(services.GetRequiredService<NewsletterContext>(), stopping);
}
