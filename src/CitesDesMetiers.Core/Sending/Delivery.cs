using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Sending;

/// <summary>The state of a delivery. Pending, Leased and Deferred are open; the engine continues with them. All others are final.</summary>
public enum DeliveryState
{
    /// <summary>Not tried yet.</summary>
    Pending,

    /// <summary>Held by an instance until <see cref="Delivery.LeasedUntil"/>; after that any instance may recover it.</summary>
    Leased,

    /// <summary>The relay accepted it.</summary>
    Sent,

    /// <summary>Tried without success, and tried again at <see cref="Delivery.NextAttemptAt"/>.</summary>
    Deferred,

    /// <summary>Refused permanently by the relay, or given up after the last retry.</summary>
    Failed,

    /// <summary>The relay accepted it, and a failure report came back later.</summary>
    Bounced,

    /// <summary>Not sent: right before sending, the subscriber had left, paused, or was suppressed.</summary>
    Suppressed,

    /// <summary>
    /// The whole message was sent, but its answer is unknown: the connection was lost or the site stopped. It may have arrived.
    /// </summary>
    Uncertain,

    /// <summary>Not sent because the dispatch was cancelled.</summary>
    Cancelled,
}

/// <summary>
/// One dispatch to one subscriber. One statement adds all rows when the dispatch starts
/// (<see cref="DatabaseProvider.QueueDeliveries"/>). A row holds all that is needed to continue after a stop.
/// </summary>
public class Delivery
{
    public const int ReplyLength = 500;

    /// <summary>How often the site may stop while a delivery is being sent before an editor must decide on it.</summary>
    public const int MostInterruptions = 5;

    private Delivery() => MessageId = Domain = "";

    public long Id { get; private set; }
    public int DispatchId { get; private set; }
    public Dispatch Dispatch { get; private set; } = null!;
    public int SubscriberId { get; private set; }
    public Subscriber Subscriber { get; private set; } = null!;

    /// <summary>Message-ID without angle brackets (RFC 5322 3.6.4). It is generated with the row and is the same at every attempt.</summary>
    public string MessageId { get; private set; }
    public DeliveryState State { get; private set; }

    /// <summary>How often a relay was asked to take it, whatever the answer. An editor's retry resets it to zero.</summary>
    public int Attempts { get; private set; }

    /// <summary>How many attempts ended without an answer after the whole message was sent: each may have delivered a copy.</summary>
    public int UncertainAttempts { get; private set; }

    /// <summary>The earliest time of the next attempt, UTC.</summary>
    public DateTime NextAttemptAt { get; private set; }

    /// <summary>The lease that holds it; null when none does.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>The expiry of the lease, UTC.</summary>
    public DateTime? LeasedUntil { get; private set; }

    /// <summary>
    /// Set right before the message is handed to a relay, and cleared with its outcome. If the instance dies in between, nobody knows
    /// whether the message arrived.
    /// </summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Domain of the recipient when the row was added, in lower case. Limits and figures use it.</summary>
    public string Domain { get; private set; }

    /// <summary>Why it failed, bounced or was last deferred.</summary>
    public FailureCause? Cause { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>The relay's last answer, unchanged but cut at <see cref="ReplyLength"/> characters.</summary>
    public string? LastReply { get; private set; }

    /// <summary>Whether a delivery in this state has ended.</summary>
    public static bool IsFinal(DeliveryState state) =>
        state is not (DeliveryState.Pending or DeliveryState.Leased or DeliveryState.Deferred);

    /// <summary>Whether the address itself accepts no mail, so that a retry is useless.</summary>
    public static bool IsDead(FailureCause? cause) => cause is FailureCause.UnknownAddress or FailureCause.Inactive;

    /// <summary>Sets <see cref="IsLeaving"/>.</summary>
    public void MarkLeaving() => IsLeaving = true;

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

    /// <summary>Records a temporary failure.</summary>
    /// <param name="until">The next attempt, UTC; null when retries are used up, and the delivery fails.</param>
    public void Defer(string? reply, DateTime? until, FailureCause cause)
    {
        Attempts++;
        Cause = cause;
        NextAttemptAt = until ?? NextAttemptAt;
        Settle(until is null ? DeliveryState.Failed : DeliveryState.Deferred, reply);
    }

    /// <summary>
    /// Records that the connection was lost between the end of the message and its answer. It is sent once more under the same
    /// Message-ID; the second time it becomes <see cref="DeliveryState.Uncertain"/>.
    /// </summary>
    /// <param name="until">The next attempt, UTC; null leaves the decision to the editor at once.</param>
    public void RecordUncertain(string? reply, DateTime? until)
    {
        Attempts++;
        UncertainAttempts++;
        NextAttemptAt = until ?? NextAttemptAt;
        Settle(UncertainAttempts > 1 || until is null ? DeliveryState.Uncertain : DeliveryState.Deferred, reply);
    }

    /// <summary>
    /// Records that the instance died before the answer was recorded, perhaps before the message was sent. It is sent again up to
    /// <see cref="MostInterruptions"/> times, since each stop adds at most one copy. The limit exists because the delivery may cause the stops.
    /// </summary>
    /// <param name="until">The next attempt, UTC; null leaves the decision to the editor at once.</param>
    public void RecordInterrupted(string? reply, DateTime? until)
    {
        Attempts++;
        UncertainAttempts++;
        NextAttemptAt = until ?? NextAttemptAt;
        Settle(UncertainAttempts > MostInterruptions || until is null ? DeliveryState.Uncertain : DeliveryState.Deferred, reply);
    }

    /// <summary>Releases it without counting an attempt.</summary>
    /// <param name="until">The earliest time of the next attempt, UTC.</param>
    public void PutBack(DateTime until)
    {
        NextAttemptAt = until;
        Settle(Attempts == 0 ? DeliveryState.Pending : DeliveryState.Deferred, LastReply);
    }

    /// <summary>
    /// Records a failure report for a message that the relay accepted, or may have accepted. Only <see cref="DeliveryState.Sent"/> and
    /// <see cref="DeliveryState.Uncertain"/> change; other states stay.
    /// </summary>
    /// <returns>Whether the state changed.</returns>
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
            throw new InvalidOperationException($"The delivery has already ended: {State}.");
        }

        State = state;
        LastReply = reply is { Length: > ReplyLength } ? reply[..ReplyLength] : reply;
        LeaseId = null;
        LeasedUntil = null;
        IsLeaving = false;
    }
}
