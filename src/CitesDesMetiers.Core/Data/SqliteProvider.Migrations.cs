using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CitesDesMetiers.Core.Data;

/// <summary>What brings the schema up to date.</summary>
internal sealed partial class SqliteProvider
{
    private const int Busy = 5; // SQLITE_BUSY

    /// <summary>
    /// Entity Framework's lock is a row, which a killed process leaves and the next one would wait for without end. Whoever really migrates holds
    /// the lock for writing some milliseconds later, so an older row that can be deleted is nobody's.
    /// </summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(2);

    public override async Task MigrateAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        while (await IsLockedAsync(database, cancellation))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }

        await database.MigrateAsync(cancellation);
    }

    /// <summary>Whether somebody migrates.</summary>
    private static async Task<bool> IsLockedAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        await database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = database.GetDbConnection().CreateCommand();
            command.CommandText = """SELECT count(*) FROM "sqlite_master" WHERE "name" = '__EFMigrationsLock'""";
            if (await command.ExecuteScalarAsync(cancellation) is 0L)
            {
                return false;
            }

            command.CommandText = """
                DELETE FROM "__EFMigrationsLock" WHERE "Timestamp" < @before;
                SELECT count(*) FROM "__EFMigrationsLock";
                """;
            command.Parameters.Add(new SqliteParameter("@before", DateTimeOffset.UtcNow - Abandoned));
            return await command.ExecuteScalarAsync(cancellation) is > 0L;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Busy)
        {
            return true;
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }
}
