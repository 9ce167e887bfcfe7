using System.Net;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Section <c>Dns</c>.</summary>
internal sealed class DnsOptions
{
    public const string Section = "Dns";

    /// <summary>The addresses of the resolvers, separated by commas; empty for those of the system.</summary>
    public string Servers { get; set; } = "";

    public IReadOnlyList<IPEndPoint> Endpoints => [.. Parts(Servers).Select(p => Read(p)!)];

    internal static IEnumerable<string> Parts(string servers) =>
        servers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal static IPEndPoint? Read(string server) =>
        !IPEndPoint.TryParse(server, out var endpoint) ? null : endpoint.Port == 0 ? new IPEndPoint(endpoint.Address, 53) : endpoint;
}

internal sealed class DnsOptionsValidation : IValidateOptions<DnsOptions>
{
    public ValidateOptionsResult Validate(string? name, DnsOptions options)
    {
        var wrong = DnsOptions.Parts(options.Servers).Where(s => DnsOptions.Read(s) is null)
            .Select(s => $"Dns:Servers has \"{s}\"; it must be addresses with commas between them, such as 192.0.2.53 or 127.0.0.1:5353.").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
