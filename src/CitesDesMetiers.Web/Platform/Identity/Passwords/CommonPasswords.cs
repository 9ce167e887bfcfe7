using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Web.Platform.Identity.Passwords;

/// <summary>Passwords that many people use, as <c>common-passwords.md</c> describes. Nothing leaves this machine.</summary>
internal static class CommonPasswords
{
    private const int HashLength = 8;

    private static readonly Lazy<ulong[]> Hashes = new(Read);

    /// <summary>Whether it is on the list. Case does not matter. A few in a million million others are taken for common ones.</summary>
    public static bool Contains(string password) => Array.BinarySearch(Hashes.Value, HashOf(password)) >= 0;

    private static ulong HashOf(string password) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(password.ToLowerInvariant())));

    private static ulong[] Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("Platform/Identity/Passwords/common-passwords.bin")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var hashes = new ulong[bytes.Length / HashLength];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i * HashLength));
        }

        return hashes;
    }
}
