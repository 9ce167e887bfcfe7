using System.Net;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>Masks the address of a client: enough to recognise a network in the audit log, too little to recognise a person.</summary>
public static class ClientNetwork
{
    /// <returns>203.0.113.0/24 for IPv4, 2001:db8:1::/48 for IPv6; null without an address.</returns>
    public static string? Of(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var kept = bytes.Length == 4 ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
