using CitesDesMetiers.Core.Checks;
namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Reports MTA-STS (RFC 8461) and TLS-RPT (RFC 8460). They concern incoming mail, so nothing here depends on them.</summary>
internal sealed class PolicyCheck(DnsLookups dns)
{
    public async Task<Finding> RunAsync(string domain, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(HasAsync("_mta-sts." + domain, "v=STSv1", cancellation),
            HasAsync("_smtp._tls." + domain, "v=TLSRPTv1", cancellation));
        return new(
            domain, CheckState.Information,
            $"MTA-STS (chiffrement exigé des courriels reçus)\u00a0: {Say(found[0])}. TLS-RPT (rapports de chiffrement)\u00a0: {Say(found[1])}. "
                + "L’envoi n’en dépend pas.");
    }

    private static string Say(bool published) => published ? "publié" : "non publié";

    private async Task<bool> HasAsync(string name, string version, CancellationToken cancellation) =>
        (await dns.TxtAsync(name, cancellation)).Records.Any(r => r.Split(';')[0].Trim() == version);
}
