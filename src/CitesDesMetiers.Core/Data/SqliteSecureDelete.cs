using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Core.Data;

/// <summary>
/// Has SQLite overwrite with zeros what it deletes, on every connection. Otherwise an erased address can still be read in the free space of
/// the file.
/// </summary>
internal sealed class SqliteSecureDelete : DbConnectionInterceptor
{
    private const string Statement = "PRAGMA secure_delete = ON";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Statement;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Statement;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
