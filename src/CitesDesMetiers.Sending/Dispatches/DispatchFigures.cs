using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>The progress of a dispatch. The counts add up to its audience.</summary>
/// <param name="Rate">Deliveries that ended per second, over the last ten seconds; null when unknown or when nothing is sent.</param>
/// <param name="NextAttemptAt">When the first deferred delivery is tried again, UTC.</param>
/// <param name="LeftUncertain">See <see cref="Dispatch.LeftUncertain"/>.</param>
public sealed record DispatchFigures(
    int Id, DispatchState State, string? PauseReason, DateTime CreatedAt, DateTime? CompletedAt, IReadOnlyDictionary<DeliveryState, int> Counts,
    double? Rate, DateTime? NextAttemptAt, int LeftUncertain)
{
    /// <inheritdoc cref="Dispatch.ToOutbox"/>
    public bool ToOutbox { get; init; }

    /// <inheritdoc cref="Relays.Notices"/>
    public IReadOnlyList<string> RelayNotices { get; init; } = [];

    public int Audience => Counts.Values.Sum();

    /// <summary>Deliveries that have not ended, including the deferred ones.</summary>
    public int Remaining => Of(DeliveryState.Pending) + Of(DeliveryState.Leased) + Of(DeliveryState.Deferred);

    /// <summary>Deliveries that have not been tried yet or are being sent.</summary>
    public int Waiting => Of(DeliveryState.Pending) + Of(DeliveryState.Leased);

    public int Ended => Audience - Remaining;

    public bool IsOver => State is DispatchState.Completed or DispatchState.Cancelled && Remaining == 0;

    /// <summary>The estimated time for <see cref="Waiting"/>; null when it cannot be estimated.</summary>
    public TimeSpan? TimeLeft => State is DispatchState.Running && Waiting > 0 && Rate > 0 ? TimeSpan.FromSeconds(Waiting / Rate.Value) : null;

    /// <summary>Uncertain deliveries on which the editors have not decided yet.</summary>
    public int Undecided => Math.Max(0, Of(DeliveryState.Uncertain) - LeftUncertain);

    /// <summary>The share that has ended, in whole per cent; 100 only when nothing remains.</summary>
    public int Percent => Audience == 0 ? 100 : (int)(100L * Ended / Audience);

    public int Of(DeliveryState state) => Counts.GetValueOrDefault(state);

    /// <summary>
    /// Makes counts that were read while rows changed add up: a row that moved may have been counted twice, or not at all. Whatever is
    /// not known to have ended counts as waiting, whatever the isolation level of the database.
    /// </summary>
    internal static Dictionary<DeliveryState, int> AddingUp(int audience, IReadOnlyDictionary<DeliveryState, int> counted)
    {
        var remaining = audience;
        Dictionary<DeliveryState, int> counts = [];
        foreach (var state in Enum.GetValues<DeliveryState>().OrderByDescending(Delivery.IsFinal).ThenByDescending(s => s is DeliveryState.Deferred))
        {
            counts[state] = state is DeliveryState.Pending ? 0 : Math.Min(remaining, counted.GetValueOrDefault(state));
            remaining -= counts[state];
        }

        counts[DeliveryState.Pending] += remaining;
        return counts;
    }
}
