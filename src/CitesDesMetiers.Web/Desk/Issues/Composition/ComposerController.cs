using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>Base class of the composer's actions. They change the issue, keep its previous order, and return to the page with a message.</summary>
[Authorize(Policy = Policies.Editor)]
public abstract class ComposerController(NewsletterContext db, IssueChanges changes) : DeskController(db)
{
    internal const string GoneMessage = "Ce numéro est parti : il ne change plus.";
    internal const string StaleMessage = "Quelqu’un a modifié ce numéro entre-temps. Voici où il en est ; recommencez si besoin.";

    protected IssueChanges Changes { get; } = changes;

    /// <param name="message">The message to show; null when the page itself shows the change.</param>
    protected async Task<IActionResult> ChangeAsync(int issueId, Action<Issue> change, string? message, CancellationToken cancellation) =>
        await Changes.ApplyAsync(issueId, Author.Of(User), change, cancellation) switch
        {
            ChangeOutcome.Missing => NotFound(),
            ChangeOutcome.Published => Back(issueId, GoneMessage),
            ChangeOutcome.Stale => Back(issueId, StaleMessage),
            _ => Back(issueId, message),
        };

    /// <summary>Redirects to the composer and keeps the filter of its pool.</summary>
    protected LocalRedirectResult Back(int issueId, string? message)
    {
        if (message is not null)
        {
            TempData[PageMessages.SavedKey] = message;
        }

        return LocalRedirect(IssueAddresses.Composition(issueId) + PoolFilter.QueryOf(Request));
    }

    /// <summary>Redirects to the composer with the reason why nothing was done.</summary>
    protected LocalRedirectResult Refuse(int issueId, string message)
    {
        TempData[PageMessages.RefusedKey] = message;
        return Back(issueId, null);
    }

    internal static IssueSection Section(Issue issue, int id) =>
        issue.Sections.FirstOrDefault(s => s.Id == id) ?? throw new StaleIssueException("This section is not in the issue.");
}
