using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;

namespace CitesDesMetiers.Core.Drafts;

/// <summary>The kind of content that a <see cref="Revision"/> keeps.</summary>
public enum RevisionKind
{
    /// <summary>A news item: its title, its text and their settings.</summary>
    News,

    /// <summary>The texts of an issue.</summary>
    Texts,

    /// <summary>The sections of an issue and their items, in order.</summary>
    Order,
}

/// <summary>One saved version, append-only. It can be read and restored, whatever is saved later.</summary>
public class Revision
{
    private Revision(RevisionKind kind, string content, DateTime savedAt, int? authorId, string authorName)
    {
        Kind = kind;
        Content = content;
        SavedAt = savedAt;
        AuthorId = authorId;
        AuthorName = authorName;
    }

    public int Id { get; private set; }
    public RevisionKind Kind { get; private set; }
    public int? NewsItemId { get; private set; }
    public NewsItem? NewsItem { get; private set; }
    public int? IssueId { get; private set; }
    public Issue? Issue { get; private set; }

    /// <summary>JSON; the class that saves it defines the schema.</summary>
    public string Content { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime SavedAt { get; private set; }
    public int? AuthorId { get; private set; }
    public string AuthorName { get; private set; }

    public static Revision Of(NewsItem news, string content, DateTime now, int? authorId, string authorName) =>
        new(RevisionKind.News, content, now, authorId, authorName) { NewsItem = news };

    public static Revision Of(Issue issue, RevisionKind kind, string content, DateTime now, int? authorId, string authorName) =>
        new(kind, content, now, authorId, authorName) { Issue = issue };
}
