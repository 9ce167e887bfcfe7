using System.Collections.Concurrent;
using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Applies the hourly limits of recipient domains (<c>Mail:DomainLimits</c>) right before a delivery is sent. Deliveries over the
/// limit are postponed at even intervals, so that they do not all become due at once.
/// </summary>
internal sealed class DomainLimits(SendingQuotas quotas, IOptions<MailOptions> options)
{
    private readonly ConcurrentDictionary<string, DateTime> postponedUntil = new();

    /// <summary>Takes one message from the limit of the domain.</summary>
    /// <returns>Null when the message may be sent now; otherwise the time to try again (UTC).</returns>
    public async ValueTask<DateTime?> DelayAsync(string domain, CancellationToken cancellation)
    {
        if (options.Value.DomainLimits.Count == 0 || !options.Value.DomainLimits.TryGetValue(domain, out var perHour))
        {
            return null;
        }

        var (taken, nextAt) = await quotas.TakeAsync("domain:" + domain, perHour, 1, cancellation);
        return taken > 0
            ? null
            : postponedUntil.AddOrUpdate(domain, nextAt, (_, previous) => previous < nextAt ? nextAt : previous + (TimeSpan.FromHours(1) / perHour));
    }
}
