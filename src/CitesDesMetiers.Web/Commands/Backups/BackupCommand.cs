using System.CommandLine;
using System.Reflection;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands.Backups;

/// <summary><c>backup</c>: copies the database into one file, beside a running site.</summary>
internal static class BackupCommand
{
    /// <summary>A server has its own ways, which also cover its logins and its log.</summary>
    public const string ServerKeepsIt = "SQL Server keeps this database: use the backups of the server (BACKUP DATABASE, RESTORE DATABASE).";

    private static readonly Argument<string> Target = new("file") { Description = "The file to write. It must not exist." };

    public static Command Create(string[] args, Func<string[], WebApplication> build) =>
        CommandConsole.Command(
            "backup", "Writes the whole database to one file, while the site runs.", () => build(args),
            (services, output, errors) => new CommandConsole(services, output, errors),
            (parsed, console, cancellation) => RunAsync(console, Path.GetFullPath(parsed.GetValue(Target)!), cancellation), Target);

    private static async Task<int> RunAsync(CommandConsole console, string file, CancellationToken cancellation)
    {
        if (DatabaseProvider.Of(console.Db.Database).FileOf(console.Db.Database) is null)
        {
            return console.Refuse(ServerKeepsIt);
        }

        if (File.Exists(file))
        {
            return console.Refuse($"{file} exists already, and was left as it is. Name another file.");
        }

        var (copy, part) = (file + ".copy", file + ".part");
        try
        {
            OwnerOnlyFile.Open(copy, FileMode.Create).Dispose();
            await SqliteCopy.WriteAsync(console.Db.Database, copy, cancellation);
            var manifest = await DescribeAsync(copy, console.Get<TimeProvider>().GetUtcNow().UtcDateTime, cancellation);
            File.Delete(part);
            await BackupArchive.WriteAsync(part, copy, manifest, cancellation);

            // Read back before the file has its name: a disk may have lied.
            await BackupArchive.ExtractAsync(part, copy, cancellation);
            if (await BackupArchive.HashAsync(copy, cancellation) != manifest.Sha256)
            {
                return console.Refuse("What was written reads back differently: the disk is damaged. No backup was made.");
            }

            File.Move(part, file);
            await console.Output.WriteLineAsync($"{file}: {manifest.Summary}. Keep the file of the keys (Keys:File) too, in another place.");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return console.Refuse($"The backup could not be written, and none was made: {e.Message}");
        }
        finally
        {
            TryDelete(copy);
            TryDelete(part);
        }
    }

    private static async Task<BackupManifest> DescribeAsync(string copy, DateTime now, CancellationToken cancellation)
    {
        SortedDictionary<string, long> counts;
        string migration;
        await using (var db = SqliteCopy.Open(copy))
        {
            counts = await db.CountAsync(cancellation);
            migration = (await db.Database.GetAppliedMigrationsAsync(cancellation)).Last();
        }

        var product = typeof(BackupCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return new BackupManifest(BackupManifest.KnownFormat, product, migration, now, await BackupArchive.HashAsync(copy, cancellation), counts);
    }

    /// <summary>Deletes a file that may not be there, in a folder that may not be there either.</summary>
    private static void TryDelete(string file)
    {
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }
}
