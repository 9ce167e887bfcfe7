using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.News;

/// <summary>The state of a news item on its way into an issue.</summary>
public enum NewsState
{
    /// <summary>Brouillon: its author is still writing.</summary>
    Draft,

    /// <summary>Proposée: waiting for an editor.</summary>
    Submitted,

    /// <summary>À reprendre: an editor asked the author for changes, with a comment.</summary>
    ChangesAsked,

    /// <summary>Acceptée: it may be put into an issue.</summary>
    Accepted,

    /// <summary>Publiée: an edition carries it. Later edits never reach that edition.</summary>
    Published,
}

/// <summary>An article of a Cité or, without one, of the network. The text is Markdown, stored as typed.</summary>
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

    /// <summary>Its history; order it by time.</summary>
    public IReadOnlyList<NewsEvent> Events => events;

    /// <summary>The call it answers, if any.</summary>
    public int? CallForNewsId { get; private set; }
    public CallForNews? CallForNews { get; private set; }
    public DateTime? DeletedAt { get; private set; }

    string ISearchable.SearchSource => $"{Title} {RaisedMarks.Without(Body)}";

    /// <summary>Whether it has a text, and can be read by others.</summary>
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

    /// <summary>Puts this contact at its end.</summary>
    public void SignWith(Contact contact) => (Contact, ContactId) = (contact, contact.Id == 0 ? null : contact.Id);

    public void Tag(IEnumerable<Theme> chosen)
    {
        themes.Clear();
        themes.AddRange(chosen);
    }

    /// <summary>
    /// Adds a picture with these words; the library's words replace blank ones. A picture that is already here keeps its place, and only
    /// the words that are not blank replace its own.
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

    /// <summary>Whether its author may submit it.</summary>
    public bool MayBeSubmitted => State is NewsState.Draft or NewsState.ChangesAsked;

    /// <exception cref="InvalidOperationException">It was submitted already, or has no text.</exception>
    public void Submit() => Move(MayBeSubmitted, to: NewsState.Submitted);

    /// <summary>Accepts it for an issue; an editor may accept their own draft directly.</summary>
    /// <exception cref="InvalidOperationException">It is published, or has no text.</exception>
    public void Accept()
    {
        if (MayBeSubmitted)
        {
            Submit();
        }

        Move(State is NewsState.Submitted, to: NewsState.Accepted);
    }

    /// <summary>Returns it to its author for changes.</summary>
    /// <exception cref="InvalidOperationException">It is neither submitted nor accepted.</exception>
    public void AskChanges() => Move(State is NewsState.Submitted or NewsState.Accepted, to: NewsState.ChangesAsked);

    /// <summary>Records who took a step, when, and their comment.</summary>
    public void Record(NewsEventKind kind, DateTime at, int? authorId, string authorName, string? comment = null) =>
        events.Add(new NewsEvent(kind, at, authorId, authorName, Text.Paragraphs(comment, NewsEvent.CommentLength, nameof(comment))));

    /// <summary>Asks for another review when its author changes it after acceptance; otherwise does nothing.</summary>
    public void AskReviewAgain()
    {
        if (State is NewsState.Accepted)
        {
            State = NewsState.Submitted;
        }
    }

    public void MarkPublished() => State = NewsState.Published;

    /// <exception cref="InvalidOperationException">It is published in an edition.</exception>
    public void Delete(DateTime now) =>
        DeletedAt = State is not NewsState.Published ? now : throw new InvalidOperationException("This news item is published in an edition.");

    public void Restore() => DeletedAt = null;

    private void Move(bool allowed, NewsState to)
    {
        if (!allowed || !IsComplete)
        {
            throw new InvalidOperationException($"A news item that is {State}, or has no text, cannot become {to}.");
        }

        State = to;
    }
}
