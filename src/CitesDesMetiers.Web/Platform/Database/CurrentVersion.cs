using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>
/// The stamp of the <see cref="Core.Settings.SiteVersion"/>, read from the database at most once a second and after each save here.
/// </summary>
public sealed class CurrentVersion(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Reading? last;
    private int saves;

    public ValueTask<Guid> ReadAsync(CancellationToken cancellation) =>
        last is { } known && IsFresh(known) ? ValueTask.FromResult(known.Stamp) : new(AskAsync(cancellation));

    /// <summary>Has the next reader ask the database.</summary>
    public void Expire() => Interlocked.Increment(ref saves);

    public void Dispose() => turn.Dispose();

    private async Task<Guid> AskAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            if (last is { } known && IsFresh(known))
            {
                return known.Stamp;
            }

            // Both are taken before asking. A save during the question makes the answer old.
            var (before, at) = (Volatile.Read(ref saves), clock.GetTimestamp());
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
            var stamp = await db.SiteVersions.Select(v => v.Stamp).SingleOrDefaultAsync(cancellation);
            last = new Reading(stamp, at, before);
            return stamp;
        }
        catch (DatabaseAwayException) when (last is not null)
        {
            // What is kept of the last version is better than no page.
            return last.Stamp;
        }
        finally
        {
            turn.Release();
        }
    }

    private bool IsFresh(Reading reading) =>
        reading.Saves == Volatile.Read(ref saves) && clock.GetElapsedTime(reading.At) < Freshness;

    private sealed record Reading(Guid Stamp, long At, int Saves);
}
