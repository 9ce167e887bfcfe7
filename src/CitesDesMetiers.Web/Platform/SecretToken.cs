using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Web.Platform;

/// <summary>The secret in an address that only its owner knows: 256 random bits. Only its hash is stored.</summary>
/// <param name="Value">43 characters that need no escaping in a URL.</param>
internal sealed record SecretToken(string Value)
{
    public byte[] Hash => HashOf(Value);

    public static SecretToken Draw() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
