using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Sending;

/// <summary>What is true of a delivery at the moment it is about to leave.</summary>
internal sealed record Departure(DispatchState Dispatch, SubscriberState Subscriber, bool IsSuppressed, string Address, Guid PublicId, DateOnly? PausedUntil)
{
    /// <summary>The rule that no mail may break: recorded consent, and nothing that ended it since.</summary>
    public bool IsAllowedOn(DateOnly today) => Subscriber is SubscriberState.Confirmed && !IsSuppressed && !(PausedUntil > today);
}

/// <summary>
/// The two statements of the <see cref="Ledger"/>, prepared on a connection that stays open. They run once a group, thousands of
/// times a minute: working them out by Entity Framework each time cost as much as the database itself.
/// </summary>
internal sealed class LedgerStatements : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;
    private readonly DbCommand record;
    private readonly DbCommand read;

    private LedgerStatements(AsyncServiceScope scope, DbConnection connection, DatabaseProvider provider) =>
        (this.scope, record, read) = (scope, Command(connection, provider.RecordOutcomes, "@outcomes"), Command(connection, provider.ReadDepartures, "@next"));

    /// <param name="scope">Belongs to the statements from now on.</param>
    public static async Task<LedgerStatements> OpenAsync(AsyncServiceScope scope)
    {
        try
        {
            var database = scope.ServiceProvider.GetRequiredService<NewsletterContext>().Database;
            await database.OpenConnectionAsync();
            return new LedgerStatements(scope, database.GetDbConnection(), DatabaseProvider.Of(database));
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    /// <returns>How many were written: fewer where a lease was lost.</returns>
    public async Task<int> RecordAsync(IReadOnlyList<LedgerEntry> entries)
    {
        record.Parameters[0].Value = LedgerEntry.ToJson(entries);
        return await record.ExecuteNonQueryAsync();
    }

    /// <returns>By the deliveries' ids; none for a row that is gone.</returns>
    public async Task<Dictionary<long, Departure>> ReadAsync(IReadOnlyList<long> deliveries)
    {
        read.Parameters[0].Value = $"[{string.Join(',', deliveries)}]";
        await using var rows = await read.ExecuteReaderAsync();
        var departures = new Dictionary<long, Departure>(deliveries.Count);
        while (await rows.ReadAsync())
        {
            departures[rows.GetInt64(0)] = new Departure(
                Enum.Parse<DispatchState>(rows.GetString(1)), Enum.Parse<SubscriberState>(rows.GetString(2)), rows.GetInt32(3) == 1, rows.GetString(4), rows.GetGuid(5),
                rows.IsDBNull(6) ? null : rows.GetFieldValue<DateOnly>(6));
        }

        return departures;
    }

    public async ValueTask DisposeAsync()
    {
        await record.DisposeAsync();
        await read.DisposeAsync();
        await scope.DisposeAsync();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of the provider.")]
    private static DbCommand Command(DbConnection connection, string statement, string parameter)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        var value = command.CreateParameter();
        (value.ParameterName, value.Value) = (parameter, "");

        // Without a length of its own each value's would be the parameter's, and SQL Server would plan anew for each.
        value.Size = -1;
        command.Parameters.Add(value);
        return command;
    }
}
