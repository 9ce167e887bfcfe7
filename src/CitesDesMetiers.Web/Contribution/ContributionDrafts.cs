using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>Names the drafts typed behind a personal link, so that they survive a lost page, which is common on phones.</summary>
internal static class ContributionDrafts
{
    /// <summary>The draft of a new entry. There is one per link and kind, so opening the link again restores it.</summary>
    public static string SubjectOfNew(Invitation invitation, EditedKind kind) =>
        string.Create(CultureInfo.InvariantCulture, $"contribution/{invitation.Id}{(kind is EditedKind.News ? "" : "/" + kind)}");

    /// <summary>Whether the subject is that of a new entry of this link.</summary>
    public static bool IsNew(string? subject, Invitation invitation) =>
        ((EditedKind[])[EditedKind.News, EditedKind.Date, EditedKind.Move]).Any(kind => subject == SubjectOfNew(invitation, kind));

    /// <param name="id">Number of the entry; null for a new one.</param>
    public static OpenedForm Opened(string token, Invitation invitation, int? id, EditedKind kind = EditedKind.News)
    {
        var path = ContributionAddresses.Draft(token);
        return id is { } known
            ? new(EditedThing.Of(kind, known).Subject, invitation.UserId, path)
            {
                ResumePath = $"{PathOf(token, known, kind)}?{OpenedForm.Parameter}={OpenedForm.Resume}",
            }
            : new(SubjectOfNew(invitation, kind), invitation.UserId, path) { IsNew = true };
    }

    private static string PathOf(string token, int id, EditedKind kind) => kind switch
    {
        EditedKind.Date => ContributionAddresses.Date(token, id),
        EditedKind.Move => ContributionAddresses.Move(token, id),
        _ => ContributionAddresses.NewsItem(token, id),
    };
}
