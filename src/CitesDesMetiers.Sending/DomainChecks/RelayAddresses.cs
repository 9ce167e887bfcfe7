using System.Net;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>The addresses of the relays.</summary>
/// <param name="Known">Public addresses, which receivers may see.</param>
/// <param name="Hidden">Relays on this machine, in a private network, or without an address: what receivers see is unknown.</param>
internal sealed record RelayAddressList(IReadOnlyList<(SmtpRelay Relay, IPAddress Address)> Known, IReadOnlyList<SmtpRelay> Hidden);

/// <summary>Determines the addresses from which mails are sent, as far as they can be known.</summary>
internal sealed class RelayAddresses(IOptions<MailOptions> options, DnsLookups dns)
{
    public async Task<RelayAddressList> FindAsync(CancellationToken cancellation)
    {
        var relays = options.Value.Relays.Where(r => r.Host.Length > 0).ToList();
        var found = await Task.WhenAll(relays.Select(r => OfAsync(r, cancellation)));
        var known = relays.Zip(found).SelectMany(p => p.Second.Where(PublicAddress.Is).Select(a => (p.First, a))).ToList();
        return new(known, [.. relays.Where(r => known.All(k => k.First != r))]);
    }

    private async Task<IReadOnlyList<IPAddress>> OfAsync(SmtpRelay relay, CancellationToken cancellation) =>
        SmtpRelay.IsLoopback(relay.Host) ? []
        : IPAddress.TryParse(relay.Host, out var address) ? [address]
        : (await dns.AddressesAsync(relay.Host, cancellation)).Records;
}
