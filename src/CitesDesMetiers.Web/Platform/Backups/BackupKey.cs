using System.Security.Cryptography;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>The key that seals backups: 256 random bits, in a file with base64.</summary>
internal sealed class BackupKey(byte[] secret)
{
    public const int IdLength = 16;

    private const int Length = 32;

    /// <summary>Tells whether a backup was sealed with this key.</summary>
    public byte[] Id { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, IdLength, info: "infolettre backup id"u8.ToArray());

    /// <exception cref="BackupRefusedException">The file cannot be read, or holds no key.</exception>
    public static BackupKey Read(string path)
    {
        var key = new byte[Length];
        try
        {
            return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == Length
                ? new BackupKey(key)
                : throw new BackupRefusedException($"{path} holds no key: it must be 44 characters of base64, as \"keys create\" writes them.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupRefusedException($"The key of the backup cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The cipher of one backup, so that no two share a key.</summary>
    /// <param name="salt">Random, and kept with the backup.</param>
    public AesGcm CipherOf(byte[] salt) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, salt, "infolettre backup"u8.ToArray()), Seal.TagLength);
}
