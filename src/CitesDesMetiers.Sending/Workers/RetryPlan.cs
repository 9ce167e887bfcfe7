namespace CitesDesMetiers.Sending.Workers;

/// <summary>When to try again what another server deferred (RFC 5321 4.5.4.1): after each delay in turn; the last one repeats.</summary>
/// <param name="GiveUpAfter">The largest sum of the delays since the first attempt.</param>
public sealed record RetryPlan(IReadOnlyList<TimeSpan> Delays, TimeSpan GiveUpAfter)
{
    /// <param name="attempts">Attempts made, including the one that just failed.</param>
    /// <returns>The delay before the next attempt; null to give up.</returns>
    public TimeSpan? DelayAfter(int attempts)
    {
        var total = TimeSpan.Zero;
        for (var i = 0; i < attempts; i++)
        {
            total += Delays[Math.Min(i, Delays.Count - 1)];
        }

        return total > GiveUpAfter ? null : Delays[Math.Min(attempts, Delays.Count) - 1];
    }
}
