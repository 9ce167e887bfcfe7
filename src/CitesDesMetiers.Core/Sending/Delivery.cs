using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Core.Sending;

/// <summary>Where a delivery stands. Sent, Failed, Suppressed and Cancelled are final; Deferred has a next time.</summary>
public enum DeliveryState
{
    Pending,

    /// <summary>A worker holds it until <see cref="Delivery.LeasedUntil"/>; after that anyone may take it over.</summary>
    Leased,
    Sent,
    Deferred,
    Failed,

    /// <summary>Not sent because the subscriber had left or was suppressed when it was about to leave.</summary>
    Suppressed,
    Cancelled,
}

/// <summary>
/// One dispatch to one subscriber. Rows are made by one statement when the dispatch starts
/// (<see cref="Data.DatabaseProvider.QueueDeliveries"/>) and hold all that is needed to go on after a stop.
/// </summary>
public class Delivery
{
    public const int ReplyLength = 500;

    private Delivery() => MessageId = "";

    public long Id { get; private set; }
    public int DispatchId { get; private set; }
    public Dispatch Dispatch { get; private set; } = null!;
    public int SubscriberId { get; private set; }
    public Subscriber Subscriber { get; private set; } = null!;

    /// <summary>Message-ID without angle brackets (RFC 5322 3.6.4), drawn when the row is made and the same at every attempt.</summary>
    public string MessageId { get; private set; }
    public DeliveryState State { get; private set; }

    /// <summary>How many times the relay has been asked to take it, whatever it answered.</summary>
    public int Attempts { get; private set; }

    /// <summary>How many of these ended without an answer after the whole message had left: a copy may have arrived.</summary>
    public int UncertainAttempts { get; private set; }

    /// <summary>UTC; not before this time.</summary>
    public DateTime NextAttemptAt { get; private set; }

    /// <summary>Drawn by the worker that holds it.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? LeasedUntil { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>Last answer of the relay, as it gave it.</summary>
    public string? LastReply { get; private set; }

    public static bool IsFinal(DeliveryState state) =>
        state is DeliveryState.Sent or DeliveryState.Failed or DeliveryState.Suppressed or DeliveryState.Cancelled;

    public void RecordSent(string? reply, DateTime now)
    {
        Attempts++;
        SentAt = now;
        Settle(DeliveryState.Sent, reply);
    }

    public void RecordFailed(string? reply)
    {
        Attempts++;
        Settle(DeliveryState.Failed, reply);
    }

    public void RecordSuppressed() => Settle(DeliveryState.Suppressed, LastReply);

    /// <param name="until">UTC; null gives up: the delivery has failed.</param>
    public void Defer(string? reply, DateTime? until)
    {
        Attempts++;
        NextAttemptAt = until ?? NextAttemptAt;
        Settle(until is null ? DeliveryState.Failed : DeliveryState.Deferred, reply);
    }

    /// <summary>
    /// Nobody knows whether it arrived: the connection was lost between the end of the message and the answer. It is sent
    /// once more under the same Message-ID; a second time without an answer is the last.
    /// </summary>
    public void RecordUncertain(string? reply, DateTime? until)
    {
        UncertainAttempts++;
        Defer(reply, UncertainAttempts > 1 ? null : until);
    }

    /// <summary>Gives it back untried, behind those that wait already: no attempt is counted.</summary>
    public void PutBack(DateTime now)
    {
        NextAttemptAt = now;
        Settle(Attempts == 0 ? DeliveryState.Pending : DeliveryState.Deferred, LastReply);
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
    }
}
