using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Telemetry;

/// <summary>Section <c>Telemetry</c>. Both are off by default.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Where traces, metrics and logs are sent by OTLP over HTTP; empty for nowhere.</summary>
    public string Otlp { get; set; } = "";

    /// <summary>The host and the port at which Prometheus reads metrics; empty for none.</summary>
    public string Prometheus { get; set; } = "";

    internal Uri? Collector =>
        Uri.TryCreate(Otlp, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    internal (string Host, int Port)? Listener =>
        Prometheus.Split(':') is [{ Length: > 0 } host, var number]
        && ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? (host, port) : null;
}

internal sealed class TelemetryOptionsValidation : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) =>
        options.Otlp.Length > 0 && options.Collector is null
            ? ValidateOptionsResult.Fail(
                $"Telemetry:Otlp is \"{options.Otlp}\"; it must be an absolute address, such as http://localhost:4318, or empty.")
        : options.Prometheus.Length > 0 && options.Listener is null
            ? ValidateOptionsResult.Fail(
                $"Telemetry:Prometheus is \"{options.Prometheus}\"; it must be a host and a port, such as localhost:9464, or empty.")
        : ValidateOptionsResult.Success;
}
