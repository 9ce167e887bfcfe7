using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Core.Subscribers;

/// <summary>
/// What is derived from the long-lived key of the installation: the key under which an address is suppressed, the token
/// that ends a subscription, and the one that opens the form of a call for news. Each carries its purpose under its tag, so
/// that none passes for another. The key is not one of Data Protection's, which rotate: a link in a mail of five years
/// ago must still work (RFC 8058 3.1 and the CNIL ask for it).
/// </summary>
public sealed class AddressKeys(byte[] key)
{
    private const int TagLength = 16;
    private const string Unsubscribe = "unsubscribe";
    private const string Contribution = "contribution";

    /// <summary>HMAC-SHA256 of the normalised address, 64 hexadecimal digits.</summary>
    public string KeyOf(EmailAddress address) => Convert.ToHexStringLower(Tag("address", Encoding.UTF8.GetBytes(address.Normalised)));

    /// <summary>The token of a subscription.</summary>
    public string UnsubscribeToken(Guid publicId) => Token(Unsubscribe, publicId);

    /// <summary>Reads a token back; null when it was not made here for this purpose.</summary>
    public Guid? ReadUnsubscribeToken(string? token) => Read(Unsubscribe, token);

    /// <summary>
    /// The token of an invitation to send news (<see cref="Calls.Invitation.PublicId"/>). It says who is asked; whether the
    /// form still opens is for the invitation to say.
    /// </summary>
    public string ContributionToken(Guid publicId) => Token(Contribution, publicId);

    /// <inheritdoc cref="ReadUnsubscribeToken"/>
    public Guid? ReadContributionToken(string? token) => Read(Contribution, token);

    /// <summary>43 characters that are safe in an address: a random identity and a 128-bit tag over it and the purpose.</summary>
    private string Token(string purpose, Guid publicId)
    {
        var id = publicId.ToByteArray(bigEndian: true);
        return System.Buffers.Text.Base64Url.EncodeToString([.. id, .. Tag(purpose, id).AsSpan(0, TagLength)]);
    }

    private Guid? Read(string purpose, string? token)
    {
        Span<byte> bytes = stackalloc byte[16 + TagLength];
        if (token is not { Length: 43 }
            || System.Buffers.Text.Base64Url.DecodeFromChars(token, bytes, out _, out var length) is not System.Buffers.OperationStatus.Done || length != bytes.Length)
        {
            return null;
        }

        var expected = Tag(purpose, bytes[..16].ToArray()).AsSpan(0, TagLength);
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
