using System.Threading.RateLimiting;
using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Limits sign-ups per mail domain and in total, so that the form cannot be used to flood mailboxes. Limits per client and per
/// address exist elsewhere. Every request counts, so a limit reveals nothing about an address.
/// </summary>
public sealed class SignUpLimits(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> signUps = InAll(configuration);
    private readonly PartitionedRateLimiter<string> signUpsOfDomains = OfOneDomain(configuration);

    /// <summary>Separate limits, so that requests for links do not use up those of sign-ups.</summary>
    private readonly PartitionedRateLimiter<string> links = InAll(configuration);
    private readonly PartitionedRateLimiter<string> linksOfDomains = OfOneDomain(configuration);

    /// <summary>Limits the mails about a subscription to one mailbox that anybody can trigger.</summary>
    private readonly PartitionedRateLimiter<string> mailboxes = Per(
        TimeSpan.FromDays(1), key => key, configuration.GetValue("RateLimits:SubscriptionMailsPerDayAndAddress", 10));

    /// <summary>Whether the site takes one more sign-up in this hour.</summary>
    public bool Allow()
    {
        using var lease = signUps.AttemptAcquire("");
        return lease.IsAcquired;
    }

    /// <summary>
    /// Whether sign-ups of a domain are as frequent as usual. If not, the form asks a question: a refusal would let anybody close a domain to
    /// honest people.
    /// </summary>
    public bool IsUsual(string domain)
    {
        using var lease = signUpsOfDomains.AttemptAcquire(domain);
        return lease.IsAcquired;
    }

    public bool AllowLink(string domain)
    {
        using var ofDomain = linksOfDomains.AttemptAcquire(domain);
        using var ofAll = ofDomain.IsAcquired ? links.AttemptAcquire("") : null;
        return ofAll is { IsAcquired: true };
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
        signUpsOfDomains.Dispose();
        links.Dispose();
        linksOfDomains.Dispose();
        mailboxes.Dispose();
    }

    private static PartitionedRateLimiter<string> InAll(IConfiguration configuration) =>
        Per(TimeSpan.FromHours(1), _ => "", configuration.GetValue("RateLimits:SignUpsPerHour", 1_000));

    private static PartitionedRateLimiter<string> OfOneDomain(IConfiguration configuration) =>
        Per(TimeSpan.FromHours(1), domain => domain, configuration.GetValue("RateLimits:SignUpsPerHourAndDomain", 300));

    private static PartitionedRateLimiter<string> Per(TimeSpan window, Func<string, string> key, int permits) =>
        PartitionedRateLimiter.Create<string, string>(of => RateLimitPartition.GetFixedWindowLimiter(
            key(of), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));
}
