namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>How many sign-ups came in the last minute, on this instance: above a number, each form asks a question first.</summary>
public sealed class SignUpLoad(IConfiguration configuration, TimeProvider clock)
{
    private readonly int most = configuration.GetValue("RateLimits:ChallengeAboveSignUpsPerMinute", 60);
    private readonly Queue<DateTimeOffset> recent = [];
    private readonly Lock turn = new();

    /// <summary>Counts one more.</summary>
    /// <returns>Whether there are more than usual.</returns>
    public bool Add()
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            recent.Enqueue(now);

            // One more than the number is all that has to be remembered.
            while (recent.Count > most + 1 || recent.Peek() <= now - TimeSpan.FromMinutes(1))
            {
                recent.Dequeue();
            }

            return recent.Count > most;
        }
    }
}
