namespace CitesDesMetiers.Core.Documents;

public enum TraceKind
{
    News,
    Date,
    Move,
    Contact,
}

/// <summary>An entry that a document created, as it was then.</summary>
public class DocumentTrace(TraceKind kind, int entryId, Guid version)
{
    public int DocumentImportId { get; private set; }
    public TraceKind Kind { get; private set; } = kind;

    /// <summary>No foreign key: the entry may be deleted.</summary>
    public int EntryId { get; private set; } = entryId;

    /// <summary>The version of the entry when it was created; another one means that somebody has changed it.</summary>
    public Guid Version { get; private set; } = version;
}
