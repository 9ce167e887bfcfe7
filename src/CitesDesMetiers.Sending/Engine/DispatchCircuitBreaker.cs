using System.Collections.Concurrent;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Pauses a dispatch when the relay refuses the issue rather than single addresses, before the whole audience has failed.
/// The users who may send are notified by mail. Counts are kept in memory: another instance, or a restart, starts from zero.
/// </summary>
internal sealed class DispatchCircuitBreaker(IServiceScopeFactory scopes, Relays relays, ILogger<DispatchCircuitBreaker> logger)
{
    /// <summary>Consecutive refusals that are not about the address (policy, content, size) before the dispatch pauses.</summary>
    public const int MaxConsecutiveMessageRefusals = 5;

    /// <summary>
    /// Refusals of any kind among the last <see cref="Window"/> answers before the dispatch pauses. A maintained list has fewer dead addresses.
    /// </summary>
    public const int MaxRefusalsInWindow = 25;

    /// <summary>Consecutive messages without an answer to the final dot before the dispatch pauses.</summary>
    public const int MaxConsecutiveUnanswered = 5;
    private const int Window = 100;

    private readonly ConcurrentDictionary<int, Tally> tallies = new();

    /// <summary>Counts an answer of the relay, and pauses the dispatch when a threshold is reached.</summary>
    public async Task CountAsync(int dispatchId, SendResult result)
    {
        if (result.Outcome is SendOutcome.Deferred)
        {
            return;
        }

        var tally = tallies.GetOrAdd(dispatchId, _ => new Tally());
        Task pausing;
        lock (tally)
        {
            tally.Add(result);
            if (PauseReasonFor(tally, result) is { } reason)
            {
                tally.Reset();
                tally.Pausing = Task.Run(() => PauseAsync(dispatchId, reason));
            }

            pausing = tally.Pausing;
        }

        // All connections await the pause: however slow the database is, each fails one more address at the most.
        await pausing;
    }

    /// <summary>
    /// Records that a relay refuses every message. The relay is left alone while others send; the dispatch pauses when no relay is left.
    /// </summary>
    /// <param name="generation">The value of <see cref="RelayGate.Generation"/> when the attempt began.</param>
    /// <param name="reason">The reason shown to the editors, in French.</param>
    public async Task RefuseAsync(int dispatchId, Relay relay, int generation, string reason)
    {
        await ChangeRunningAsync(dispatchId, dispatch =>
        {
            var isFirstRefusal = relay.Gate.Refuse(reason, generation);
            return !relays.IsAnyLeft ? Pause(dispatch, string.Join(' ', relays.All.Select(r => r.Gate.ClosedBy)))
                : isFirstRefusal ? $"{relays.NoticeOf(relay)} {Name(dispatch)} continue."
                : null;
        });
        if (!relays.IsAnyLeft)
        {
            // Nothing is sent until a person resumes. Then each relay is tried again, whichever process they resume from.
            relays.ReopenAll();
        }
    }

    /// <param name="reason">The reason shown to the editors, in French.</param>
    private Task PauseAsync(int dispatchId, string reason) =>
        ChangeRunningAsync(dispatchId, dispatch => Pause(dispatch, reason));

    private string Pause(Dispatch dispatch, string reason)
    {
        logger.LogError("Dispatch {Dispatch} paused: the relay refuses its messages or does not confirm them", dispatch.Id);
        dispatch.Pause(reason);
        return $"{Name(dispatch)} s’est suspendu de lui-même. {dispatch.PauseReason}";
    }

    private static string Name(Dispatch dispatch) =>
        $"L’envoi {(dispatch.DigestId is null ? $"du numéro {dispatch.Edition.Number}" : "du récapitulatif")}";

    /// <summary>
    /// Changes the dispatch and notifies the users who may send. When the database is unavailable, the next refusal tries again:
    /// the outcome of this message must be recorded first.
    /// </summary>
    /// <param name="change">Called with the dispatch if it is running; returns the line for those users, or null for none.</param>
    private async Task ChangeRunningAsync(int dispatchId, Func<Dispatch, string?> change)
    {
        try
        {
            await TryChangeRunningAsync(dispatchId, change);
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e))
        {
            logger.LogWarning("Dispatch {Dispatch} could not be paused: {Error}", dispatchId, e.GetType().Name);
        }
    }

    private async Task TryChangeRunningAsync(int dispatchId, Func<Dispatch, string?> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var dispatch = await db.Dispatches.Include(d => d.Edition).SingleAsync(d => d.Id == dispatchId);
        if (dispatch.State is not DispatchState.Running || change(dispatch) is not { } line)
        {
            return;
        }

        await scope.ServiceProvider.GetRequiredService<Notifier>()
            .TellSendersAsync(line, DispatchAddresses.Dispatch(dispatchId), null, CancellationToken.None);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process changed the dispatch at the same moment; its change stands.
        }
    }

    private static string? PauseReasonFor(Tally tally, SendResult result) =>
        tally switch
        {
            { MessageRefusals: >= MaxConsecutiveMessageRefusals } =>
                $"Le relais de messagerie a refusé {tally.MessageRefusals} messages de suite, "
                + $"à cause de leur contenu ou de sa politique : {result.Reply}",
            { Refused: >= MaxRefusalsInWindow } =>
                $"Le relais de messagerie a refusé {tally.Refused} adresses sur les {tally.Seen} dernières : {result.Reply}",
            { Unanswered: >= MaxConsecutiveUnanswered } =>
                $"Le relais de messagerie n’a pas confirmé {tally.Unanswered} messages de suite : "
                + "on ne sait pas s’ils sont partis. Vérifiez le relais avant de reprendre.",
            _ => null,
        };

    private sealed class Tally
    {
        private readonly Queue<bool> last = new();

        public Task Pausing { get; set; } = Task.CompletedTask;
        public int MessageRefusals { get; private set; }
        public int Unanswered { get; private set; }
        public int Refused => last.Count(refused => refused);
        public int Seen => last.Count;

        public void Add(SendResult result)
        {
            var isRefusal = result.Outcome is SendOutcome.Rejected;
            last.Enqueue(isRefusal);
            if (last.Count > Window)
            {
                last.Dequeue();
            }

            MessageRefusals = result.Outcome is SendOutcome.Sent ? 0 : MessageRefusals + (isRefusal && !IsAboutTheAddress(result) ? 1 : 0);
            Unanswered = result.Outcome is SendOutcome.Uncertain ? Unanswered + 1 : result.Outcome is SendOutcome.Sent ? 0 : Unanswered;
        }

        public void Reset()
        {
            last.Clear();
            MessageRefusals = Unanswered = 0;
        }

        /// <summary>
        /// RFC 3463: x.1.x is about the address, x.2.x about the mailbox. Without a code, a refused recipient counts as its own fault.
        /// </summary>
        private static bool IsAboutTheAddress(SendResult result) =>
            result.EnhancedCode is { } code ? code[2] is '1' or '2' && code[3] == '.' : result.Stage is SendStage.Recipient;
    }
}
