using System.Reflection;
using CitesDesMetiers.Sending.Engine;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CitesDesMetiers.Web.Platform.Telemetry;

/// <summary>Sends traces, metrics and logs by OTLP, and offers metrics to Prometheus, where the settings say so (docs/monitoring.md).</summary>
internal static class TelemetrySetup
{
    /// <summary>Of the framework; their names are in its documentation.</summary>
    private static readonly string[] Meters =
    [
        SendingMeter.Name, SiteMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore",
        "System.Net.Http", "System.Runtime",
    ];

    private static string? Version => typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.AddValidated<TelemetryOptions, TelemetryOptionsValidation>(TelemetryOptions.Section);
        builder.Services.AddSingleton<SiteMeter>();
        var options = builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();
        if (options is { Collector: null, Listener: null })
        {
            return;
        }

        builder.Services.AddHostedService<FiguresWorker>();
        builder.Services.AddSingleton<IInterceptor, ConsentCounting>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("infolettre", serviceVersion: Version))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (options.Listener is { } at)
                {
                    metrics.AddPrometheusHttpListener(listener => (listener.Host, listener.Port) = at);
                }
            });
        if (options.Collector is { } otlp)
        {
            // A path may hold the token of a personal link.
            telemetry.WithLogging()
                .WithTracing(traces => traces.AddAspNetCoreInstrumentation(requests =>
                    requests.EnrichWithHttpRequest = (activity, request) => activity.SetTag("url.path", Logging.Masked(request.Path.Value ?? ""))))
                .UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, otlp);
        }
    }
}
