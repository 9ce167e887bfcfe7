using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.News;

/// <summary>Where a news item stands on its way into an issue.</summary>
public enum NewsState
{
    /// <summary>Brouillon: its author is still writing.</summary>
    Draft,

    /// <summary>Proposée: it waits for an editor.</summary>
    Submitted,

    /// <summary>À reprendre: an editor asked its author for changes, and said which.</summary>
    ChangesAsked,

    /// <summary>Acceptée: it may be put into an issue.</summary>
    Accepted,

    /// <summary>Publiée: an edition carries it. Later edits never reach that edition.</summary>
    Published,
}

/// <summary>One article, of a Cité or, without one, of the network. The text is Markdown and stays as it was typed.</summary>
public class NewsItem : IVersioned, ISearchable, IDeletable
{
    public const int TitleLength = 200;
    public const int BodyLength = 40_000;

    private readonly List<NewsPicture> pictures = [];
    private readonly List<Theme> themes = [];
    private readonly List<NewsEvent> events = [];

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

    /// <summary>Its way so far, oldest first once ordered by time.</summary>
    public IReadOnlyList<NewsEvent> Events => events;

    /// <summary>The call it answers, if any.</summary>
    public int? CallForNewsId { get; private set; }
    public CallForNews? CallForNews { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    string ISearchable.SearchSource => $"{Title} {RaisedMarks.Without(Body)}";

    /// <summary>Complete enough to be read by others.</summary>
    public bool IsComplete => Body.Length > 0;

    public void Write(string title, string? body, string language, int? citeId, int? contactId, DateTime now)
    {
        Title = Text.Line(title, TitleLength, nameof(title));
        Body = Text.Paragraphs(body, BodyLength, nameof(body)) ?? "";
        Language = Languages.Known(language, nameof(language));
        CiteId = citeId;
        ContactId = contactId;
        UpdatedAt = now;
    }

    public void Tag(IEnumerable<Theme> chosen)
    {
        themes.Clear();
        themes.AddRange(chosen);
    }

    /// <summary>
    /// Adds the picture under the given words; for what is blank the library's are taken. A picture that is here already
    /// stays in its place, and what is not blank replaces its words.
    /// </summary>
    public void AddPicture(MediaFile picture, string? caption = null, string? alternativeText = null, string? credit = null)
    {
        var use = pictures.Find(p => p.MediaFile == picture);
        if (use is null)
        {
            use = new NewsPicture(picture, pictures.Count + 1);
            pictures.Add(use);
        }

        use.Describe(Typed(alternativeText) ?? use.AlternativeText, Typed(caption) ?? use.Caption, Typed(credit) ?? use.Credit);

        static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public void RemovePicture(int mediaFileId) => pictures.RemoveAll(p => p.MediaFileId == mediaFileId);

    public void AnswerTo(CallForNews call) => CallForNews = call;

    /// <summary>Whether its author may propose it.</summary>
    public bool MayBeSubmitted => State is NewsState.Draft or NewsState.ChangesAsked;

    /// <exception cref="InvalidOperationException">Not with its author, or no text yet.</exception>
    public void Submit() => Move(MayBeSubmitted, to: NewsState.Submitted);

    /// <summary>An editor takes it into the pool, straight from a draft where they wrote it themselves.</summary>
    /// <exception cref="InvalidOperationException">Already published, or no text yet.</exception>
    public void Accept()
    {
        if (MayBeSubmitted)
        {
            Submit();
        }

        Move(State is NewsState.Submitted, to: NewsState.Accepted);
    }

    /// <summary>Hands it back to its author with what should change.</summary>
    /// <exception cref="InvalidOperationException">It is not before an editor.</exception>
    public void AskChanges() => Move(State is NewsState.Submitted or NewsState.Accepted, to: NewsState.ChangesAsked);

    /// <summary>Keeps who took a step and what they said.</summary>
    public void Record(NewsEventKind kind, DateTime at, int? authorId, string authorName, string? comment = null) =>
        events.Add(new NewsEvent(kind, at, authorId, authorName, Text.Paragraphs(comment, NewsEvent.CommentLength, nameof(comment))));

    /// <summary>A change by its author after acceptance asks for another look; elsewhere it changes nothing.</summary>
    public void AskReviewAgain()
    {
        if (State is NewsState.Accepted)
        {
            State = NewsState.Submitted;
        }
    }

    public void MarkPublished() => State = NewsState.Published;

    /// <exception cref="InvalidOperationException">An edition carries it.</exception>
    public void Delete(DateTime now) =>
        DeletedAt = State is not NewsState.Published ? now : throw new InvalidOperationException("An edition carries this news item.");

    public void Restore() => DeletedAt = null;

    private void Move(bool allowed, NewsState to)
    {
        if (!allowed || !IsComplete)
        {
            throw new InvalidOperationException($"A news item without a text, or that is {State}, does not become {to}.");
        }

        State = to;
    }
}
