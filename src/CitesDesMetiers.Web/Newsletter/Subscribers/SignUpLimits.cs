using System.Threading.RateLimiting;
using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Keeps the form from being used to flood mailboxes: beside the limits a client and an address have, one for each mail
/// domain and one for all. They count requests, whatever becomes of them, so that they tell nothing about an address.
/// </summary>
public sealed class SignUpLimits(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> signUps = PerHour(configuration);

    /// <summary>As many again, so that asking for links does not use up the sign-ups.</summary>
    private readonly PartitionedRateLimiter<string> links = PerHour(configuration);

    /// <summary>Mails about a subscription that one mailbox may be sent because somebody typed its address.</summary>
    private readonly PartitionedRateLimiter<string> mailboxes = Per(
        TimeSpan.FromDays(1), key => key, configuration.GetValue("RateLimits:SubscriptionMailsPerDayAndAddress", 10));

    public bool Allow(string domain)
    {
        using var lease = signUps.AttemptAcquire(domain);
        return lease.IsAcquired;
    }

    public bool AllowLink(string domain)
    {
        using var lease = links.AttemptAcquire(domain);
        return lease.IsAcquired;
    }

    /// <param name="addressKey">See <see cref="AddressKeys.KeyOf"/>.</param>
    public bool AllowMailTo(string addressKey)
    {
        using var lease = mailboxes.AttemptAcquire(addressKey);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        signUps.Dispose();
        links.Dispose();
        mailboxes.Dispose();
    }

    private static PartitionedRateLimiter<string> PerHour(IConfiguration configuration) =>
        PartitionedRateLimiter.CreateChained(
            Per(TimeSpan.FromHours(1), _ => "", configuration.GetValue("RateLimits:SignUpsPerHour", 1_000)),
            Per(TimeSpan.FromHours(1), domain => domain, configuration.GetValue("RateLimits:SignUpsPerHourAndDomain", 300)));

    private static PartitionedRateLimiter<string> Per(TimeSpan window, Func<string, string> key, int permits) =>
        PartitionedRateLimiter.Create<string, string>(of => RateLimitPartition.GetFixedWindowLimiter(
            key(of), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));
}
