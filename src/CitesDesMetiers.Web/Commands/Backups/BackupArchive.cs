using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Commands.Backups;

/// <summary>The file of a backup: a ZIP archive with the manifest and the database.</summary>
internal static class BackupArchive
{
    private const string ManifestName = "manifest.json";
    private const string DatabaseName = "infolettre.db";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes an archive that only its owner may read.</summary>
    public static async Task WriteAsync(string file, string database, BackupManifest manifest, CancellationToken cancellation)
    {
        await using var stream = OwnerOnlyFile.Open(file, FileMode.CreateNew);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        await using (var text = archive.CreateEntry(ManifestName).Open())
        {
            await JsonSerializer.SerializeAsync(text, manifest, Json, cancellation);
        }

        await using var content = File.OpenRead(database);
        await using var entry = archive.CreateEntry(DatabaseName, CompressionLevel.Fastest).Open();
        await content.CopyToAsync(entry, cancellation);
    }

    /// <exception cref="InvalidDataException">The file is truncated, or is no backup.</exception>
    public static async Task<BackupManifest> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            using var archive = ZipFile.OpenRead(file);
            await using var text = Entry(archive, ManifestName).Open();
            return await JsonSerializer.DeserializeAsync<BackupManifest>(text, Json, cancellation) is { Counts: not null, Sha256: not null } manifest
                ? manifest
                : throw new InvalidDataException();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Writes the database of a backup to a file that only its owner may read.</summary>
    /// <exception cref="InvalidDataException">The file is truncated, or is no backup.</exception>
    public static async Task ExtractAsync(string file, string database, CancellationToken cancellation)
    {
        using var archive = ZipFile.OpenRead(file);
        await using var entry = Entry(archive, DatabaseName).Open();
        await using var target = OwnerOnlyFile.Open(database, FileMode.Create);
        await entry.CopyToAsync(target, cancellation);
    }

    public static async Task<string> HashAsync(string database, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(database);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name) => archive.GetEntry(name) ?? throw new InvalidDataException();
}
