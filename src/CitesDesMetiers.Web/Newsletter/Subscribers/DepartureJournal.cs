using System.Globalization;
using System.Runtime.CompilerServices;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <param name="At">In UTC.</param>
/// <param name="AddressKey">See <see cref="AddressKeys"/>. The address cannot be computed from it.</param>
/// <param name="HasLeft">False for somebody who receives mail again.</param>
public sealed record NotedDeparture(DateTime At, string AddressKey, bool HasLeft);

/// <summary>
/// Notes in a file outside the database who leaves and who comes back, one per line, when it is saved. A restored backup does not know them
/// (docs/decisions/0053-departures.md). The file is beside that of the <see cref="ErasureJournal"/>.
/// </summary>
public sealed class DepartureJournal(ErasureJournal erasures, TimeProvider clock, ILogger<DepartureJournal> logger)
    : SaveChangesInterceptor, IDisposable
{
    private const string Left = "parti", CameBack = "revenu";

    /// <summary>Older backups should not exist.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly ConditionalWeakTable<DbContext, List<NotedDeparture>> pending = [];

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(erasures.Path)!, "departs.txt");

    /// <summary>Reads the entries of the last 400 days, the newest of each person, and forgets the others. Damaged lines are skipped.</summary>
    public async Task<IReadOnlyDictionary<string, NotedDeparture>> ReadAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Path))
        {
            return new Dictionary<string, NotedDeparture>();
        }

        await one.WaitAsync(cancellation);
        try
        {
            var lines = await File.ReadAllLinesAsync(Path, cancellation);
            var since = clock.GetUtcNow().UtcDateTime - KeptFor;
            var noted = lines.Select(Parse).OfType<NotedDeparture>().Where(d => d.At >= since).ToList();
            if (noted.Count < lines.Length)
            {
                await File.WriteAllLinesAsync(Path + ".part", noted.Select(Line), cancellation);
                File.Move(Path + ".part", Path, overwrite: true);
            }

            return noted.GroupBy(d => d.AddressKey).ToDictionary(g => g.Key, g => g.Last());
        }
        finally
        {
            one.Release();
        }
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        pending.AddOrUpdate(eventData.Context!, [
            .. from entry in eventData.Context!.ChangeTracker.Entries<Subscriber>()
               where entry.State is EntityState.Modified
               let state = entry.Property(s => s.State)
               where HasLeft(state.OriginalValue) != HasLeft(state.CurrentValue) && state.CurrentValue is not SubscriberState.Erased
               select new NotedDeparture(now, entry.Entity.AddressKey, HasLeft(state.CurrentValue))]);
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (pending.TryGetValue(eventData.Context!, out var noted) && noted.Count > 0)
        {
            pending.Remove(eventData.Context!);
            await NoteAsync(noted);
        }

        return await base.SavedChangesAsync(eventData, result, cancellationToken);
    }

    public void Dispose() => one.Dispose();

    private static bool HasLeft(SubscriberState state) => state is SubscriberState.Unsubscribed or SubscriberState.Complained;

    private static string Line(NotedDeparture noted) =>
        string.Create(CultureInfo.InvariantCulture, $"{noted.At:O} {noted.AddressKey} {(noted.HasLeft ? Left : CameBack)}");

    private static NotedDeparture? Parse(string line) =>
        line.Split(' ') is [var at, { Length: 64 } key, Left or CameBack]
            && DateTime.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var when)
            ? new(when, key, line.EndsWith(Left, StringComparison.Ordinal))
            : null;

    private async Task NoteAsync(List<NotedDeparture> noted)
    {
        await one.WaitAsync();
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            await File.AppendAllLinesAsync(Path, noted.Select(Line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // They have left all the same. Only a restored backup could undo it.
            logger.LogError(e, "A departure could not be written to {Journal}. Make the file writable: a restored backup would bring the person back", Path);
        }
        finally
        {
            one.Release();
        }
    }
}
