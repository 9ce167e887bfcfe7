using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Sending;

public enum DispatchState
{
    /// <summary>En cours: workers take its deliveries.</summary>
    Running,

    /// <summary>Suspendu: nothing leaves until it is resumed.</summary>
    Paused,

    /// <summary>Terminé: every delivery has reached its final state.</summary>
    Completed,

    /// <summary>Arrêté: what had not left never will.</summary>
    Cancelled,
}

/// <summary>One sending of an edition to an audience. Its deliveries are the audience: one a subscriber.</summary>
public class Dispatch : IVersioned
{
    /// <param name="returnPath">Where reports of failure go; null where nobody reads them.</param>
    /// <param name="audience">Null for everyone.</param>
    /// <param name="digest">What goes out instead of the edition; the edition is then the last one it lists.</param>
    /// <param name="toOutbox">Whether its messages become files.</param>
    public Dispatch(Edition edition, DateTime createdAt, string? returnPath = null, Audience? audience = null, QuarterlyDigest? digest = null, bool toOutbox = false)
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

    /// <summary>Whom it was for, as chosen when it began.</summary>
    public Audience Audience { get; private set; }

    /// <summary>The site had no relay when it began: its messages are files, and what counts as sent has reached nobody.</summary>
    public bool ToOutbox { get; private set; }

    /// <summary>
    /// The state alone would not do: a pause decided before somebody paused and resumed would still find it running.
    /// </summary>
    public Guid Version { get; private set; }
    public DispatchState State { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? CompletedAt { get; private set; }

    /// <summary>
    /// The address that each delivery's envelope sender is made from (<see cref="AddressKeys.ReturnAddress"/>), fixed
    /// here so that no later setting changes it.
    /// </summary>
    public string? ReturnPath { get; private set; }

    /// <summary>Why it was paused without anyone asking, in words for the editor; null otherwise.</summary>
    public string? PauseReason { get; private set; }

    /// <summary>How many uncertain deliveries the editors have decided to leave: more than these wait for their word.</summary>
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

    /// <summary>Some of its deliveries are to be tried again.</summary>
    public void Reopen()
    {
        if (State is DispatchState.Completed or DispatchState.Cancelled)
        {
            State = DispatchState.Running;
            CompletedAt = null;
        }
    }

    /// <param name="uncertain">How many stand there now.</param>
    public void LeaveUncertain(int uncertain)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(uncertain);
        LeftUncertain = uncertain;
    }

    /// <summary>Stops it for good; what is being sent at this moment still arrives.</summary>
    /// <exception cref="InvalidOperationException">It is over already.</exception>
    public void Cancel(DateTime now)
    {
        if (State is DispatchState.Completed)
        {
            throw new InvalidOperationException("A dispatch that is over cannot be stopped.");
        }

        State = DispatchState.Cancelled;
        PauseReason = null;
        CompletedAt ??= now;
    }
}
