using System.Security.Claims;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>What an editor does next with an issue, shown in the head of its pages.</summary>
/// <param name="Label">The words of the button.</param>
internal sealed record NextStep(string Label)
{
    /// <summary>Where the button leads; null when the step cannot be taken now.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the button posts. Otherwise it is a link.</summary>
    public bool Posts { get; init; }

    /// <summary>Why the step cannot be taken, or what has been done already. In French.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the reason is removed.</summary>
    public string? ReasonAddress { get; init; }

    public static NextStep Of(CheckedIssue read, ClaimsPrincipal user)
    {
        var issue = read.Issue;
        return issue.State is IssueState.Archived
            ? new("Corriger par un erratum") { Address = IssueAddresses.Errata(issue.Id), Reason = "Il est dans l’archive : il ne change plus" }
            : issue.IsPublished ? new("Suivre l’envoi")
            {
                Address = DeskAddresses.Dispatches,
                Reason = "Il est parti : il ne change plus",
                ReasonAddress = IssueAddresses.Errata(issue.Id),
            }
            : read.IsApproved ? Sending(read, user)
            : Approving(read, user);
    }

    private static NextStep Approving(CheckedIssue read, ClaimsPrincipal user)
    {
        var issue = read.Issue;
        var step = new NextStep(user.MayApprove() ? "Approuver" : "Demander l’approbation");
        return read.IsBlocked
            ? step with
            {
                Reason = read.Blocking == 1 ? "Un point empêche l’envoi" : $"{FrenchNumbers.Format(read.Blocking)} points empêchent l’envoi",
                ReasonAddress = IssueAddresses.Verification(issue.Id),
            }
            : user.MayApprove() ? step with
            {
                Address = IssueAddresses.Approval(issue.Id),
                Posts = true,
                Reason = issue.HasLostApproval ? "L’approbation est tombée : le contenu a changé" : null,
                ReasonAddress = issue.HasLostApproval ? IssueAddresses.Departure(issue.Id) : null,
            }
            : issue.State is IssueState.Ready ? step with { Reason = "C’est demandé : les personnes qui approuvent sont prévenues" }
            : step with { Address = IssueAddresses.AskForApproval(issue.Id), Posts = true };
    }

    private static NextStep Sending(CheckedIssue read, ClaimsPrincipal user)
    {
        var issue = read.Issue;
        var departure = IssueAddresses.Departure(issue.Id);
        if (read.IsBlocked || read.HasUnread)
        {
            return new("Envoyer")
            {
                Reason = read.IsBlocked ? "Des points empêchent l’envoi" : "Il reste des points à lire",
                ReasonAddress = IssueAddresses.Verification(issue.Id),
            };
        }

        return !user.MaySend() ? new("Envoyer") { Reason = "Une personne qui a le droit d’envoyer s’en charge" }
            : issue.MissedSchedule ? new("Envoyer") { Address = departure, Reason = "Il n’est pas parti à l’heure prévue", ReasonAddress = departure }
            : issue.State is IssueState.Scheduled ? new("Changer l’heure") { Address = departure }
            : new("Programmer ou envoyer") { Address = departure };
    }
}
