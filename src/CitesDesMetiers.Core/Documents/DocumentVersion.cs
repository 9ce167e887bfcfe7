using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Documents;

/// <summary>What was understood of a document, as corrected at one time.</summary>
public class DocumentVersion
{
    internal DocumentVersion(int number, string json, string byName, DateTime at)
    {
        Number = number;
        Json = json;
        ByName = Text.Line(byName, 200, nameof(byName));
        At = at;
    }

    public int DocumentImportId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }
    public string Json { get; private set; }
    public string ByName { get; private set; }
    public DateTime At { get; private set; }
}
