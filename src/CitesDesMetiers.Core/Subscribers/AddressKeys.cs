using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Subscribers;

/// <summary>
/// Derives keys and tokens from the long-lived key of the installation: suppression keys, unsubscribe tokens, call tokens and return
/// addresses. Each authenticates its purpose, so that none is valid for another. Data Protection is not used, since its keys rotate: a
/// link in a mail must work for years (RFC 8058 3.1, CNIL).
/// </summary>
/// <param name="addressKey">Recognises addresses. It is never renewed: the suppression list has no addresses to compute new keys from.</param>
/// <param name="tokenKeys">The first makes tokens; every one of them opens the tokens that it made.</param>
public sealed class AddressKeys(byte[] addressKey, IReadOnlyList<byte[]> tokenKeys)
{
    private const int TagLength = 16;
    private const string Unsubscribe = "unsubscribe";
    private const string Manage = "manage";
    private const string Contribution = "contribution";
    private const string Return = "return";
    private const string PersonalReturn = "return-personal";

    /// <summary>The keys of an installation that has not renewed its key.</summary>
    public AddressKeys(byte[] key)
        : this(key, [key])
    {
    }

    /// <summary>HMAC-SHA256 of the normalised address, 64 hexadecimal digits.</summary>
    public string KeyOf(EmailAddress address) => Convert.ToHexStringLower(Tag(addressKey, "address", Encoding.UTF8.GetBytes(address.Normalised)));

    /// <summary>The token that ends a subscription.</summary>
    public string UnsubscribeToken(Guid publicId) => Token(Unsubscribe, publicId);

    /// <summary>Verifies and reads a token; null when it was not issued by this site for this purpose.</summary>
    public Guid? ReadUnsubscribeToken(string? token) => Read(Unsubscribe, token);

    /// <summary>The token that opens the page of a subscription, from the foot of each mail. It does not end the subscription.</summary>
    public string ManageToken(Guid publicId) => Token(Manage, publicId);

    /// <inheritdoc cref="ReadUnsubscribeToken"/>
    public Guid? ReadManageToken(string? token) => Read(Manage, token);

    /// <summary>
    /// The token of an invitation to send news (<see cref="Invitation.PublicId"/>). It identifies the correspondent; the invitation decides
    /// whether the form still opens.
    /// </summary>
    public string ContributionToken(Guid publicId) => Token(Contribution, publicId);

    /// <inheritdoc cref="ReadUnsubscribeToken"/>
    public Guid? ReadContributionToken(string? token) => Read(Contribution, token);

    /// <summary>
    /// The variable envelope return path (VERP) of a delivery, such as <c>retours+1a2b-4f…@example.org</c>: its id in hexadecimal and a
    /// 64-bit tag. It is short, since a local part has 64 characters (RFC 5321 4.5.3.1), and uses lower-case letters and digits, since some
    /// systems change others.
    /// </summary>
    /// <param name="returnPath">A plain address with a short local part.</param>
    public string ReturnAddress(string returnPath, long deliveryId) => ReturnAddress(Return, returnPath, deliveryId);

    /// <summary>Reads the delivery from the part between + and @; null when it was not issued by this site.</summary>
    public long? ReadReturnToken(string? token) => ReadReturnToken(Return, token);

    /// <summary>The return path of a transactional mail (<see cref="OutgoingMail.Id"/>); neither kind is valid for the other.</summary>
    public string PersonalReturnAddress(string returnPath, long mailId) => ReturnAddress(PersonalReturn, returnPath, mailId);

    /// <summary>Reads the transactional mail from the part between + and @; null when it was not issued by this site.</summary>
    public long? ReadPersonalReturnToken(string? token) => ReadReturnToken(PersonalReturn, token);

    private string ReturnAddress(string purpose, string returnPath, long number)
    {
        var at = returnPath.LastIndexOf('@');
        return string.Create(CultureInfo.InvariantCulture, $"{returnPath[..at]}+{number:x}-{ReturnTag(tokenKeys[0], purpose, number)}{returnPath[at..]}");
    }

    private long? ReadReturnToken(string purpose, string? token)
    {
        var parts = (token ?? "").ToLowerInvariant().Split('-');
        return parts is [var id, { Length: 16 } tag]
            && long.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            && tokenKeys.Any(key => CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(ReturnTag(key, purpose, number)), Encoding.ASCII.GetBytes(tag)))
            ? number
            : null;
    }

    private static string ReturnTag(byte[] key, string purpose, long number) =>
        Convert.ToHexStringLower(Tag(key, purpose, Encoding.ASCII.GetBytes(number.ToString("x", CultureInfo.InvariantCulture))).AsSpan(0, 8));

    /// <summary>43 URL-safe characters: a random identity and a 128-bit tag over it and the purpose.</summary>
    private string Token(string purpose, Guid publicId)
    {
        var id = publicId.ToByteArray(bigEndian: true);
        return System.Buffers.Text.Base64Url.EncodeToString([.. id, .. Tag(tokenKeys[0], purpose, id).AsSpan(0, TagLength)]);
    }

    private Guid? Read(string purpose, string? token)
    {
        var bytes = new byte[16 + TagLength];
        if (token is not { Length: 43 }
            || System.Buffers.Text.Base64Url.DecodeFromChars(token, bytes, out _, out var length) is not System.Buffers.OperationStatus.Done
            || length != bytes.Length)
        {
            return null;
        }

        var id = bytes[..16];
        return tokenKeys.Any(key => CryptographicOperations.FixedTimeEquals(Tag(key, purpose, id).AsSpan(0, TagLength), bytes.AsSpan(16)))
            ? new Guid(id, bigEndian: true)
            : null;
    }

    private static byte[] Tag(byte[] key, string purpose, byte[] data) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(purpose), 0, .. data]);
}
