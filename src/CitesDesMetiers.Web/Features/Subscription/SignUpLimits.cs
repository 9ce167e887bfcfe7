using System.Threading.RateLimiting;

namespace CitesDesMetiers.Web.Features.Subscription;

/// <summary>
/// Keeps the form from being used to flood mailboxes: beside the limits a client and an address have, one for each mail
/// domain and one for all. They count requests, whatever becomes of them, so that they tell nothing about an address.
/// </summary>
public sealed class SignUpLimits(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.CreateChained(
        PerHour(_ => "", configuration.GetValue("RateLimits:SignUpsPerHour", 1_000)),
        PerHour(domain => domain, configuration.GetValue("RateLimits:SignUpsPerHourAndDomain", 300)));

    public bool Allow(string domain)
    {
        using var lease = limiter.AttemptAcquire(domain);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    private static PartitionedRateLimiter<string> PerHour(Func<string, string> key, int permits) =>
        PartitionedRateLimiter.Create<string, string>(domain => RateLimitPartition.GetFixedWindowLimiter(
            key(domain), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromHours(1) }));
}
