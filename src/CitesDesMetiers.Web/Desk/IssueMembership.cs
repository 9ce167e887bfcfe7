using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Desk;

/// <summary>Relates an item to the issue that contains it. Translations do not count: they show what their original contains.</summary>
internal sealed record IssueMembership
{
    /// <summary>Id of the news item or the staff move.</summary>
    public required int ItemId { get; init; }
    public required int IssueId { get; init; }

    /// <summary>Number of the issue.</summary>
    public required int Number { get; init; }

    /// <summary>The issues that contain news, published ones included.</summary>
    public static IQueryable<IssueMembership> OfNews(NewsletterContext db) =>
        from item in db.Set<IssueItem>()
        where item.NewsItemId != null
        join section in db.Set<IssueSection>() on item.IssueSectionId equals section.Id
        join issue in db.Issues on section.IssueId equals issue.Id
        where issue.TranslationOfId == null
        select new IssueMembership { ItemId = item.NewsItemId!.Value, IssueId = issue.Id, Number = issue.Number };

    /// <summary>The issues that contain staff moves, published ones included.</summary>
    public static IQueryable<IssueMembership> OfMoves(NewsletterContext db) =>
        from item in db.Set<IssueItem>()
        where item.StaffMoveId != null
        join section in db.Set<IssueSection>() on item.IssueSectionId equals section.Id
        join issue in db.Issues on section.IssueId equals issue.Id
        where issue.TranslationOfId == null
        select new IssueMembership { ItemId = item.StaffMoveId!.Value, IssueId = issue.Id, Number = issue.Number };
}
