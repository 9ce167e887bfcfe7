namespace CitesDesMetiers.Core.News;

/// <summary>A step in the life of a news item.</summary>
public enum NewsEventKind
{
    /// <summary>Proposée.</summary>
    Submitted,

    /// <summary>À reprendre, with a comment.</summary>
    ChangesAsked,

    /// <summary>Acceptée.</summary>
    Accepted,

    /// <summary>Parue.</summary>
    Published,
}

/// <summary>A change of state of a news item: who, when and their comment. Append-only.</summary>
public class NewsEvent
{
    public const int CommentLength = 2_000;

    internal NewsEvent(NewsEventKind kind, DateTime at, int? authorId, string authorName, string? comment)
    {
        Kind = kind;
        At = at;
        AuthorId = authorId;
        AuthorName = authorName;
        Comment = comment;
    }

    public int Id { get; private set; }
    public int NewsItemId { get; private set; }
    public NewsEventKind Kind { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }
    public int? AuthorId { get; private set; }
    public string AuthorName { get; private set; }
    public string? Comment { get; private set; }
}
