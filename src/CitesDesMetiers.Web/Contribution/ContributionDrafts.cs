using System.Globalization;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>Names what is typed behind a personal link, so that it waits there: on a telephone, pages are lost easily.</summary>
internal static class ContributionDrafts
{

    /// <summary>What waits for a news item not saved yet: one a link, so that opening it again brings it back.</summary>
    public static string SubjectOfNew(Invitation invitation) => string.Create(CultureInfo.InvariantCulture, $"contribution/{invitation.Id}");

    /// <param name="news">Number of the item; null for a new one.</param>
    public static OpenedForm Opened(string token, Invitation invitation, int? news)
    {
        var path = "/contribuer/" + token;
        return news is { } id
            ? new(EditedThing.Of(EditedThing.News, id).Subject, invitation.UserId, path + "/brouillon")
            {
                ResumePath = string.Create(CultureInfo.InvariantCulture, $"{path}/nouvelles/{id}?{OpenedForm.Parameter}={OpenedForm.Resume}"),
            }
            : new(SubjectOfNew(invitation), invitation.UserId, path + "/brouillon") { IsNew = true };
    }
}
