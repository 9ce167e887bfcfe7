namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>Counts the sign-ups of the last minute on this instance. Above a threshold, the form asks a question.</summary>
public sealed class SignUpLoad(IConfiguration configuration, TimeProvider clock)
{
    private readonly int threshold = configuration.GetValue("RateLimits:ChallengeAboveSignUpsPerMinute", 60);
    private readonly Queue<DateTimeOffset> recent = [];
    private readonly Lock turn = new();

    /// <summary>Counts one sign-up.</summary>
    /// <returns>Whether the threshold is exceeded.</returns>
    public bool Add()
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            recent.Enqueue(now);

            // No more entries are needed to compare with the threshold.
            while (recent.Count > threshold + 1 || recent.Peek() <= now - TimeSpan.FromMinutes(1))
            {
                recent.Dequeue();
            }

            return recent.Count > threshold;
        }
    }
}
