using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>The rows of a table as text: a line with the names of its columns, then a JSON array for each row.</summary>
internal static class Rows
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>How many.</returns>
    public static async Task<long> WriteAsync(PortableTable table, Stream to, CancellationToken cancellation)
    {
        WriteLine(to, table.Columns);
        var count = 0L;
        await foreach (var row in table.ReadAsync(cancellation))
        {
            WriteLine(to, row);
            count++;
        }

        return count;
    }

    /// <exception cref="InvalidDataException">They are not rows of this table.</exception>
    public static async IAsyncEnumerable<object?[]> ReadAsync(
        PortableTable table, Stream from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var places = default(int[]);
        await foreach (var line in JsonSerializer.DeserializeAsyncEnumerable<JsonElement[]>(from, topLevelValues: true, Json, cancellation))
        {
            if (places is null)
            {
                places = Places(table, [.. line!.Select(name => name.GetString()!)]);
                continue;
            }

            yield return line!.Length == places.Length
                ? [.. places.Select((place, i) => Read(line[place], table.Types[i]))]
                : throw new InvalidDataException($"A row of {table.Name} is not whole.");
        }
    }

    /// <summary>Where the columns of the table stand in a line, since each database may have them in another order.</summary>
    private static int[] Places(PortableTable table, string[] names) =>
        names.Order().SequenceEqual(table.Columns.Order())
            ? [.. table.Columns.Select(name => Array.IndexOf(names, name))]
            : throw new InvalidDataException($"The columns of {table.Name} are not those of its migration.");

    private static object? Read(JsonElement value, Type type) => value.ValueKind is JsonValueKind.Null ? null : value.Deserialize(type, Json);

    private static void WriteLine<T>(Stream to, T line)
    {
        JsonSerializer.Serialize(to, line, Json);
        to.WriteByte((byte)'\n');
    }
}
