using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Sending;

/// <summary>Where a delivery stands. Pending, Leased and Deferred go on by themselves; Deferred has a next time; all others are final.</summary>
public enum DeliveryState
{
    Pending,

    /// <summary>A worker holds it until <see cref="Delivery.LeasedUntil"/>; after that anyone may take it over.</summary>
    Leased,
    Sent,
    Deferred,

    /// <summary>Refused for good by the relay, or given up after the last delay.</summary>
    Failed,

    /// <summary>The relay took it and a report of its failure came back later.</summary>
    Bounced,

    /// <summary>Not sent because the subscriber had left or was suppressed when it was about to leave.</summary>
    Suppressed,

    /// <summary>The whole message left and nobody knows whether it arrived: a stop, or a connection lost before the answer.</summary>
    Uncertain,
    Cancelled,
}

/// <summary>
/// One dispatch to one subscriber. Rows are made by one statement when the dispatch starts
/// (<see cref="DatabaseProvider.QueueDeliveries"/>) and hold all that is needed to go on after a stop.
/// </summary>
public class Delivery
{
    public const int ReplyLength = 500;

    /// <summary>After how many ends of the site in its midst a delivery is left to the editor.</summary>
    public const int MostInterruptions = 5;

    private Delivery() => MessageId = Domain = "";

    public long Id { get; private set; }
    public int DispatchId { get; private set; }
    public Dispatch Dispatch { get; private set; } = null!;
    public int SubscriberId { get; private set; }
    public Subscriber Subscriber { get; private set; } = null!;

    /// <summary>Message-ID without angle brackets (RFC 5322 3.6.4), drawn when the row is made and the same at every attempt.</summary>
    public string MessageId { get; private set; }
    public DeliveryState State { get; private set; }

    /// <summary>How many times the relay has been asked to take it, whatever it answered; from none again where an editor has it retried.</summary>
    public int Attempts { get; private set; }

    /// <summary>How many of these ended without an answer after the whole message had left: a copy may have arrived.</summary>
    public int UncertainAttempts { get; private set; }

    /// <summary>UTC; not before this time.</summary>
    public DateTime NextAttemptAt { get; private set; }

    /// <summary>Drawn by the worker that holds it.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? LeasedUntil { get; private set; }

    /// <summary>
    /// Written down right before it is handed to a relay, until its outcome is: if its holder ends meanwhile, nobody knows whether it arrived.
    /// </summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Domain of the recipient when the row was made, in lower case: what limits and figures go by.</summary>
    public string Domain { get; private set; }

    /// <summary>Of a delivery that failed, bounced or was deferred last.</summary>
    public FailureCause? Cause { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>Last answer of the relay, as it gave it.</summary>
    public string? LastReply { get; private set; }

    public static bool IsFinal(DeliveryState state) =>
        state is not (DeliveryState.Pending or DeliveryState.Leased or DeliveryState.Deferred);

    /// <summary>The address itself takes nothing: no other attempt will change that.</summary>
    public static bool IsDead(FailureCause? cause) => cause is FailureCause.UnknownAddress or FailureCause.Inactive;

    public void BeginToLeave() => IsLeaving = true;

    public void RecordSent(string? reply, DateTime now)
    {
        Attempts++;
        SentAt = now;
        Cause = null;
        Settle(DeliveryState.Sent, reply);
    }

    public void RecordFailed(string? reply, FailureCause cause)
    {
        Attempts++;
        Cause = cause;
        Settle(DeliveryState.Failed, reply);
    }

    public void RecordSuppressed() => Settle(DeliveryState.Suppressed, LastReply);

    /// <param name="until">UTC; null gives up: the delivery has failed.</param>
    public void Defer(string? reply, DateTime? until, FailureCause cause)
    {
        Attempts++;
        Cause = cause;
        NextAttemptAt = until ?? NextAttemptAt;
        Settle(until is null ? DeliveryState.Failed : DeliveryState.Deferred, reply);
    }

    /// <summary>
    /// Nobody knows whether it arrived: the connection was lost, or the site stopped, between the end of the message and the
    /// record of its answer. It is sent once more under the same Message-ID; a second time without an answer is the last.
    /// </summary>
    /// <param name="until">UTC; null leaves it to the editor at once.</param>
    public void RecordUncertain(string? reply, DateTime? until)
    {
        Attempts++;
        UncertainAttempts++;
        NextAttemptAt = until ?? NextAttemptAt;
        Settle(UncertainAttempts > 1 || until is null ? DeliveryState.Uncertain : DeliveryState.Deferred, reply);
    }

    /// <summary>
    /// The site ended before the answer was recorded, perhaps before the message had left. Each such end adds one copy at the
    /// most, so it is sent again after each, and nobody is left out; but not for ever: it may be what ends the site.
    /// </summary>
    /// <param name="until">UTC; null leaves it to the editor at once.</param>
    public void RecordInterrupted(string? reply, DateTime? until)
    {
        Attempts++;
        UncertainAttempts++;
        NextAttemptAt = until ?? NextAttemptAt;
        Settle(UncertainAttempts > MostInterruptions || until is null ? DeliveryState.Uncertain : DeliveryState.Deferred, reply);
    }

    /// <summary>Gives it back untried: no attempt is counted.</summary>
    /// <param name="until">UTC; not before this time.</param>
    public void PutBack(DateTime until)
    {
        NextAttemptAt = until;
        Settle(Attempts == 0 ? DeliveryState.Pending : DeliveryState.Deferred, LastReply);
    }

    /// <summary>
    /// A report of its failure came back after the relay had taken it, or may have: the only way out of these final states.
    /// </summary>
    /// <returns>Whether it was one that may have arrived; any other keeps its state.</returns>
    public bool RecordBounced(FailureCause cause)
    {
        if (State is not (DeliveryState.Sent or DeliveryState.Uncertain))
        {
            return false;
        }

        State = DeliveryState.Bounced;
        Cause = cause;
        return true;
    }

    private void Settle(DeliveryState state, string? reply)
    {
        if (IsFinal(State))
        {
            throw new InvalidOperationException($"This delivery has ended already: {State}.");
        }

        State = state;
        LastReply = reply is { Length: > ReplyLength } ? reply[..ReplyLength] : reply;
        LeaseId = null;
        LeasedUntil = null;
        IsLeaving = false;
    }
}
