using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Writes the DNS record of a key (RFC 6376 3.6.1, RFC 8463 4).</summary>
public static class DkimRecord
{
    public static DnsRecord Of(DkimKey key) =>
        new($"{key.Selector}._domainkey.{key.Domain}", $"v=DKIM1; k={TypeOf(key.Algorithm)}; p={Convert.ToBase64String(key.PublicKey)}");

    public static string TypeOf(DkimAlgorithm algorithm) => algorithm is DkimAlgorithm.RsaSha256 ? "rsa" : "ed25519";
}
