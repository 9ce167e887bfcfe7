using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Writes the lines of a batch as JSON for the provider's SQL statements. The buffer is reused for the next batch.</summary>
internal sealed class LineJson : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 16);
    private readonly Utf8JsonWriter json;

    public LineJson() => json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public int Count { get; private set; }

    /// <summary>Approximate size in bytes.</summary>
    public long Size => buffer.WrittenCount + json.BytesPending;

    public void Add(int number, IReadOnlyList<string> cells)
    {
        Begin(number);
        json.WriteStartArray();
        foreach (var cell in cells)
        {
            json.WriteStringValue(cell.Replace("\0", "", StringComparison.Ordinal));
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }

    /// <param name="key">HMAC of the address.</param>
    public void Add(int number, CheckedLine line, string? key)
    {
        Begin(number);
        json.WriteStringValue(line.Refusal?.ToString());
        json.WriteStringValue(line.Said);
        json.WriteStringValue(line.Remark);
        json.WriteStringValue(line.Address?.Value);
        json.WriteStringValue(key);
        json.WriteStringValue(line.Language);
        json.WriteStringValue(line.Organisation);
        if (line.CiteId is { } cite)
        {
            json.WriteNumberValue(cite);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStringValue(line.Themes.Count == 0 ? null : $"[{string.Join(',', line.Themes)}]");
        json.WriteStringValue(line.ConsentOn is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00" : null);
        json.WriteEndArray();
    }

    /// <summary>Returns the JSON array of all lines added since the last call.</summary>
    public string Take()
    {
        if (Count > 0)
        {
            json.WriteEndArray();
            json.Flush();
        }

        var text = Count > 0 ? Encoding.UTF8.GetString(buffer.WrittenSpan) : "[]";
        buffer.ResetWrittenCount();
        json.Reset();
        Count = 0;
        return text;
    }

    public void Dispose() => json.Dispose();

    private void Begin(int number)
    {
        if (Count++ == 0)
        {
            json.WriteStartArray();
        }

        json.WriteStartArray();
        json.WriteNumberValue(number);
    }
}
