using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>The file of a backup, open for reading.</summary>
internal sealed class BackupFile : IDisposable
{
    public const string ManifestName = "manifest.json";

    /// <summary>The database itself, in a backup for SQLite alone.</summary>
    public const string DatabaseName = "infolettre.db";

    public static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ZipArchive archive;

    private BackupFile(ZipArchive archive, BackupManifest manifest)
    {
        this.archive = archive;
        Manifest = manifest;
    }

    public BackupManifest Manifest { get; }

    /// <summary>Whether it holds rows for any database, rather than the file of one.</summary>
    public bool IsPortable => !Manifest.Files.ContainsKey(DatabaseName);

    /// <param name="key">Null for a backup in clear.</param>
    /// <exception cref="BackupRefusedException">The key is missing, or another one.</exception>
    /// <exception cref="InvalidDataException">The file is truncated, or is no backup.</exception>
    public static async Task<BackupFile> OpenAsync(string file, BackupKey? key, CancellationToken cancellation)
    {
        var stream = File.OpenRead(file);
        try
        {
            var archive = new ZipArchive(Unsealed(stream, key));
            await using var text = archive.GetEntry(ManifestName)?.Open() ?? throw new InvalidDataException();
            return await JsonSerializer.DeserializeAsync<BackupManifest>(text, Json, cancellation) is { Counts: not null, Files: not null } manifest
                ? new BackupFile(archive, manifest)
                : throw new InvalidDataException();
        }
        catch (Exception e)
        {
            await stream.DisposeAsync();
            if (e is JsonException)
            {
                throw new InvalidDataException(e.Message, e);
            }

            throw;
        }
    }

    /// <summary>The name in the archive of the rows of a table.</summary>
    public static string NameOf(string table) => $"tables/{table}.jsonl";

    /// <summary>Whether every file is the one that the manifest describes.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public async Task<bool> IsWholeAsync(CancellationToken cancellation)
    {
        foreach (var (name, hash) in Manifest.Files)
        {
            await using var content = Open(name);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)) != hash)
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public Stream Open(string name) => archive.GetEntry(name)?.Open() ?? throw new InvalidDataException();

    /// <summary>Writes the database to a file that only its owner may read.</summary>
    public async Task ExtractAsync(string database, CancellationToken cancellation)
    {
        await using var content = Open(DatabaseName);
        await using var target = OwnerOnlyFile.Open(database, FileMode.Create);
        await content.CopyToAsync(target, cancellation);
    }

    public void Dispose() => archive.Dispose();

    private static Stream Unsealed(FileStream file, BackupKey? key) =>
        (UnsealingStream.IsSealed(file), key) switch
        {
            (true, null) => throw new BackupRefusedException($"{file.Name} is sealed: name the file of its key with --key."),
            (true, not null) => UnsealingStream.Open(file, key),
            (false, not null) => throw new BackupRefusedException($"{file.Name} is not sealed, so the key cannot tell whether it is yours. Leave --key out if you trust it."),
            _ => file,
        };
}
