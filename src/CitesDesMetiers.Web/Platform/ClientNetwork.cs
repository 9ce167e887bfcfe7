using System.Net;
using System.Net.Sockets;

namespace CitesDesMetiers.Web.Platform;

/// <summary>The network a request comes from. Limits count by it.</summary>
internal static class ClientNetwork
{
    /// <summary>Counts all addresses of one IPv6 /64 as one client, because a subscriber line gets at least a /64 (RFC 6177).</summary>
    public static string Of(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return (address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address)?.ToString() ?? "";
        }

        return $"{Cut(address, 8)}/64";
    }

    /// <summary>As it is kept and shown: enough to recognise a network, too little to recognise a person.</summary>
    /// <returns>203.0.113.0/24 for IPv4, 2001:db8:1::/48 for IPv6; null without an address.</returns>
    public static string? Masked(IPAddress? address) => address switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } => Masked(address.MapToIPv4()),
        { AddressFamily: AddressFamily.InterNetworkV6 } => $"{Cut(address, 6)}/48",
        _ => $"{Cut(address, 3)}/24",
    };

    private static IPAddress Cut(IPAddress address, int bytes)
    {
        var kept = address.GetAddressBytes();
        kept.AsSpan(bytes).Clear();
        return new IPAddress(kept);
    }
}
