using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>Writes the file of a backup, which only its owner may read: a ZIP archive of files with a manifest, sealed if there is a key.</summary>
internal sealed class BackupWriter : IDisposable
{
    private readonly ZipArchive archive;
    private readonly SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);

    public BackupWriter(string file, BackupKey? key)
    {
        Stream target = OwnerOnlyFile.Open(file, FileMode.Create);
        archive = new ZipArchive(key is null ? target : new SealingStream(target, key), ZipArchiveMode.Create);
    }

    public IReadOnlyDictionary<string, string> Hashes => hashes;

    public async Task AddAsync(string name, Func<Stream, Task> write)
    {
        using var hash = SHA256.Create();
        await using (var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open())
        await using (var hashed = new CryptoStream(entry, hash, CryptoStreamMode.Write))
        {
            await write(hashed);
        }

        hashes[name] = Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Comes last: it has the hashes of the files.</summary>
    public async Task AddAsync(BackupManifest manifest, CancellationToken cancellation)
    {
        await using var entry = archive.CreateEntry(BackupFile.ManifestName).Open();
        await JsonSerializer.SerializeAsync(entry, manifest, BackupFile.Json, cancellation);
    }

    public void Dispose() => archive.Dispose();
}
