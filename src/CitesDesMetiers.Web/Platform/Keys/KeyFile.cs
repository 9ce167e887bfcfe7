using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Storage;

namespace CitesDesMetiers.Web.Platform.Keys;

/// <summary>The root in a file: 256 random bits, in base64. It wraps with AES-256-GCM: nonce, tag and ciphertext follow one another.</summary>
internal sealed class KeyFile(byte[] secret) : KeyRoot
{
    private const int Length = 32;

    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    public override string Id { get; } = "file-" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, "id"u8).AsSpan(0, 16));

    /// <summary>Creates the file with a new key, for its owner only. An existing file stays as it is, even one made meanwhile.</summary>
    public static void CreateMissing(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = OwnerOnlyFile.Open(unfinished, FileMode.CreateNew))
            {
                file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            if (!File.Exists(path))
            {
                throw new StartRefusedException(
                    $"The key file {path} does not exist yet and cannot be made: {e.Message} Let the site write to that folder for one start, or "
                    + "name another file.");
            }
        }
    }

    /// <exception cref="StartRefusedException">The file is missing, cannot be read, or holds no key.</exception>
    public static KeyFile Read(string path)
    {
        var typed = "";
        try
        {
            typed = File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StartRefusedException(
                $"The key file {path} is missing, and the keys in the database are wrapped with it. Put the file back from where you keep it. Without "
                + "it, links in mails already sent open no more. No new key was made.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The key file {path} cannot be read: {e.Message} Give it to the account that runs the site.");
        }

        var key = new byte[Length];
        return Convert.TryFromBase64String(typed, key, out var length) && length == Length
            ? new KeyFile(key)
            : throw new StartRefusedException(
                $"The key file {path} was altered: it must hold 44 characters of base64. Put the file back from where you keep it. Nothing was changed.");
    }

    public override byte[] Wrap(byte[] key)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var tag = new byte[TagLength];
        var hidden = new byte[key.Length];
        using var aes = new AesGcm(secret, TagLength);
        aes.Encrypt(nonce, key, hidden, tag);
        return [.. nonce, .. tag, .. hidden];
    }

    public override byte[] Unwrap(byte[] wrapped)
    {
        if (wrapped.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The wrapped key is too short.");
        }

        var hidden = wrapped.AsSpan(NonceLength + TagLength);
        var opened = new byte[hidden.Length];
        using var aes = new AesGcm(secret, TagLength);
        aes.Decrypt(wrapped.AsSpan(0, NonceLength), hidden, wrapped.AsSpan(NonceLength, TagLength), opened);
        return opened;
    }
}
