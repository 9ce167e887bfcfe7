using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>Where a dispatch stands. The counts add up to its audience.</summary>
/// <param name="Rate">Deliveries that ended, a second, over the last seconds; null before that is known, and while nothing leaves.</param>
/// <param name="NextAttemptAt">UTC; when the first of the deferred is tried again.</param>
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

    /// <summary>What may still leave, the deferred among it.</summary>
    public int Remaining => Of(DeliveryState.Pending) + Of(DeliveryState.Leased) + Of(DeliveryState.Deferred);

    /// <summary>What has not been tried yet, or not to its end.</summary>
    public int Waiting => Of(DeliveryState.Pending) + Of(DeliveryState.Leased);

    public int Ended => Audience - Remaining;

    public bool IsOver => State is DispatchState.Completed or DispatchState.Cancelled && Remaining == 0;

    /// <summary>For what has not been tried yet; null when nothing can be said.</summary>
    public TimeSpan? TimeLeft => State is DispatchState.Running && Waiting > 0 && Rate > 0 ? TimeSpan.FromSeconds(Waiting / Rate.Value) : null;

    /// <summary>Deliveries of which the editors must say what becomes of them.</summary>
    public int Undecided => Math.Max(0, Of(DeliveryState.Uncertain) - LeftUncertain);

    /// <summary>In whole per cent; 100 only when nothing is left.</summary>
    public int Percent => Audience == 0 ? 100 : (int)(100L * Ended / Audience);

    public int Of(DeliveryState state) => Counts.GetValueOrDefault(state);

    /// <summary>
    /// Counted while rows change: one that moved during the count may have been seen twice, or not at all. What is not known to
    /// have ended waits; so the counts add up whatever the isolation of the database.
    /// </summary>
    internal static Dictionary<DeliveryState, int> AddingUp(int audience, IReadOnlyDictionary<DeliveryState, int> counted)
    {
        var left = audience;
        Dictionary<DeliveryState, int> counts = [];
        foreach (var state in Enum.GetValues<DeliveryState>().OrderByDescending(Delivery.IsFinal).ThenByDescending(s => s is DeliveryState.Deferred))
        {
            counts[state] = state is DeliveryState.Pending ? 0 : Math.Min(left, counted.GetValueOrDefault(state));
            left -= counts[state];
        }

        counts[DeliveryState.Pending] += left;
        return counts;
    }
}
