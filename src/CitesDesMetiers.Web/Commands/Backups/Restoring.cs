using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitesDesMetiers.Web.Commands.Backups;

/// <summary>Puts a backup that was checked into an empty place, in one step: whoever ends the process leaves all of it or nothing.</summary>
internal static class Restoring
{
    /// <summary>Works in a file beside the target.</summary>
    /// <exception cref="BackupRefusedException">The backup does not hold together.</exception>
    public static async Task ToFileAsync(string target, BackupFile backup, CancellationToken cancellation)
    {
        var work = target + ".restoring";
        try
        {
            // SQLite would put the journal of a restore that was killed into the new file.
            Delete(work);
            OwnerOnlyFile.Open(work, FileMode.CreateNew).Dispose();
            if (!backup.IsPortable)
            {
                await backup.ExtractAsync(work, cancellation);
            }

            await using (var copy = SqliteCopy.Open(work))
            {
                await (backup.IsPortable ? FillAsync(copy, backup, cancellation) : CheckAsync(copy, backup, cancellation));
                await copy.Database.MigrateAsync(cancellation);
            }

            // Whoever ends the process before this leaves no database, and after it one that mails nothing.
            File.Move(work, target, overwrite: true);
        }
        finally
        {
            Delete(work);
        }
    }

    /// <exception cref="BackupRefusedException">The database is not empty, or the backup does not hold together.</exception>
    public static async Task ToServerAsync(NewsletterContext db, BackupFile backup, CancellationToken cancellation)
    {
        if (!backup.IsPortable)
        {
            throw new BackupRefusedException("The backup holds a SQLite database. To move it to a server, restore it to SQLite and make one with \"backup --portable\".");
        }

        await DatabasePreparation.RefuseUnknownSchemaAsync(db.Database, cancellation);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellation)).LastOrDefault();
        if (applied is not null && !await IsEmptyAsync(db, applied, cancellation))
        {
            throw new BackupRefusedException("The database holds data already, and was left as it is. Name an empty one in ConnectionStrings:Newsletter.");
        }

        await FillAsync(db, backup, cancellation);
        await db.Database.MigrateAsync(cancellation);
    }

    private static void Delete(string work)
    {
        foreach (var ending in new[] { "", "-journal", "-wal", "-shm" })
        {
            File.Delete(work + ending);
        }
    }

    private static async Task<bool> IsEmptyAsync(NewsletterContext db, string migration, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        foreach (var table in PortableTable.After(db, migration))
        {
            if (!await table.IsEmptyAsync(cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task CheckAsync(NewsletterContext copy, BackupFile backup, CancellationToken cancellation)
    {
        if (!await copy.IsWholeAsync(cancellation) || !backup.Manifest.Describes(await copy.CountAsync(cancellation)))
        {
            throw new BackupRefusedException("The backup is damaged: its database does not hold what its manifest says. Nothing was restored.");
        }

        await StopMailAsync(copy, cancellation);
    }

    /// <summary>Makes the tables of the version that wrote the backup and fills them in one transaction, in which mail is stopped, too.</summary>
    private static async Task FillAsync(NewsletterContext db, BackupFile backup, CancellationToken cancellation)
    {
        var migration = PortableTable.MigrationNamed(db, backup.Manifest.Migration)!;
        await db.GetService<IMigrator>().MigrateAsync(migration, cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        var tables = PortableTable.After(db, migration);
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var counts = new Dictionary<string, long>();
            foreach (var table in tables)
            {
                await using var rows = backup.Open(BackupFile.NameOf(table.Name));
                counts[table.Name] = await table.WriteAsync(Rows.ReadAsync(table, rows, cancellation), cancellation);
            }

            foreach (var table in tables)
            {
                await table.CheckAsync(cancellation);
            }

            if (!backup.Manifest.Describes(counts))
            {
                throw new BackupRefusedException("The backup is damaged: it does not hold as many rows as its manifest says. Nothing was restored.");
            }

            await StopMailAsync(db, cancellation);
            await transaction.CommitAsync(cancellation);
        });
    }

    /// <summary>What was under way may have been sent since the backup: people decide about it. It knows only columns that 0.1.0 has, too.</summary>
    private static async Task StopMailAsync(NewsletterContext db, CancellationToken cancellation)
    {
        await new OutboundLock(db).LockAsync(cancellation);
        await db.Dispatches.Where(d => d.State == DispatchState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, DispatchState.Paused)
                .SetProperty(d => d.PauseReason, "Le site a été restauré depuis une sauvegarde : des abonnés ont peut-être déjà reçu ce courriel."),
            cancellation);
        await db.Issues.IgnoreQueryFilters().Where(i => i.State == IssueState.Scheduled).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, IssueState.Approved).SetProperty(i => i.ScheduledFor, (DateTime?)null), cancellation);
    }
}
