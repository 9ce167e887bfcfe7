using System.Net;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>An SPF record with everything it refers to.</summary>
/// <param name="Redirect">The record that decides when no mechanism matches.</param>
internal sealed record SpfNode(IReadOnlyList<SpfMechanism> Mechanisms, SpfNode? Redirect)
{
    /// <returns>The qualifier of the first mechanism that matches the address; null when none does.</returns>
    public char? Evaluate(IPAddress address)
    {
        foreach (var (term, networks, included) in Mechanisms)
        {
            if (term.Name == "all" || networks.Any(n => n.Contains(address)) || included?.Evaluate(address) == '+')
            {
                return term.Qualifier;
            }
        }

        return Redirect?.Evaluate(address);
    }
}

internal sealed record SpfMechanism(SpfTerm Term, IReadOnlyList<SpfNetwork> Networks, SpfNode? Included);

/// <summary>Resolves a record completely and counts lookups along the longest path (RFC 7208 4.6.4).</summary>
internal sealed class SpfWalk(DnsLookups dns)
{
    public const int MaxLookups = 10;
    public const int MaxVoids = 2;

    /// <summary>Whether the record needs too many lookups. Records may be circular, so the walk stops one beyond the limit.</summary>
    public bool IsTooLong => Lookups > MaxLookups;

    public int Lookups { get; private set; }

    /// <summary>Lookups that found nothing.</summary>
    public int Voids { get; private set; }

    /// <summary>Why receivers would reject the record, in French.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the result depends on the mail.</summary>
    public bool HasMacro { get; private set; }

    public bool UsesPtr { get; private set; }

    public async Task<SpfNode> ReadAsync(string domain, string record, CancellationToken cancellation)
    {
        var mechanisms = new List<SpfMechanism>();
        string? redirect = null;
        foreach (var text in SpfRecord.Terms(record))
        {
            if (SpfRecord.Read(text) is not { } term)
            {
                Error ??= $"le terme «\u00a0{text}\u00a0» de {domain} n’est pas de l’SPF";
            }
            else if (term.Name == "redirect")
            {
                redirect = term.Domain;
            }
            else if (term.Name is "all" or "ip4" or "ip6" or "a" or "mx" or "include" or "exists" or "ptr")
            {
                mechanisms.Add(await FollowAsync(term, domain, cancellation));
            }
        }

        // A redirect beside "all" is ignored (RFC 7208 6.1).
        return new SpfNode(mechanisms, redirect is null || mechanisms.Any(m => m.Term.Name == "all") ? null
            : await ReferAsync("redirect=", redirect, cancellation));
    }

    private async Task<SpfMechanism> FollowAsync(SpfTerm term, string domain, CancellationToken cancellation)
    {
        HasMacro |= term.HasMacro;
        UsesPtr |= term.Name == "ptr";
        if (term.Name is "all" or "ip4" or "ip6")
        {
            return new(term, term.Network is { } network ? [network] : [], null);
        }

        if (term.Name == "include" && !term.HasMacro)
        {
            return new(term, [], await ReferAsync("include:", term.Domain!, cancellation));
        }

        Lookups++;
        return term.Name is "exists" or "ptr" || term.HasMacro || IsTooLong
            ? new(term, [], null)
            : new(term, [.. (await AddressesAsync(term, term.Domain ?? domain, cancellation)).Select(a => Network(term, a))], null);
    }

    private async Task<IEnumerable<IPAddress>> AddressesAsync(SpfTerm term, string host, CancellationToken cancellation)
    {
        if (term.Name == "a")
        {
            var answer = await dns.AddressesAsync(host, cancellation);
            Count(answer.Records.Count);
            return answer.Records;
        }

        var exchanges = (await dns.MxAsync(host, cancellation)).Records.Where(m => !m.IsNull).ToList();
        Count(exchanges.Count);
        if (exchanges.Count > MaxLookups)
        {
            Error ??= $"«\u00a0{term.Text}\u00a0» mène à plus de dix serveurs";
        }

        var addresses = await Task.WhenAll(exchanges.Take(MaxLookups).Select(m => dns.AddressesAsync(m.Host, cancellation)));
        return addresses.SelectMany(a => a.Records);
    }

    private async Task<SpfNode?> ReferAsync(string how, string domain, CancellationToken cancellation)
    {
        Lookups++;
        if (IsTooLong)
        {
            return null;
        }

        if (domain.Contains('%', StringComparison.Ordinal))
        {
            HasMacro = true;
            return null;
        }

        var answer = await dns.TxtAsync(domain, cancellation);
        Count(answer.Records.Count);
        var records = answer.Records.Where(SpfRecord.Is).ToList();
        if (records.Count == 1)
        {
            return await ReadAsync(domain, records[0], cancellation);
        }

        Error ??= $"{how}{domain} mène à {(records.Count == 0 ? "un domaine sans enregistrement SPF" : "un domaine qui en a plusieurs")}";
        return null;
    }

    private void Count(int found) => Voids += found == 0 ? 1 : 0;

    private static SpfNetwork Network(SpfTerm term, IPAddress address) =>
        new(address, address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork ? term.Prefix4 : term.Prefix6);
}
