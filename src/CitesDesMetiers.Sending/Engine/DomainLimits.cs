using System.Collections.Concurrent;
using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Limits per hour of recipients' domains (<c>Mail:DomainLimits</c>). What comes too early is put back, each a little later than
/// the one before, so that it comes again when there is room rather than all at once.
/// </summary>
internal sealed class DomainLimits(SendingQuotas quotas, IOptions<MailOptions> options)
{
    private readonly ConcurrentDictionary<string, DateTime> last = new();

    /// <returns>Null: it may leave now; else when to try again (UTC).</returns>
    public async ValueTask<DateTime?> DelayAsync(string domain, CancellationToken cancellation)
    {
        if (options.Value.DomainLimits.Count == 0 || !options.Value.DomainLimits.TryGetValue(domain, out var perHour))
        {
            return null;
        }

        var (taken, nextAt) = await quotas.TakeAsync("domain:" + domain, perHour, 1, cancellation);
        return taken > 0 ? null : last.AddOrUpdate(domain, nextAt, (_, before) => before < nextAt ? nextAt : before + (TimeSpan.FromHours(1) / perHour));
    }
}
