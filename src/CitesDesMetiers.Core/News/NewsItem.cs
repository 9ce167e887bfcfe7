using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;

namespace CitesDesMetiers.Core.News;

/// <summary>Where a news item stands on its way into an issue.</summary>
public enum NewsState
{
    /// <summary>Brouillon: its author is still writing.</summary>
    Draft,

    /// <summary>Proposée: it waits for an editor.</summary>
    Submitted,

    /// <summary>Acceptée: it may be put into an issue.</summary>
    Accepted,

    /// <summary>Publiée: an edition carries it. Later edits never reach that edition.</summary>
    Published,
}

/// <summary>One article, of a Cité or, without one, of the network. The text is Markdown and stays as it was typed.</summary>
public class NewsItem : IVersioned
{
    public const int TitleLength = 200;
    public const int BodyLength = 40_000;

    private readonly List<NewsPicture> pictures = [];
    private readonly List<Theme> themes = [];

    public NewsItem(string title, int? citeId, int? authorId, DateTime createdAt)
    {
        Title = Text.Line(title, TitleLength, nameof(title));
        CiteId = citeId;
        AuthorId = authorId;
        CreatedAt = createdAt;
        UpdatedAt = createdAt;
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public string Title { get; private set; }

    /// <summary>Markdown, possibly empty while it is a draft.</summary>
    public string Body { get; private set; } = "";

    /// <summary>BCP 47 tag of the language it is written in.</summary>
    public string Language { get; private set; } = "fr";
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }
    public int? ContactId { get; private set; }
    public Contact? Contact { get; private set; }
    public int? AuthorId { get; private set; }
    public NewsState State { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime UpdatedAt { get; private set; }
    public IReadOnlyList<NewsPicture> Pictures => pictures;
    public IReadOnlyList<Theme> Themes => themes;

    /// <summary>Complete enough to be read by others.</summary>
    public bool IsComplete => Body.Length > 0;

    public void Write(string title, string? body, string language, int? citeId, int? contactId, DateTime now)
    {
        Title = Text.Line(title, TitleLength, nameof(title));
        Body = Text.Paragraphs(body, BodyLength, nameof(body)) ?? "";
        Language = Text.Line(language, 10, nameof(language));
        CiteId = citeId;
        ContactId = contactId;
        UpdatedAt = now;
    }

    public void Tag(IEnumerable<Theme> chosen)
    {
        themes.Clear();
        themes.AddRange(chosen);
    }

    public void AddPicture(MediaFile picture, string? caption) =>
        pictures.Add(new NewsPicture(picture, Text.OptionalLine(caption, NewsPicture.CaptionLength, nameof(caption)), pictures.Count + 1));

    public void RemovePicture(int mediaFileId) => pictures.RemoveAll(p => p.MediaFileId == mediaFileId);

    /// <exception cref="InvalidOperationException">Not a draft, or no text yet.</exception>
    public void Submit() => Move(from: NewsState.Draft, to: NewsState.Submitted);

    /// <summary>An editor takes it into the pool, straight from a draft where they wrote it themselves.</summary>
    /// <exception cref="InvalidOperationException">Already published, or no text yet.</exception>
    public void Accept()
    {
        if (State is NewsState.Draft)
        {
            Submit();
        }

        Move(from: NewsState.Submitted, to: NewsState.Accepted);
    }

    /// <summary>A change by its author after acceptance asks for another look; elsewhere it changes nothing.</summary>
    public void AskReviewAgain()
    {
        if (State is NewsState.Accepted)
        {
            State = NewsState.Submitted;
        }
    }

    /// <summary>Hands it back to its author.</summary>
    /// <exception cref="InvalidOperationException">Already published: an edition that has gone out never changes.</exception>
    public void ReturnToDraft()
    {
        if (State is NewsState.Published)
        {
            throw new InvalidOperationException("A published news item cannot become a draft again.");
        }

        State = NewsState.Draft;
    }

    public void MarkPublished() => State = NewsState.Published;

    private void Move(NewsState from, NewsState to)
    {
        if (State != from || !IsComplete)
        {
            throw new InvalidOperationException($"A news item goes from {from} to {to} once it has a text; this one is {State}.");
        }

        State = to;
    }
}
