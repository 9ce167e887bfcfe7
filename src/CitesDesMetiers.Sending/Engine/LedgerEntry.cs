using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// One row for the <see cref="Ledger"/> to write: a delivery after its outcome, or marked as leaving. <see cref="ToJson"/> gives the
/// parameter of <see cref="DatabaseProvider.RecordOutcomes"/>.
/// </summary>
/// <param name="Delivery">The delivery with its new state.</param>
/// <param name="Lease">The lease that must still hold the row; otherwise only a message that was sent is recorded.</param>
internal sealed record LedgerEntry(Delivery Delivery, Guid Lease)
{
    /// <summary>The format in which Entity Framework stores instants in SQLite; SQL Server reads it too.</summary>
    private const string Instant = "yyyy-MM-dd HH:mm:ss.FFFFFFF";

    public static string ToJson(IReadOnlyList<LedgerEntry> entries)
    {
        var json = new ArrayBufferWriter<byte>(512 * entries.Count);
        using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartArray();
        foreach (var entry in entries)
        {
            entry.Write(writer);
        }

        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", Delivery.Id);
        writer.WriteString("lease", Lease.ToString().ToUpperInvariant());
        writer.WriteBoolean("leaving", Delivery.IsLeaving);
        writer.WriteString("state", Delivery.State.ToString());
        writer.WriteNumber("attempts", Delivery.Attempts);
        writer.WriteNumber("uncertain", Delivery.UncertainAttempts);
        writer.WriteString("next", Delivery.NextAttemptAt.ToString(Instant, CultureInfo.InvariantCulture));
        writer.WriteString("sent", Delivery.SentAt?.ToString(Instant, CultureInfo.InvariantCulture));
        writer.WriteString("cause", Delivery.Cause?.ToString());
        writer.WriteString("reply", Delivery.LastReply);
        writer.WriteEndObject();
    }
}
