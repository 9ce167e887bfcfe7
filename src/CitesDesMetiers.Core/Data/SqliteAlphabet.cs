using System.Data.Common;
using CitesDesMetiers.Core.French;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Core.Data;

/// <summary>Registers the French collation on each SQLite connection, which otherwise compares code points.</summary>
internal sealed class SqliteAlphabet : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Teach(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Teach(connection);
        return Task.CompletedTask;
    }

    private static void Teach(DbConnection connection) =>
        ((SqliteConnection)connection).CreateCollation(FrenchOrder.Collation, FrenchOrder.Alphabet.Compare);
}
