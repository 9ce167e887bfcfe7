using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>What is true of a delivery at the moment it is about to leave.</summary>
internal sealed record Departure(DispatchState Dispatch, SubscriberState Subscriber, bool IsSuppressed, string Address, Guid PublicId, DateOnly? PausedUntil)
{
    /// <summary>The rule that no mail may break: recorded consent, and nothing that ended it since.</summary>
    public bool IsAllowedOn(DateOnly today) => Subscriber is SubscriberState.Confirmed && !IsSuppressed && !(PausedUntil > today);
}

/// <summary>
/// The statements of the <see cref="Ledger"/>, on one connection that stays open. Two of them run once a group, thousands of times a
/// minute, and are prepared: working them out by Entity Framework each time cost as much as the database itself.
/// </summary>
internal sealed class LedgerStatements : IDisposable
{
    private readonly IServiceScope scope;
    private readonly NewsletterContext db;
    private readonly DbCommand record;
    private readonly DbCommand read;

    private LedgerStatements(IServiceScope scope, NewsletterContext db)
    {
        (this.scope, this.db) = (scope, db);
        var (connection, provider) = (db.Database.GetDbConnection(), DatabaseProvider.Of(db.Database));
        (record, read) = (Command(connection, provider.RecordOutcomes), Command(connection, provider.ReadDepartures));
    }

    /// <param name="scope">Belongs to the statements from now on.</param>
    public static LedgerStatements Open(IServiceScope scope)
    {
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
            db.Database.OpenConnection();
            return new LedgerStatements(scope, db);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="DatabaseProvider.ClaimDeliveries"/>
    /// <returns>In the order of their numbers.</returns>
    public List<Delivery> Claim(int dispatch, int wanted, Guid lease, DateTime now, DateTime until) =>
        [.. db.Deliveries.FromSqlRaw(DatabaseProvider.Of(db.Database).ClaimDeliveries, dispatch, now, wanted, lease, until).AsNoTracking().AsEnumerable().OrderBy(d => d.Id)];

    /// <returns>How many were written, fewer where a lease was lost, and what is true of those that are about to leave, by their ids.</returns>
    public (int Written, Dictionary<long, Departure> Departures) Write(IReadOnlyList<LedgerEntry> entries)
    {
        var outcomes = LedgerEntry.ToJson(entries);
        (record.Parameters[0].Value, read.Parameters[0].Value) = (outcomes, outcomes);
        return (record.ExecuteNonQuery(), ReadDepartures());
    }

    public void Dispose()
    {
        record.Dispose();
        read.Dispose();
        scope.Dispose();
    }

    private Dictionary<long, Departure> ReadDepartures()
    {
        using var rows = read.ExecuteReader();
        var departures = new Dictionary<long, Departure>();
        while (rows.Read())
        {
            departures[rows.GetInt64(0)] = new Departure(
                Enum.Parse<DispatchState>(rows.GetString(1)), Enum.Parse<SubscriberState>(rows.GetString(2)), rows.GetInt32(3) == 1, rows.GetString(4), rows.GetGuid(5),
                rows.IsDBNull(6) ? null : rows.GetFieldValue<DateOnly>(6));
        }

        return departures;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of the provider.")]
    private static DbCommand Command(DbConnection connection, string statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        var value = command.CreateParameter();
        (value.ParameterName, value.Value) = ("@outcomes", "");

        // Without a length of its own each value's would be the parameter's, and SQL Server would plan anew for each.
        value.Size = -1;
        command.Parameters.Add(value);
        return command;
    }
}
