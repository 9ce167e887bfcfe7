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

    /// <summary>Mails about a subscription that one mailbox may be sent because somebody typed its address.</summary>
    private readonly PartitionedRateLimiter<string> mailboxes = Per(
        TimeSpan.FromDays(1), key => key, configuration.GetValue("RateLimits:SubscriptionMailsPerDayAndAddress", 10));

    public bool Allow(string domain)
    {
        using var lease = limiter.AttemptAcquire(domain);
        return lease.IsAcquired;
    }

    /// <param name="addressKey">See <see cref="Core.Subscribers.AddressKeys.KeyOf"/>.</param>
    public bool AllowMailTo(string addressKey)
    {
        using var lease = mailboxes.AttemptAcquire(addressKey);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        limiter.Dispose();
        mailboxes.Dispose();
    }

    private static PartitionedRateLimiter<string> PerHour(Func<string, string> key, int permits) => Per(TimeSpan.FromHours(1), key, permits);

    private static PartitionedRateLimiter<string> Per(TimeSpan window, Func<string, string> key, int permits) =>
        PartitionedRateLimiter.Create<string, string>(of => RateLimitPartition.GetFixedWindowLimiter(
            key(of), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));
}
