using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Sending;

/// <summary>What is true of a delivery at the moment it is about to leave.</summary>
internal sealed record Departure(long DeliveryId, DispatchState Dispatch, SubscriberState Subscriber, bool IsSuppressed, string Address, Guid PublicId)
{
    /// <summary>The rule that no mail may break: recorded consent, and nothing that ended it since.</summary>
    public bool IsAllowed => Subscriber is SubscriberState.Confirmed && !IsSuppressed;
}

/// <summary>
/// Writes down what became of each message, for all connections together: whoever comes while a write is under way shares
/// the next one (group commit). A connection lets its next message go only after the outcome of the last one is committed, and
/// in the same turn learns whether that next one may still leave.
/// </summary>
internal sealed class Ledger : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(1);
    private const int TriesAfterStop = 20;

    private readonly Channel<Visit> visits = Channel.CreateUnbounded<Visit>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IServiceScopeFactory scopes;
    private readonly DatabaseTurn turn;
    private readonly ILogger logger;
    private readonly Task serving;

    /// <summary>How many make a group that does not wait for more.</summary>
    private readonly int enough;

    /// <summary>Kept from group to group; another one after a fault.</summary>
    private AsyncServiceScope? scope;

    public Ledger(IServiceScopeFactory scopes, DatabaseTurn turn, IOptions<MailOptions> options, ILogger<Ledger> logger)
    {
        (this.scopes, this.turn, this.logger) = (scopes, turn, logger);
        enough = options.Value.Connections / 4;
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
            Gather(group);
            if (group.Count < enough)
            {
                // A write for a few costs as much as one for many, and the others come within moments.
                await Task.Delay(Gathering);
                Gather(group);
            }

            await ServeAsync(group);
        }
    }

    private void Gather(List<Visit> group)
    {
        while (visits.Reader.TryRead(out var visit))
        {
            group.Add(visit);
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
        var db = await OpenAsync();
        List<LedgerEntry> entries = [.. group.Where(v => v.Outcome is not null).Select(v => v.Outcome!)];
        if (entries.Count > 0)
        {
            using var writing = await turn.TakeAsync();
            var json = LedgerEntry.ToJson(entries);
            var written = await db.Database.ExecuteSqlRawAsync(DatabaseProvider.Of(db.Database).RecordOutcomes, json);
            if (written < entries.Count)
            {
                // The machine slept, say, and others took them over. Only what has gone out still counts then.
                logger.LogWarning("{Count} leases were lost while their deliveries were being sent", entries.Count - written);
            }
        }

        // One parameter, whatever their number: the statement stays the same and is worked out once.
        long[] next = [.. group.Where(v => v.Next is not null).Select(v => v.Next!.Value)];
        return next.Length == 0
            ? []
            : await db.Deliveries.Where(d => EF.Parameter(next).Contains(d.Id))
                .Select(d => new Departure(
                    d.Id, d.Dispatch.State, d.Subscriber.State, db.Suppressions.Any(s => s.AddressKey == d.Subscriber.AddressKey),
                    d.Subscriber.Address, d.Subscriber.PublicId))
                .ToDictionaryAsync(d => d.DeliveryId);
    }

    /// <summary>Its connection stays open, as nothing is tracked in it and the next group comes at once.</summary>
    private async Task<NewsletterContext> OpenAsync()
    {
        if (scope is { } open)
        {
            return open.ServiceProvider.GetRequiredService<NewsletterContext>();
        }

        scope = scopes.CreateAsyncScope();
        var db = scope.Value.ServiceProvider.GetRequiredService<NewsletterContext>();
        await db.Database.OpenConnectionAsync();
        return db;
    }

    private async Task ForgetAsync()
    {
        if (scope is { } old)
        {
            scope = null;
            await old.DisposeAsync();
        }
    }

    private sealed record Visit(LedgerEntry? Outcome, long? Next, CancellationToken Stopping)
    {
        public TaskCompletionSource<Departure?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
