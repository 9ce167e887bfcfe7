using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Sending;

public enum DispatchState
{
    /// <summary>En cours: workers send its deliveries.</summary>
    Running,

    /// <summary>Suspendu: nothing is sent until it is resumed.</summary>
    Paused,

    /// <summary>Terminé: every delivery has reached its final state.</summary>
    Completed,

    /// <summary>Arrêté: what had not been sent never will be.</summary>
    Cancelled,
}

/// <summary>One sending of an edition to an audience. Each subscriber of the audience has one delivery.</summary>
public class Dispatch : IVersioned
{
    /// <param name="returnPath">The address for failure reports; null when nobody reads them.</param>
    /// <param name="audience">Null for everyone.</param>
    /// <param name="digest">The digest to send instead of the edition, which is then the last one it lists; null for the edition.</param>
    /// <param name="toOutbox">Whether its messages are written as files.</param>
    public Dispatch(
        Edition edition, DateTime createdAt, string? returnPath = null, Audience? audience = null, QuarterlyDigest? digest = null,
        bool toOutbox = false)
    {
        ToOutbox = toOutbox;
        Edition = edition;
        Audience = audience ?? Audience.Everyone;
        Digest = digest;
        CreatedAt = createdAt;
        ReturnPath = returnPath;
    }

    private Dispatch() => (Edition, Audience) = (null!, Audience.Everyone);

    public int Id { get; private set; }
    public int EditionId { get; private set; }
    public Edition Edition { get; private set; }
    public int? DigestId { get; private set; }
    public QuarterlyDigest? Digest { get; private set; }

    /// <summary>The audience chosen when it began.</summary>
    public Audience Audience { get; private set; }

    /// <summary>Whether the site had no relay when it began: its messages are files and reached nobody.</summary>
    public bool ToOutbox { get; private set; }

    /// <summary>
    /// The concurrency token. The state alone is not enough: a stale pause would still find the dispatch running after another pause and resume.
    /// </summary>
    public Guid Version { get; private set; }
    public DispatchState State { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? CompletedAt { get; private set; }

    /// <summary>
    /// The address from which the envelope sender of each delivery is derived (<see cref="AddressKeys.ReturnAddress"/>). It is fixed here,
    /// so that later settings do not change it.
    /// </summary>
    public string? ReturnPath { get; private set; }

    /// <summary>Why the engine paused it, in French for the editor; null otherwise.</summary>
    public string? PauseReason { get; private set; }

    /// <summary>How many uncertain deliveries the editors have decided to leave. Only those beyond this number await a decision.</summary>
    public int LeftUncertain { get; private set; }

    /// <returns>Whether it was running.</returns>
    public bool Pause(string? reason)
    {
        if (State is not DispatchState.Running)
        {
            return false;
        }

        State = DispatchState.Paused;
        PauseReason = reason is { Length: > 500 } ? reason[..500] : reason;
        return true;
    }

    public void Resume()
    {
        if (State is DispatchState.Paused)
        {
            State = DispatchState.Running;
            PauseReason = null;
        }
    }

    /// <summary>Sets it running again because some of its deliveries are retried.</summary>
    public void Reopen()
    {
        if (State is DispatchState.Completed or DispatchState.Cancelled)
        {
            State = DispatchState.Running;
            CompletedAt = null;
        }
    }

    /// <summary>Records that the editors leave the uncertain deliveries as they are.</summary>
    /// <param name="uncertain">The number of uncertain deliveries now.</param>
    public void LeaveUncertain(int uncertain)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(uncertain);
        LeftUncertain = uncertain;
    }

    /// <summary>Stops it permanently. Messages being sent at this moment still arrive.</summary>
    /// <exception cref="InvalidOperationException">It is completed.</exception>
    public void Cancel(DateTime now)
    {
        if (State is DispatchState.Completed)
        {
            throw new InvalidOperationException("A completed dispatch cannot be cancelled.");
        }

        State = DispatchState.Cancelled;
        PauseReason = null;
        CompletedAt ??= now;
    }
}
