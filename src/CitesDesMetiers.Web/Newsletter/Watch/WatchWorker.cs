using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Watch;

/// <summary>Looks at the site itself, as long as its mails reach anybody: before, the desk says what is missing.</summary>
internal sealed class WatchWorker(
    IServiceScopeFactory scopes, IOptions<WatchOptions> options, MissingRelay relay, TimeProvider clock, ILogger<WatchWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => options.Value.Interval;

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        Interval == Timeout.InfiniteTimeSpan || relay.WritesFiles
            ? Task.CompletedTask
            : services.GetRequiredService<SystemWatch>().LookAsync(stopping);
}
