using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Issues;

/// <summary>The purpose of a section: it decides which items the composer offers for it.</summary>
public enum SectionKind
{
    /// <summary>Nouvelles des Cités des métiers.</summary>
    CiteNews,

    /// <summary>Nouvelles du réseau.</summary>
    NetworkNews,

    /// <summary>Arrivées et départs.</summary>
    StaffMoves,

    /// <summary>Agenda: the dates. As the first section they are a side column; elsewhere they are a part among the others.</summary>
    Agenda,

    /// <summary>Libre: a text of its own, and news of any Cité.</summary>
    Free,
}

/// <summary>A titled part of an issue with its items in order.</summary>
public class IssueSection : IOrdered
{
    public const int TitleLength = 100;

    private readonly List<IssueItem> items = [];

    internal IssueSection(SectionKind kind, string title, int position)
    {
        Kind = kind;
        Title = Text.Line(title, TitleLength, nameof(title));
        Position = position;
    }

    public int Id { get; private set; }
    public int IssueId { get; private set; }
    public SectionKind Kind { get; private set; }
    public string Title { get; private set; }
    public int Position { get; private set; }

    /// <summary>Whether it is left out when the issue is published.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>Markdown of a free section, above its items.</summary>
    public string? Body { get; private set; }

    /// <summary>The section of the original that this one translates; null in an original, and for a section of its own.</summary>
    public int? TranslationOfId { get; private set; }
    public IReadOnlyList<IssueItem> Items => items;

    /// <summary>Whether it holds news.</summary>
    public bool TakesNews => Kind is SectionKind.CiteNews or SectionKind.NetworkNews or SectionKind.Free;

    /// <summary>Whether it holds staff moves.</summary>
    public bool TakesMoves => Kind is SectionKind.StaffMoves;

    int IOrdered.Position
    {
        get => Position;
        set => Position = value;
    }

    public void Rename(string title) => Title = Text.Line(title, TitleLength, nameof(title));

    public void Hide() => IsHidden = true;

    public void Show() => IsHidden = false;

    /// <exception cref="StaleIssueException">Only a free section has a text of its own.</exception>
    public void Write(string? body) =>
        Body = Kind is SectionKind.Free ? Text.Paragraphs(body, NewsItem.BodyLength, nameof(body))
            : throw new StaleIssueException("Only a free section has a text of its own.");

    /// <summary>Adds a news item at the end.</summary>
    /// <exception cref="StaleIssueException">
    /// The section holds moves, or the item is not accepted. A translation may also take what its original has published.
    /// </exception>
    public void Add(NewsItem news)
    {
        if (!TakesNews || !(news.State is NewsState.Accepted || (news.State is NewsState.Published && TranslationOfId is not null)))
        {
            throw new StaleIssueException("Only accepted news goes into a section of news.");
        }

        items.Add(new IssueItem(news, items.Count + 1));
    }

    /// <summary>Adds a staff move at the end.</summary>
    /// <exception cref="StaleIssueException">The move is not accepted, or the section holds news.</exception>
    public void Add(StaffMove move)
    {
        if (!TakesMoves || !move.IsAccepted)
        {
            throw new StaleIssueException("Only accepted moves go into a section of moves.");
        }

        items.Add(new IssueItem(move, items.Count + 1));
    }

    /// <summary>Moves the last added item to this place, from 1; beyond the end it stays last.</summary>
    public void PlaceLast(int place)
    {
        var last = Ordering.InOrder(items).Last();
        Ordering.Move(items, i => i == last, place - items.Count);
    }

    public void RemoveItem(int itemId)
    {
        items.RemoveAll(i => i.Id == itemId);
        Ordering.Renumber(items);
    }

    /// <summary>Sets the position of the section, and its items in this order.</summary>
    /// <exception cref="StaleIssueException">An item does not suit this section.</exception>
    internal void SetItems(IReadOnlyList<IssueItem> ordered, int position)
    {
        if (ordered.Any(i => i.NewsItemId is null ? !TakesMoves : !TakesNews))
        {
            throw new StaleIssueException("A section of news takes only news, a section of moves only moves.");
        }

        Position = position;
        items.Clear();
        items.AddRange(ordered);
        for (var i = 0; i < items.Count; i++)
        {
            ((IOrdered)items[i]).Position = i + 1;
        }
    }

    /// <summary>Restores the saved title, text and items.</summary>
    internal void RestoreFrom(SectionSnapshot kept, IReadOnlyList<IssueItem> ordered, int position)
    {
        Rename(kept.Title);
        (IsHidden, Body) = (kept.IsHidden, kept.Body);
        SetItems(ordered, position);
    }

    /// <summary>Takes over what a section of the original is, without its items.</summary>
    internal void CopyFrom(IssueSection original) =>
        (TranslationOfId, IsHidden, Body) = (original.Id, original.IsHidden, original.Body);

    internal void CopyItems(IssueSection original) =>
        items.AddRange(Ordering.InOrder(original.items).Select(i => new IssueItem(i)));

    internal bool MoveItem(int itemId, int offset) => Ordering.Move(items, i => i.Id == itemId, offset);

    internal IssueItem TakeOut(int itemId)
    {
        var item = items.Single(i => i.Id == itemId);
        items.Remove(item);
        Ordering.Renumber(items);
        return item;
    }

    internal void Insert(IssueItem item, bool first)
    {
        ((IOrdered)item).Position = first ? 0 : items.Count + 1;
        items.Add(item);
        Ordering.Renumber(items);
    }
}

/// <summary>A news item or a staff move in its place in a section.</summary>
public class IssueItem : IOrdered
{
    internal IssueItem(NewsItem news, int position)
    {
        NewsItem = news;
        NewsItemId = news.Id;
        Position = position;
    }

    internal IssueItem(StaffMove move, int position)
    {
        StaffMove = move;
        StaffMoveId = move.Id;
        Position = position;
    }

    internal IssueItem(IssueItem original)
    {
        NewsItemId = original.NewsItemId;
        StaffMoveId = original.StaffMoveId;
        Position = original.Position;
    }

    private IssueItem()
    {
    }

    public int Id { get; private set; }
    public int IssueSectionId { get; private set; }
    public int? NewsItemId { get; private set; }
    public NewsItem? NewsItem { get; private set; }
    public int? StaffMoveId { get; private set; }
    public StaffMove? StaffMove { get; private set; }
    public int Position { get; private set; }

    int IOrdered.Position
    {
        get => Position;
        set => Position = value;
    }
}
