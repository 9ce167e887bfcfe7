using CitesDesMetiers.Sending.Workers;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Makes one PDF at a time, and pauses after each: editions from before the setting are filled in slowly.</summary>
internal sealed class PdfWorker(
    IServiceScopeFactory scopes, IOptions<PdfOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<PdfWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(10);

    protected override async Task RunOnceAsync(IServiceProvider services, CancellationToken stopping)
    {
        // Before the start is complete, the addresses of style sheets and fonts are not known.
        if (options.Value.IsEnabled && lifetime.ApplicationStarted.IsCancellationRequested)
        {
            PrintFolder.RemoveAbandoned();
            await services.GetRequiredService<EditionPdfs>().MakeNextAsync(stopping);
        }
    }
}
