using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>What the <see cref="Ledger"/> reads about a delivery right before it is sent.</summary>
internal sealed record Departure(
    DispatchState Dispatch, SubscriberState Subscriber, bool IsSuppressed, string Address, Guid PublicId, DateOnly? PausedUntil)
{
    /// <summary>Whether the subscriber may receive mail on this day: consent is confirmed, not suppressed and not paused.</summary>
    public bool IsAllowedOn(DateOnly today) => Subscriber is SubscriberState.Confirmed && !IsSuppressed && !(PausedUntil > today);
}

/// <summary>
/// The SQL commands of the <see cref="Ledger"/>, on one database connection that stays open. Two of them run for each batch and are
/// prepared: building them with Entity Framework each time took as long as the database itself.
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
        (record, read) = (CreateCommand(connection, provider.RecordOutcomes), CreateCommand(connection, provider.ReadDepartures));
    }

    /// <summary>Opens a database connection and creates the commands on it.</summary>
    /// <param name="scope">Owned by the returned instance, and disposed when opening fails.</param>
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
    /// <returns>The claimed deliveries, ordered by id.</returns>
    public List<Delivery> Claim(int dispatch, int wanted, Guid lease, DateTime now, DateTime until) =>
        [.. db.Deliveries.FromSqlRaw(DatabaseProvider.Of(db.Database).ClaimDeliveries, dispatch, now, wanted, lease, until)
            .AsNoTracking().AsEnumerable().OrderBy(d => d.Id)];

    /// <summary>Writes the entries, then reads what is true of the deliveries that are leaving.</summary>
    /// <returns>The number of rows written, lower when a lease was lost, and the departures by delivery id.</returns>
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
                Enum.Parse<DispatchState>(rows.GetString(1)), Enum.Parse<SubscriberState>(rows.GetString(2)), rows.GetInt32(3) == 1,
                rows.GetString(4), rows.GetGuid(5),
                rows.IsDBNull(6) ? null : rows.GetFieldValue<DateOnly>(6));
        }

        return departures;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of the provider.")]
    private static DbCommand CreateCommand(DbConnection connection, string statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        var value = command.CreateParameter();
        (value.ParameterName, value.Value) = ("@outcomes", "");

        // Without an explicit size, the size would follow each value and SQL Server would compile a new plan for each.
        value.Size = -1;
        command.Parameters.Add(value);
        return command;
    }
}
