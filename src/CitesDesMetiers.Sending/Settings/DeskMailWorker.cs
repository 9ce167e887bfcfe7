using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>Takes over what was changed at the desk of another instance.</summary>
internal sealed class DeskMailWorker(DeskMail desk, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeskMailWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(10);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        desk.ReadAsync(services.GetRequiredService<NewsletterContext>(), stopping);
}
