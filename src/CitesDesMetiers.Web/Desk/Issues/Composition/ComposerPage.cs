using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>The composer of an issue: its ordered sections and items, and the pool.</summary>
/// <param name="CanUndo">Whether an earlier order is stored.</param>
internal sealed record ComposerPage(CheckedIssue Read, IReadOnlyList<ComposerSection> Sections, bool CanUndo, ComposerPool Pool)
{
    public Issue Issue => Read.Issue;
    public int Id => Issue.Id;
    public bool IsOpen => !Issue.IsPublished;
    public string Root => IssueAddresses.Composition(Id);

    /// <summary>The number of words in what readers will see.</summary>
    public int Words => ReadingTime.WordsOf(Issue.Editorial) + Sections.Where(s => !s.IsHidden).Sum(s => s.Words);

    /// <summary>The size of the mail in bytes.</summary>
    public int Weight => Encoding.UTF8.GetByteCount(Read.Mail.Html);

    public static async Task<ComposerPage?> ReadAsync(
        NewsletterContext db, CheckedIssues issues, int issueId, PoolFilter filter, CancellationToken cancellation) =>
        await issues.ReadAsync(issueId, cancellation) is { } read
            ? new(
                read, await SectionsAsync(db, read.Issue, cancellation), await CanUndoAsync(db, issueId, cancellation),
                await ComposerPool.ReadAsync(db, issueId, filter, cancellation))
            : null;

    private static async Task<IReadOnlyList<ComposerSection>> SectionsAsync(NewsletterContext db, Issue issue, CancellationToken cancellation)
    {
        var issueId = issue.Id;
        var words = await TranslatedWords.ReadAsync(db, issue, cancellation);
        var items = (await db.Set<IssueItem>().Where(i => db.Set<IssueSection>().Any(s => s.Id == i.IssueSectionId && s.IssueId == issueId))
            .OrderBy(i => i.Position)
            .Select(i => new
            {
                i.Id,
                Section = i.IssueSectionId,
                News = i.NewsItem == null
                    ? null
                    : new ComposerNews(i.NewsItem.Id, i.NewsItem.Title, i.NewsItem.Cite!.Name, i.NewsItem.State, i.NewsItem.Body),
                Move = i.StaffMove == null
                    ? null
                    : new ComposerMove(i.StaffMove.Id, i.StaffMove.Person, i.StaffMove.Post, i.StaffMove.Cite!.Name, i.StaffMove.Kind),
            }).ToListAsync(cancellation)).ToLookup(i => i.Section, i => new ComposerItem(
                i.Id, i.News is { } news ? news with { Title = words.Of(PassageKeys.NewsTitle(news.Id), news.Title) } : null, i.Move));
        var sections = await db.Set<IssueSection>().AsNoTracking().Where(s => s.IssueId == issueId).OrderBy(s => s.Position)
            .ToListAsync(cancellation);
        return [.. sections.Select(s => new ComposerSection(s.Id, s.Kind, s.Title, s.IsHidden, s.Body, s.TakesNews, s.TakesMoves, [.. items[s.Id]]))];
    }

    private static async Task<bool> CanUndoAsync(NewsletterContext db, int issueId, CancellationToken cancellation) =>
        await OrderHistory.BeforeLatestAsync(db, issueId, cancellation) is not null;
}

internal sealed record ComposerSection(
    int Id, SectionKind Kind, string Title, bool IsHidden, string? Body, bool TakesNews, bool TakesMoves, IReadOnlyList<ComposerItem> Items)
{
    public int Words => ReadingTime.WordsOf(Body) + Items.Sum(i => i.Words);
}

/// <summary>An item with its news or its move. Both are null when it was deleted.</summary>
internal sealed record ComposerItem(int Id, ComposerNews? News, ComposerMove? Move)
{
    public string Title => News?.Title ?? Move?.Person ?? "Élément supprimé";
    public int Words => ReadingTime.WordsOf(News?.Body);
}

internal sealed record ComposerNews(int Id, string Title, string? Cite, NewsState State, string Body);

internal sealed record ComposerMove(int Id, string Person, string Post, string? Cite, StaffMoveKind Kind);

/// <summary>The available items that match the filter.</summary>
/// <param name="Proposed">The number of items that wait to be accepted.</param>
internal sealed record ComposerPool(
    PoolFilter Filter, IReadOnlyList<PoolRow> News, IReadOnlyList<PoolRow> Moves, IReadOnlyList<SelectListItem> Cites,
    IReadOnlyList<SelectListItem> Themes, int Proposed)
{
    public static async Task<ComposerPool> ReadAsync(
        NewsletterContext db, int issueId, PoolFilter filter, CancellationToken cancellation)
    {
        var (pool, proposed) = (Pool.Of(db, issueId, filter.IsProposed), Pool.Of(db, issueId, isProposed: true));
        return new(
            filter, await filter.NewsAsync(pool, cancellation), await filter.MovesAsync(pool, cancellation),
            [
                new SelectListItem("Le Réseau", PoolFilter.Network),
                .. await Choices.CitesAsync(db, own: null, cancellation),
            ],
            await Choices.ThemesAsync(db, cancellation),
            await proposed.News.CountAsync(cancellation) + await proposed.Moves.CountAsync(cancellation));
    }
}
