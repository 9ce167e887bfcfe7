using System.Text.Json;
using System.Text.Json.Serialization;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>What the reading process answers: the document, or why there is none.</summary>
public sealed record ReadingAnswer(Document? Document, DocumentFault? Fault)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads a document and writes the answer as JSON. Runs in the reading process.</summary>
    public static void Write(byte[] content, Stream output)
    {
        ReadingAnswer answer;
        try
        {
            answer = new ReadingAnswer(DocumentReader.Read(content), null);
        }
        catch (UnreadableDocumentException e)
        {
            answer = new ReadingAnswer(null, e.Fault);
        }

        JsonSerializer.Serialize(output, answer, Options);
    }

    /// <exception cref="JsonException">It is no answer.</exception>
    public static ReadingAnswer Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<ReadingAnswer>(json, Options) ?? throw new JsonException("No answer.");
}
