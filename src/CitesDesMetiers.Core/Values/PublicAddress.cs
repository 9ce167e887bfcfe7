using System.Net;

namespace CitesDesMetiers.Core.Values;

/// <summary>
/// Tells which addresses belong to the public internet (IANA special-purpose registries, RFC 6890). Links in texts must not make the
/// site request addresses of its own network (OWASP ASVS 5.0, 1.3.6).
/// </summary>
public static class PublicAddress
{
    /// <summary>
    /// This host, private, carrier-grade NAT, loopback, link-local, protocol, documentation, relay, benchmark, multicast, reserved.
    /// </summary>
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
                "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // Within IPv6 global unicast: Teredo and 6to4 embed any IPv4 address; the others are for protocols and documentation.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
            && !NotPublic.Any(n => n.Contains(plain));
    }
}
