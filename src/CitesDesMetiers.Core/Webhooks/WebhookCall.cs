namespace CitesDesMetiers.Core.Webhooks;

/// <summary>
/// A call of a webhook. It is saved in one transaction with the publication that caused it, so that neither an unreachable program nor a
/// stop loses it.
/// </summary>
/// <param name="body">JSON.</param>
/// <param name="createdAt">UTC.</param>
public class WebhookCall(int webhookId, string body, DateTime createdAt)
{
    public const int FailureLength = 200;

    public long Id { get; private set; }

    /// <summary>The same at every attempt, so that the receiver can tell a repetition.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    public int WebhookId { get; private set; } = webhookId;
    public Webhook Webhook { get; private set; } = null!;
    public string Body { get; private set; } = body;
    public DateTime CreatedAt { get; private set; } = createdAt;
    public int Attempts { get; private set; }

    /// <summary>The earliest time of the next attempt, UTC; null once it is over.</summary>
    public DateTime? NextAttemptAt { get; private set; } = createdAt;

    /// <summary>UTC; the instance that makes an attempt holds the call until then.</summary>
    public DateTime? LeasedUntil { get; private set; }

    /// <summary>When it succeeded, UTC.</summary>
    public DateTime? DeliveredAt { get; private set; }

    /// <summary>Why the last attempt failed, in French; null after a success.</summary>
    public string? Failure { get; private set; }

    public void RecordSuccess(DateTime now)
    {
        Attempts++;
        (DeliveredAt, Failure, NextAttemptAt, LeasedUntil) = (now, null, null, null);
    }

    /// <param name="next">The time of the next attempt; null gives up.</param>
    public void RecordFailure(string failure, DateTime? next)
    {
        Attempts++;
        (Failure, NextAttemptAt, LeasedUntil) = (failure.Length > FailureLength ? failure[..FailureLength] : failure, next, null);
    }
}
