using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Web.Sending;

/// <summary>The row of a delivery after its outcome, as <see cref="Core.Data.DatabaseProvider.RecordOutcomes"/> writes it.</summary>
/// <param name="Lease">Who must still hold it.</param>
internal sealed record LedgerEntry(Delivery Delivery, Guid Lease)
{
    /// <summary>As Entity Framework writes them to SQLite; SQL Server reads the same.</summary>
    private const string Instant = "yyyy-MM-dd HH:mm:ss.FFFFFFF";

    public static string ToJson(IReadOnlyList<LedgerEntry> entries) => JsonSerializer.Serialize(entries.Select(e => new
    {
        id = e.Delivery.Id,
        lease = e.Lease.ToString().ToUpperInvariant(),
        state = e.Delivery.State.ToString(),
        attempts = e.Delivery.Attempts,
        uncertain = e.Delivery.UncertainAttempts,
        next = e.Delivery.NextAttemptAt.ToString(Instant, CultureInfo.InvariantCulture),
        sent = e.Delivery.SentAt?.ToString(Instant, CultureInfo.InvariantCulture),
        cause = e.Delivery.Cause?.ToString(),
        reply = e.Delivery.LastReply,
    }));
}
