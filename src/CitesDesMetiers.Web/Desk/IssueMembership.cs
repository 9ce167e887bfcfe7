using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Desk;

/// <summary>That an item stands in an issue.</summary>
internal sealed record IssueMembership
{
    /// <summary>The news item or the staff move.</summary>
    public required int ItemId { get; init; }
    public required int IssueId { get; init; }

    /// <summary>Of the issue.</summary>
    public required int Number { get; init; }

    /// <summary>The issues in which news stand, published ones included.</summary>
    public static IQueryable<IssueMembership> OfNews(NewsletterContext db) =>
        from item in db.Set<IssueItem>()
        where item.NewsItemId != null
        join section in db.Set<IssueSection>() on item.IssueSectionId equals section.Id
        join issue in db.Issues on section.IssueId equals issue.Id
        select new IssueMembership { ItemId = item.NewsItemId!.Value, IssueId = issue.Id, Number = issue.Number };

    /// <summary>The issues in which staff moves stand, published ones included.</summary>
    public static IQueryable<IssueMembership> OfMoves(NewsletterContext db) =>
        from item in db.Set<IssueItem>()
        where item.StaffMoveId != null
        join section in db.Set<IssueSection>() on item.IssueSectionId equals section.Id
        join issue in db.Issues on section.IssueId equals issue.Id
        select new IssueMembership { ItemId = item.StaffMoveId!.Value, IssueId = issue.Id, Number = issue.Number };
}
