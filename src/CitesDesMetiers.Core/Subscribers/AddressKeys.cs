using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Core.Subscribers;

/// <summary>
/// What is derived from the long-lived key of the installation: the key under which an address is suppressed, and the
/// token that ends a subscription. The key is not one of Data Protection's, which rotate: a link in a mail of five years
/// ago must still work (RFC 8058 3.1 and the CNIL ask for it).
/// </summary>
public sealed class AddressKeys(byte[] key)
{
    private const int TagLength = 16;

    /// <summary>HMAC-SHA256 of the normalised address, 64 hexadecimal digits.</summary>
    public string KeyOf(EmailAddress address) => Convert.ToHexStringLower(Tag("address", Encoding.UTF8.GetBytes(address.Normalised)));

    /// <summary>The token of a subscription, 43 characters that are safe in an address: its random identity and a 128-bit tag over it.</summary>
    public string UnsubscribeToken(Guid publicId)
    {
        var id = publicId.ToByteArray(bigEndian: true);
        return System.Buffers.Text.Base64Url.EncodeToString([.. id, .. Tag("unsubscribe", id).AsSpan(0, TagLength)]);
    }

    /// <summary>Reads a token back; null when it was not made here for this purpose.</summary>
    public Guid? ReadUnsubscribeToken(string? token)
    {
        Span<byte> bytes = stackalloc byte[16 + TagLength];
        if (token is not { Length: 43 } || !System.Buffers.Text.Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != bytes.Length)
        {
            return null;
        }

        var expected = Tag("unsubscribe", bytes[..16].ToArray()).AsSpan(0, TagLength);
        return CryptographicOperations.FixedTimeEquals(expected, bytes[16..]) ? new Guid(bytes[..16], bigEndian: true) : null;
    }

    private byte[] Tag(string purpose, byte[] data) => HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(purpose), 0, .. data]);
}

/// <summary>The long-lived key, kept in the database so that every instance has the same.</summary>
public class StoredKey(string name, byte[] value)
{
    public int Id { get; private set; }
    public string Name { get; private set; } = name;
    public byte[] Value { get; private set; } = value;
}
