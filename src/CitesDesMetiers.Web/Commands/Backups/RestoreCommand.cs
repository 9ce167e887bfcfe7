using System.CommandLine;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands.Backups;

/// <summary><c>restore</c>: puts the database of a backup where there is none. Nothing is mailed until an administrator has looked.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("file") { Description = "A file that the command backup wrote." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Does not ask." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Yes.Name)];
        var command = new Command("restore", "Puts the database of a backup where there is none yet.") { Source, Yes };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = Console.Out;
            Console.SetOut(Console.Error);
            await using var app = build(settings);
            await using var scope = app.Services.CreateAsyncScope();
            var console = new CommandConsole(scope.ServiceProvider, output, Console.Error);
            return await RunAsync(console, Path.GetFullPath(parsed.GetValue(Source)!), parsed.GetValue(Yes), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandConsole console, string file, bool isSure, CancellationToken cancellation)
    {
        if (DatabaseProvider.Of(console.Db.Database).FileOf(console.Db.Database) is not { } target)
        {
            return console.Refuse(BackupCommand.ServerKeepsIt);
        }

        if (new FileInfo(target) is { Exists: true, Length: > 0 } || File.Exists(target + "-wal"))
        {
            return console.Refuse($"{target} holds a database already, and was left as it is. Stop the site and move it away together with its -wal and -shm, "
                + "or name another file in ConnectionStrings:Newsletter.");
        }

        var work = target + ".restoring";
        try
        {
            return await RestoreAsync(console, file, target, work, isSure, cancellation);
        }
        catch (InvalidDataException)
        {
            return console.Refuse($"{file} is truncated, or is no backup of this site. Nothing was restored.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return console.Refuse($"Nothing was restored: {e.Message}");
        }
        finally
        {
            File.Delete(work);
        }
    }

    private static async Task<int> RestoreAsync(
        CommandConsole console, string file, string target, string work, bool isSure, CancellationToken cancellation)
    {
        var manifest = await BackupArchive.ReadAsync(file, cancellation);
        if (manifest.Format > BackupManifest.KnownFormat || !console.Db.Database.GetMigrations().Contains(manifest.Migration))
        {
            return console.Refuse($"{file} was made by another version of the site ({manifest.Product}): restore it with that version or a later one.");
        }

        await BackupArchive.ExtractAsync(file, work, cancellation);
        if (await BackupArchive.HashAsync(work, cancellation) != manifest.Sha256)
        {
            return console.Refuse($"{file} was altered or damaged: its database is not the one that its manifest describes. Nothing was restored.");
        }

        if (!isSure && !console.Confirms($"Restore {manifest.Summary} to {target}? [y/N] "))
        {
            return console.Refuse("Nothing was restored.");
        }

        await using (var copy = SqliteCopy.Open(work))
        {
            if (!await copy.IsWholeAsync(cancellation) || !manifest.Describes(await copy.CountAsync(cancellation)))
            {
                return console.Refuse($"{file} is damaged: its database does not hold what its manifest says. Nothing was restored.");
            }

            await copy.Database.MigrateAsync(cancellation);
            await StopMailAsync(copy, cancellation);
        }

        // One step: whoever ends the process before it leaves no database, and after it one that mails nothing.
        File.Move(work, target, overwrite: true);
        console.Get<AuditLog>().Add(
            AuditAction.BackupRestored, $"Sauvegarde du {ParisTime.Show(manifest.MadeAt)}, version {manifest.Product}", by: AuditPerson.CommandLine);
        await console.Db.SaveChangesAsync(cancellation);
        await console.Output.WriteLineAsync(
            $"Restored: {manifest.Summary}. Nothing is mailed until an administrator allows it at the desk. Dispatches under way are paused, and no issue is scheduled.");
        return 0;
    }

    /// <summary>What was under way may have been sent since the backup: people decide about it.</summary>
    private static async Task StopMailAsync(NewsletterContext copy, CancellationToken cancellation)
    {
        await new OutboundLock(copy).LockAsync(cancellation);
        await copy.Dispatches.Where(d => d.State == DispatchState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, DispatchState.Paused)
                .SetProperty(d => d.PauseReason, "Le site a été restauré depuis une sauvegarde : des abonnés ont peut-être déjà reçu ce courriel."),
            cancellation);
        await copy.Issues.Where(i => i.State == IssueState.Scheduled).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, IssueState.Approved).SetProperty(i => i.ScheduledFor, (DateTime?)null), cancellation);
    }
}
