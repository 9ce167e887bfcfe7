using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>Names the drafts typed behind a personal link, so that they survive a lost page, which is common on phones.</summary>
internal static class ContributionDrafts
{
    /// <summary>The draft of a new item. There is one per link, so opening the link again restores it.</summary>
    public static string SubjectOfNew(Invitation invitation) => string.Create(CultureInfo.InvariantCulture, $"contribution/{invitation.Id}");

    /// <param name="news">Number of the item; null for a new one.</param>
    public static OpenedForm Opened(string token, Invitation invitation, int? news)
    {
        var path = ContributionAddresses.Draft(token);
        return news is { } id
            ? new(EditedThing.Of(EditedKind.News, id).Subject, invitation.UserId, path)
            {
                ResumePath = $"{ContributionAddresses.NewsItem(token, id)}?{OpenedForm.Parameter}={OpenedForm.Resume}",
            }
            : new(SubjectOfNew(invitation), invitation.UserId, path) { IsNew = true };
    }
}
