using System.Threading.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Counts the test mails of each person. The quota of the form counts its requests, each of which may send several.</summary>
public sealed class TestSendQuota(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<int> mails = PartitionedRateLimiter.Create<int, int>(user => RateLimitPartition.GetFixedWindowLimiter(
        user, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = configuration.GetValue("RateLimits:TestSendsPerHour", 30),
            Window = TimeSpan.FromHours(1),
        }));

    /// <summary>Takes so many mails from what the person has left, or none.</summary>
    /// <param name="left">How many the person has left when they are too many.</param>
    public bool Take(int user, int count, out long left)
    {
        left = mails.GetStatistics(user)!.CurrentAvailablePermits;
        if (count > left)
        {
            return false;
        }

        using var lease = mails.AttemptAcquire(user, count);
        return lease.IsAcquired;
    }

    public void Dispose() => mails.Dispose();
}
