using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Writes down what became of each message, for all connections together: whoever comes while a write is under way shares
/// the next one (group commit). A connection lets its next message go only after the outcome of the last one is committed, and
/// in the same turn learns whether that next one may still leave.
/// </summary>
internal sealed class Ledger : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int TriesAfterStop = 20;

    private readonly Channel<Visit> visits = Channel.CreateUnbounded<Visit>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IServiceScopeFactory scopes;
    private readonly DatabaseTurn turn;
    private readonly ILogger logger;
    private readonly Task serving;

    /// <summary>Kept from group to group; another one after a fault.</summary>
    private LedgerStatements? open;

    public Ledger(IServiceScopeFactory scopes, DatabaseTurn turn, ILogger<Ledger> logger)
    {
        (this.scopes, this.turn, this.logger) = (scopes, turn, logger);
        serving = Task.Run(ServeAsync);
    }

    /// <summary>
    /// Returns once <paramref name="outcome"/> is committed, however long the database is away; only a stop of the site ends
    /// the waiting, after a while.
    /// </summary>
    /// <param name="outcome">Of the connection's last message; null at its first.</param>
    /// <param name="next">The delivery that is about to leave; null when there is none.</param>
    /// <returns>What is true of <paramref name="next"/> after the commit; null without one, or where its row is gone.</returns>
    public Task<Departure?> PassAsync(LedgerEntry? outcome, long? next, CancellationToken stopping)
    {
        var visit = new Visit(outcome, next, stopping);
        return visits.Writer.TryWrite(visit) ? visit.Answer.Task : Task.FromException<Departure?>(new ObjectDisposedException(nameof(Ledger)));
    }

    public async ValueTask DisposeAsync()
    {
        visits.Writer.TryComplete();
        await serving;
        await ForgetAsync();
    }

    private async Task ServeAsync()
    {
        while (await visits.Reader.WaitToReadAsync())
        {
            List<Visit> group = [];
            while (visits.Reader.TryRead(out var visit))
            {
                group.Add(visit);
            }

            await ServeAsync(group);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, those who wait must hear of it.")]
    private async Task ServeAsync(List<Visit> group)
    {
        for (var triesAfterStop = 0; ;)
        {
            try
            {
                var departures = await WriteAndReadAsync(group);
                group.ForEach(v => v.Answer.SetResult(v.Next is { } id ? departures.GetValueOrDefault(id) : null));
                return;
            }
            catch (Exception e) when (DatabaseAway.IsCause(e) && triesAfterStop < TriesAfterStop)
            {
                triesAfterStop += group.Exists(v => v.Stopping.IsCancellationRequested) ? 1 : 0;
                logger.LogWarning("The outcomes of {Count} deliveries wait for the database: {Error}", group.Count, e.GetType().Name);
                await ForgetAsync();
                await Task.Delay(Patience);
            }
            catch (Exception e)
            {
                await ForgetAsync();
                group.ForEach(v => v.Answer.SetException(e));
                return;
            }
        }
    }

    private async Task<Dictionary<long, Departure>> WriteAndReadAsync(List<Visit> group)
    {
        var statements = await OpenAsync();
        List<LedgerEntry> entries = [.. group.Where(v => v.Outcome is not null).Select(v => v.Outcome!)];
        if (entries.Count > 0)
        {
            using var writing = await turn.TakeAsync();
            var written = await statements.RecordAsync(entries);
            if (written < entries.Count)
            {
                // The machine slept, say, and others took them over. Only what has gone out still counts then.
                logger.LogWarning("{Count} leases were lost while their deliveries were being sent", entries.Count - written);
            }
        }

        List<long> next = [.. group.Where(v => v.Next is not null).Select(v => v.Next!.Value)];
        return next.Count == 0 ? [] : await statements.ReadAsync(next);
    }

    private async Task<LedgerStatements> OpenAsync() =>
        open ??= await LedgerStatements.OpenAsync(scopes.CreateAsyncScope());

    private async Task ForgetAsync()
    {
        if (open is { } old)
        {
            open = null;
            await old.DisposeAsync();
        }
    }

    private sealed record Visit(LedgerEntry? Outcome, long? Next, CancellationToken Stopping)
    {
        public TaskCompletionSource<Departure?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
