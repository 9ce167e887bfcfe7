using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.News;

namespace CitesDesMetiers.Core.Issues;

/// <summary>The sections of the issue and their items, in order.</summary>
public partial class Issue
{
    public IssueSection AddSection(SectionKind kind, string title)
    {
        GuardOpen();
        var section = new IssueSection(kind, title, sections.Count + 1);
        sections.Add(section);
        return section;
    }

    public void RemoveSection(int sectionId)
    {
        GuardOpen();
        sections.RemoveAll(s => s.Id == sectionId);
        Ordering.Renumber(sections);
    }

    public void MoveSection(int sectionId, int offset)
    {
        GuardOpen();
        Ordering.Move(sections, s => s.Id == sectionId, offset);
    }

    /// <summary>Moves an item one place. At the edge of its section it moves to the neighbouring section with the same kind of content.</summary>
    public void MoveItem(int itemId, int offset)
    {
        GuardOpen();
        var section = sections.Find(s => s.Items.Any(i => i.Id == itemId))
            ?? throw new StaleIssueException("This item is not in the issue.");
        if (section.MoveItem(itemId, offset))
        {
            return;
        }

        var neighbour = Ordering.Neighbour(sections, section, offset, s => s.TakesNews == section.TakesNews && s.TakesMoves == section.TakesMoves);
        if (neighbour is not null)
        {
            neighbour.Insert(section.TakeOut(itemId), first: offset > 0);
        }
    }

    /// <summary>
    /// Arranges sections and items in the given order. An item may move to another section with the same kind of content.
    /// </summary>
    /// <exception cref="StaleIssueException">
    /// The order does not list exactly the sections and items of the issue, or puts an item in an unsuitable section.
    /// </exception>
    public void Arrange(IReadOnlyList<SectionOrder> order)
    {
        GuardOpen();
        var items = sections.SelectMany(s => s.Items).ToDictionary(i => i.Id);
        if (!order.Select(s => s.SectionId).Order().SequenceEqual(sections.Select(s => s.Id).Order())
            || !order.SelectMany(s => s.ItemIds).Order().SequenceEqual(items.Keys.Order()))
        {
            throw new StaleIssueException("This is the order of another state of the issue.");
        }

        var position = 0;
        foreach (var (sectionId, itemIds) in order)
        {
            sections.Single(s => s.Id == sectionId).SetItems([.. itemIds.Select(id => items[id])], ++position);
        }
    }

    /// <summary>
    /// Restores a saved state. Items added since are removed. Items removed since come back when they are given here; otherwise they are
    /// left out.
    /// </summary>
    /// <param name="news">News that may come back: accepted and in no issue.</param>
    /// <param name="moves">Staff moves that may come back: accepted and in no issue.</param>
    public void Restore(OrderSnapshot state, IReadOnlyList<NewsItem> news, IReadOnlyList<StaffMove> moves)
    {
        GuardOpen();
        var items = sections.SelectMany(s => s.Items).ToList();
        var restored = MatchSections(state);
        sections.Clear();
        for (var i = 0; i < restored.Count; i++)
        {
            sections.Add(restored[i]);
            restored[i].RestoreFrom(state.Sections[i], [.. state.Sections[i].Items.Select(Find).OfType<IssueItem>()], i + 1);
        }

        IssueItem? Find(ItemSnapshot item) =>
            items.Find(item.IsOf)
            ?? (news.FirstOrDefault(n => n.Id == item.NewsId) is { } story ? new IssueItem(story, 0) : null)
            ?? (moves.FirstOrDefault(m => m.Id == item.MoveId) is { } move ? new IssueItem(move, 0) : null);
    }

    /// <summary>For each saved section its present one: the same, else one of its kind and title, else a new one.</summary>
    private List<IssueSection> MatchSections(OrderSnapshot state)
    {
        var free = sections.ToList();
        var found = state.Sections.Select(kept => Take(s => s.Id == kept.Id && s.Kind == kept.Kind)).ToList();
        return
        [
            .. state.Sections.Select((kept, i) =>
                found[i] ?? Take(s => s.Kind == kept.Kind && s.Title == kept.Title) ?? new IssueSection(kept.Kind, kept.Title, i + 1))
        ];

        IssueSection? Take(Predicate<IssueSection> which)
        {
            var section = free.Find(which);
            return section is not null && free.Remove(section) ? section : null;
        }
    }
}

/// <summary>A section with its items in order: part of what <see cref="Issue.Arrange"/> takes.</summary>
public sealed record SectionOrder(int SectionId, IReadOnlyList<int> ItemIds);
