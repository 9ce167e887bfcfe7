using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>
/// The form of a sealed file: a mark, the id of the key, a salt, then chunks of 64 KB by AES-256-GCM, each followed by its tag. The nonce is the
/// number of the chunk and whether it is the last (the construction STREAM, as in age). No chunk can be altered, moved or left out.
/// </summary>
internal static class Seal
{
    public const int ChunkLength = 64 * 1024;
    public const int TagLength = 16;
    public const int SaltLength = 32;

    private const int NonceLength = 12;

    public static ReadOnlySpan<byte> Mark => "INFOLETTRE SEAL1"u8;

    public static int HeadLength => Mark.Length + BackupKey.IdLength + SaltLength;

    public static void Close(AesGcm cipher, long number, bool isLast, ReadOnlySpan<byte> plain, Span<byte> closed) =>
        cipher.Encrypt(Nonce(number, isLast), plain, closed[..plain.Length], closed.Slice(plain.Length, TagLength));

    /// <exception cref="AuthenticationTagMismatchException">It is not what was written there.</exception>
    public static void Open(AesGcm cipher, long number, bool isLast, ReadOnlySpan<byte> closed, Span<byte> plain) =>
        cipher.Decrypt(Nonce(number, isLast), closed[..^TagLength], closed[^TagLength..], plain[..(closed.Length - TagLength)]);

    private static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[NonceLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}
