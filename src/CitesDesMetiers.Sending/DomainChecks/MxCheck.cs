using CitesDesMetiers.Core.Checks;
namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Checks that a domain to which readers answer, or reports return, accepts mail (RFC 5321 5.1, RFC 7505).</summary>
internal sealed class MxCheck(DnsLookups dns)
{
    /// <param name="uses">Our addresses at this domain, in French.</param>
    public async Task<Finding> RunAsync(string domain, string uses, CancellationToken cancellation)
    {
        var subject = $"{domain} ({uses})";
        var answer = await dns.MxAsync(domain, cancellation);
        if (answer.Records.Any(m => m.IsNull))
        {
            return new(subject, CheckState.ToFix, "Le domaine déclare ne recevoir aucun courriel (MX nul)\u00a0: réponses et retours se perdent.")
            {
                Remarks = ["Publiez l’enregistrement MX qu’indique celui qui tient vos boîtes, ou choisissez des adresses à un autre domaine."],
            };
        }

        if (answer.Records.Count == 0)
        {
            return await WithoutMxAsync(subject, domain, answer.Exists, cancellation);
        }

        var hosts = await Task.WhenAll(answer.Records.Select(async m =>
            (m.Host, Found: (await dns.AddressesAsync(m.Host, cancellation)).Records.Count > 0)));
        var dead = hosts.Where(h => !h.Found).Select(h => h.Host).ToList();
        return dead.Count == hosts.Length
            ? new(subject, CheckState.ToFix, $"Le courriel irait à {string.Join(", ", dead)}, qui n’a pas d’adresse dans le DNS.")
            : new(subject, CheckState.Ok, $"Reçu par {string.Join(", ", hosts.Where(h => h.Found).Select(h => h.Host))}.")
            {
                Remarks = dead.Count > 0 ? [$"{string.Join(", ", dead)} n’a pas d’adresse dans le DNS\u00a0: ôtez-le."] : [],
            };
    }

    private async Task<Finding> WithoutMxAsync(string subject, string domain, bool exists, CancellationToken cancellation)
    {
        if (exists && (await dns.AddressesAsync(domain, cancellation)).Records is { Count: > 0 } addresses)
        {
            return new(subject, CheckState.Ok, $"Pas de MX\u00a0: le courriel va à {domain} même ({string.Join(", ", addresses)}).")
            {
                Remarks = ["Un enregistrement MX est plus sûr\u00a0: des destinataires refusent qui n’en a pas."],
            };
        }

        return new(subject, CheckState.ToFix, exists ? "Ni MX ni adresse\u00a0: ce domaine ne peut rien recevoir."
            : "Ce domaine n’existe pas dans le DNS.")
        {
            Remarks = ["Publiez l’enregistrement MX qu’indique celui qui tient vos boîtes."],
        };
    }
}
