using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>The secret of a confirmation mail: 256 random bits. Only its hash is stored.</summary>
/// <param name="Value">43 characters that need no escaping in a URL.</param>
internal sealed record ConfirmationToken(string Value)
{
    public byte[] Hash => HashOf(Value);

    public static ConfirmationToken Draw() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
