using System.Collections.Concurrent;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Notices that a relay refuses the issue rather than single addresses, and pauses the dispatch before it has burnt its whole
/// audience; those who send are told by mail. It counts in memory: another instance, or a restart, begins anew.
/// </summary>
internal sealed class DispatchCircuitBreaker(IServiceScopeFactory scopes, Relays relays, ILogger<DispatchCircuitBreaker> logger)
{
    /// <summary>Refusals in a row that are not about the address: policy, content, size.</summary>
    public const int RefusalsOfTheMessage = 5;

    /// <summary>Refusals among the last <see cref="Window"/>, whatever their cause: no list that is looked after has that many dead addresses.</summary>
    public const int RefusalsOfAnyKind = 25;

    /// <summary>Messages in a row whose final dot was never answered.</summary>
    public const int Silences = 5;
    private const int Window = 100;

    private readonly ConcurrentDictionary<int, Count> counts = new();

    /// <summary>Counts an answer, and pauses the dispatch where it is one too many.</summary>
    public async Task CountAsync(int dispatchId, SendResult result)
    {
        if (result.Outcome is SendOutcome.Deferred)
        {
            return;
        }

        var count = counts.GetOrAdd(dispatchId, _ => new Count());
        Task pausing;
        lock (count)
        {
            count.Add(result);
            if (Reason(count, result) is { } reason)
            {
                count.Forget();
                count.Pausing = Task.Run(() => PauseAsync(dispatchId, reason));
            }

            pausing = count.Pausing;
        }

        // The other connections wait for it too: however slow the database is, each burns one more address at the most.
        await pausing;
    }

    /// <summary>A relay refuses everything: it rests while others go on; where none is left, the dispatch pauses.</summary>
    /// <param name="trial"><see cref="RelayGate.Trial"/> when the attempt began.</param>
    /// <param name="reason">In words for the editor.</param>
    public async Task RefuseAsync(int dispatchId, Relay relay, int trial, string reason)
    {
        await ActAsync(dispatchId, dispatch =>
        {
            var isNew = relay.Gate.Refuse(reason, trial);
            return !relays.IsAnyLeft ? Pause(dispatch, string.Join(' ', relays.All.Select(r => r.Gate.ClosedBy)))
                : isNew ? $"{relays.NoticeOf(relay)} {Name(dispatch)} continue."
                : null;
        });
        if (!relays.IsAnyLeft)
        {
            // Nothing leaves until a person resumes, and then each is tried again, whichever process they resume from.
            relays.TryAgain();
        }
    }

    /// <param name="reason">In words for the editor.</param>
    private Task PauseAsync(int dispatchId, string reason) => ActAsync(dispatchId, dispatch => Pause(dispatch, reason));

    private string Pause(Dispatch dispatch, string reason)
    {
        logger.LogError("Dispatch {Dispatch} is paused: the relay refuses it", dispatch.Id);
        dispatch.Pause(reason);
        return $"{Name(dispatch)} s’est suspendu de lui-même. {dispatch.PauseReason}";
    }

    private static string Name(Dispatch dispatch) => $"L’envoi {(dispatch.DigestId is null ? $"du numéro {dispatch.Edition.Number}" : "du récapitulatif")}";

    /// <summary>Where the database is away, the next refusals do it: what became of this message must be written down first.</summary>
    /// <param name="act">With a dispatch that is running; gives what those who send are told, or null.</param>
    private async Task ActAsync(int dispatchId, Func<Dispatch, string?> act)
    {
        try
        {
            await TryActAsync(dispatchId, act);
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e))
        {
            logger.LogWarning("Dispatch {Dispatch} could not be paused: {Error}", dispatchId, e.GetType().Name);
        }
    }

    private async Task TryActAsync(int dispatchId, Func<Dispatch, string?> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var dispatch = await db.Dispatches.Include(d => d.Edition).SingleAsync(d => d.Id == dispatchId);
        if (dispatch.State is not DispatchState.Running || act(dispatch) is not { } line)
        {
            return;
        }

        await scope.ServiceProvider.GetRequiredService<Notifier>().TellSendersAsync(line, $"/redaction/envois/{dispatchId}", null, CancellationToken.None);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody paused or stopped it in the same moment: that holds.
        }
    }

    private static string? Reason(Count count, SendResult result) =>
        count switch
        {
            { OfTheMessage: >= RefusalsOfTheMessage } =>
                $"Le relais de messagerie a refusé {count.OfTheMessage} messages de suite, à cause de leur contenu ou de sa politique : {result.Reply}",
            { Refused: >= RefusalsOfAnyKind } =>
                $"Le relais de messagerie a refusé {count.Refused} adresses sur les {count.Seen} dernières : {result.Reply}",
            { Silent: >= Silences } =>
                $"Le relais de messagerie n’a pas confirmé {count.Silent} messages de suite : on ne sait pas s’ils sont partis. Vérifiez le relais avant de reprendre.",
            _ => null,
        };

    private sealed class Count
    {
        private readonly Queue<bool> last = new();

        public Task Pausing { get; set; } = Task.CompletedTask;
        public int OfTheMessage { get; private set; }
        public int Silent { get; private set; }
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

            OfTheMessage = result.Outcome is SendOutcome.Sent ? 0 : OfTheMessage + (isRefusal && !IsAboutTheAddress(result) ? 1 : 0);
            Silent = result.Outcome is SendOutcome.Uncertain ? Silent + 1 : result.Outcome is SendOutcome.Sent ? 0 : Silent;
        }

        public void Forget()
        {
            last.Clear();
            OfTheMessage = Silent = 0;
        }

        /// <summary>RFC 3463: x.1.x is about the address, x.2.x about the mailbox. Without a code, a refused recipient is its own fault.</summary>
        private static bool IsAboutTheAddress(SendResult result) =>
            result.EnhancedCode is { } code ? code[2] is '1' or '2' && code[3] == '.' : result.Stage is SendStage.Recipient;
    }
}
