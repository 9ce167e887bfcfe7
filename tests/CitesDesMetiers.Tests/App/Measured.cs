using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.App;

/// <summary>Hears what one site measures with one instrument.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener listener = new();

    public Measured(SiteFactory site, string instrument)
    {
        var meters = site.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (published, listening) =>
        {
            if (published.Meter.Scope == meters && published.Name == instrument)
            {
                listening.EnableMeasurementEvents(published);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => FirstTags.Enqueue((string?)tags[0].Value));
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => FirstTags.Enqueue((string?)tags[0].Value));
        listener.Start();
    }

    /// <summary>The first tag of each measurement.</summary>
    public ConcurrentQueue<string?> FirstTags { get; } = new();

    public void Dispose() => listener.Dispose();
}
