using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Documents;

/// <summary>Documents that were sent together.</summary>
public class DocumentBatch
{
    /// <param name="name">Of the archive or the folder, or how many there are.</param>
    /// <param name="now">UTC.</param>
    public DocumentBatch(string name, string byName, DateTime now)
    {
        Name = Text.Line(name, DocumentImport.FileNameLength, nameof(name));
        ByName = Text.Line(byName, 200, nameof(byName));
        CreatedAt = now;
    }

    private DocumentBatch() => Name = ByName = "";

    public int Id { get; private set; }
    public string Name { get; private set; }
    public string ByName { get; private set; }
    public DateTime CreatedAt { get; private set; }
}
