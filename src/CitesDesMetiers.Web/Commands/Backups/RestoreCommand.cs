using System.CommandLine;
using System.Text.Json;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Backups;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands.Backups;

/// <summary><c>restore</c>: puts a backup where there is no data. Nothing is mailed until an administrator has looked.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("file") { Description = "A file that the command backup wrote." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Does not ask." };
    private static readonly Option<string?> Key = new("--key") { Description = "The file of the key that sealed the backup." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Yes.Name)];
        var command = new Command("restore", "Puts a backup where there is no data yet.") { Source, Yes, Key };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = Console.Out;
            Console.SetOut(Console.Error);
            await using var app = build(settings);
            await using var scope = app.Services.CreateAsyncScope();
            var console = new CommandConsole(scope.ServiceProvider, output, Console.Error);
            var file = Path.GetFullPath(parsed.GetValue(Source)!);
            try
            {
                return await RunAsync(console, file, parsed.GetValue(Key), parsed.GetValue(Yes), cancellation);
            }
            catch (BackupRefusedException e)
            {
                return console.Refuse(e.Message);
            }
            catch (Exception e) when (e is InvalidDataException or JsonException)
            {
                return console.Refuse($"{file} is truncated or altered, or is no backup of this site. Nothing was restored.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return console.Refuse($"Nothing was restored: {e.Message}");
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandConsole console, string file, string? keyFile, bool isSure, CancellationToken cancellation)
    {
        var target = DatabaseProvider.Of(console.Db.Database).FileOf(console.Db.Database);
        if (target is not null && (new FileInfo(target) is { Exists: true, Length: > 0 } || File.Exists(target + "-wal")))
        {
            return console.Refuse($"{target} holds a database already, and was left as it is. Stop the site and move it away together with its -wal and -shm, "
                + "or name another file in ConnectionStrings:Newsletter.");
        }

        using var backup = await BackupFile.OpenAsync(file, keyFile is null ? null : BackupKey.Read(keyFile), cancellation);
        var manifest = backup.Manifest;
        if (manifest.Format > BackupManifest.KnownFormat || PortableTable.MigrationNamed(console.Db, manifest.Migration) is null)
        {
            return console.Refuse($"{file} was made by another version of the site ({manifest.Product}): restore it with that version or a later one.");
        }

        if (!await backup.IsWholeAsync(cancellation))
        {
            return console.Refuse($"{file} was altered or damaged: it does not hold what its manifest describes. Nothing was restored.");
        }

        if (!isSure && !console.Confirms($"Restore {manifest.Summary} to {target ?? console.Db.Database.GetDbConnection().Database}? [y/N] "))
        {
            return console.Refuse("Nothing was restored.");
        }

        await (target is null ? Restoring.ToServerAsync(console.Db, backup, cancellation) : Restoring.ToFileAsync(target, backup, cancellation));
        console.Get<AuditLog>().Add(
            AuditAction.BackupRestored, $"Sauvegarde du {ParisTime.Show(manifest.MadeAt)}, version {manifest.Product}", by: AuditPerson.CommandLine);
        await console.Db.SaveChangesAsync(cancellation);
        await console.Output.WriteLineAsync(
            $"Restored: {manifest.Summary}. Nothing is mailed until an administrator allows it at the desk. Dispatches under way are paused, and no issue is scheduled.");
        return 0;
    }
}
