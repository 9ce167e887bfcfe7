using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitesDesMetiers.Core.Data;

/// <summary>What copies whole tables.</summary>
internal sealed partial class SqliteProvider
{
    /// <summary>Deferred: it takes no lock against writers, and sees what was there at its first read.</summary>
    public override async Task<IDbContextTransaction> BeginSnapshotAsync(DatabaseFacade database, CancellationToken cancellation)
    {
        await database.OpenConnectionAsync(cancellation);
        var transaction = ((SqliteConnection)database.GetDbConnection()).BeginTransaction(IsolationLevel.Serializable, deferred: true);
        return (await database.UseTransactionAsync(transaction, cancellation))!;
    }

    /// <summary>Holds until the end of the transaction, where a row that refers to none makes the commit fail.</summary>
    public override string BeforeRows(ITable table, string delimited) => "PRAGMA defer_foreign_keys = ON";
}
