using System.Data.Common;
using System.Reflection;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>Writes the whole database into one file, while the site runs.</summary>
internal sealed class BackupMaking(NewsletterContext db, TimeProvider clock)
{
    private const string CopyMark = ".copy-";

    private DatabaseProvider Provider => DatabaseProvider.Of(db.Database);

    /// <summary>Writes a backup. The file has its name when it is complete and was read back.</summary>
    /// <param name="key">Null for a backup in clear.</param>
    /// <param name="isPortable">Whether it can be restored to the other database, too. That of a server always can.</param>
    /// <exception cref="BackupRefusedException">It could not be made. Nothing of it is left.</exception>
    public async Task<BackupManifest> MakeAsync(string file, BackupKey? key, bool isPortable, CancellationToken cancellation)
    {
        if (await Provider.SnapshotFaultAsync(db.Database, cancellation) is { } fault)
        {
            throw new BackupRefusedException(fault);
        }

        var part = file + ".part";
        try
        {
            var manifest = await WriteAsync(part, key, isPortable, cancellation);

            // Read back before the file has its name: a disk may have lied.
            using (var written = await BackupFile.OpenAsync(part, key, cancellation))
            {
                if (!await written.IsWholeAsync(cancellation))
                {
                    throw new InvalidDataException("what was written reads back differently, so the disk is damaged.");
                }
            }

            File.Move(part, file);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or DbException)
        {
            throw new BackupRefusedException($"The backup could not be written, and none was made: {e.Message}", e);
        }
        finally
        {
            Delete(part);
        }
    }

    private async Task<BackupManifest> WriteAsync(string part, BackupKey? key, bool isPortable, CancellationToken cancellation)
    {
        using var writer = new BackupWriter(part, key);
        var (migration, counts) = isPortable || Provider.FileOf(db.Database) is not { } database
            ? await WriteRowsAsync(writer, cancellation)
            : await WriteCopyAsync(writer, $"{database}{CopyMark}{Guid.NewGuid():N}", cancellation);
        var product = typeof(BackupMaking).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var manifest = new BackupManifest(
            BackupManifest.KnownFormat, product, PortableTable.NameOf(db, migration), clock.GetUtcNow().UtcDateTime, writer.Hashes, counts);
        await writer.AddAsync(manifest, cancellation);
        return manifest;
    }

    private async Task<(string Migration, SortedDictionary<string, long> Counts)> WriteRowsAsync(BackupWriter writer, CancellationToken cancellation)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var migration = (await db.Database.GetAppliedMigrationsAsync(cancellation)).Last();
        await using var moment = await Provider.BeginSnapshotAsync(db.Database, cancellation);
        try
        {
            foreach (var table in PortableTable.After(db, migration))
            {
                await writer.AddAsync(BackupFile.NameOf(table.Name), async to => counts[table.Name] = await Rows.WriteAsync(table, to, cancellation));
            }
        }
        finally
        {
            await moment.RollbackAsync(CancellationToken.None);
            await Provider.ResetIsolationAsync(db.Database);
        }

        return (migration, counts);
    }

    /// <param name="copy">Beside the database, which is as confidential; the backup may go to another machine.</param>
    private async Task<(string Migration, SortedDictionary<string, long> Counts)> WriteCopyAsync(
        BackupWriter writer, string copy, CancellationToken cancellation)
    {
        DeleteForgotten(copy[..copy.LastIndexOf(CopyMark, StringComparison.Ordinal)]);
        try
        {
            OwnerOnlyFile.Open(copy, FileMode.CreateNew).Dispose();
            await SqliteCopy.WriteAsync(db.Database, copy, cancellation);
            await using var content = File.OpenRead(copy);
            await writer.AddAsync(BackupFile.DatabaseName, to => content.CopyToAsync(to, cancellation));
            await using var copied = SqliteCopy.Open(copy);
            return ((await copied.Database.GetAppliedMigrationsAsync(cancellation)).Last(), await copied.CountAsync(cancellation));
        }
        finally
        {
            Delete(copy);
        }
    }

    /// <summary>Deletes the copies that a killed process left.</summary>
    private static void DeleteForgotten(string database)
    {
        var copies = Directory.GetFiles(Path.GetDirectoryName(database)!, Path.GetFileName(database) + CopyMark + "*");
        foreach (var copy in copies.Where(c => File.GetLastWriteTimeUtc(c) < DateTime.UtcNow.AddDays(-1)))
        {
            Delete(copy);
        }
    }

    /// <summary>Deletes a file that may not be there, in a folder that may not be there either.</summary>
    private static void Delete(string file)
    {
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }
}
