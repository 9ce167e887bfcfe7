using System.Threading.RateLimiting;
using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Limits sign-ups per mail domain and in total, so that the form cannot be used to flood mailboxes. Limits per client and per
/// address exist elsewhere. Every request counts, so a limit reveals nothing about an address.
/// </summary>
public sealed class SignUpLimits(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> signUps = PerHour(configuration);

    /// <summary>A separate limit, so that requests for links do not use up that of sign-ups.</summary>
    private readonly PartitionedRateLimiter<string> links = PerHour(configuration);

    /// <summary>Limits the mails about a subscription to one mailbox that anybody can trigger.</summary>
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
