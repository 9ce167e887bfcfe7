using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>
/// Codes that change every 30 seconds (RFC 6238: SHA-1, six digits), which all applications for them know. Identity's own provider
/// accepts codes of two steps around the present and does not say of which one a code was, so that a code could be used again.
/// </summary>
internal static class Totp
{
    public const int Digits = 6;
    public const int SecretBytes = 20;

    /// <summary>How many steps the clock of a telephone may be off. More would only help who guesses (RFC 6238, 5.2).</summary>
    private const int Tolerance = 1;
    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <returns>The time step of the code; null if it is of none around <paramref name="now"/>.</returns>
    public static long? StepOf(string code, byte[] secret, DateTimeOffset now)
    {
        var typed = Encoding.ASCII.GetBytes(code);
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(CodeAt(step, secret))))
            {
                return step;
            }
        }

        return null;
    }

    public static string CodeAt(long step, byte[] secret)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 and all applications use SHA-1, whose weakness is no weakness of HMAC.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The secret as a person types it (RFC 4648).</summary>
    /// <param name="secret">Of <see cref="SecretBytes"/> bytes, which fill 32 letters without padding.</param>
    public static string ToText(byte[] secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            var pair = (secret[bit / 8] << 8) | (bit / 8 + 1 < secret.Length ? secret[bit / 8 + 1] : 0);
            text.Append(Base32[(pair >> (11 - bit % 8)) & 31]);
        }

        return text.ToString();
    }

    /// <summary>The address that an application reads from the square.</summary>
    /// <param name="issuer">What the application shows above the code.</param>
    public static string Address(byte[] secret, string issuer, string account)
    {
        var name = Uri.EscapeDataString(issuer);
        return $"otpauth://totp/{name}:{Uri.EscapeDataString(account)}?secret={ToText(secret)}&issuer={name}";
    }
}
