using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The approval of an issue: requested, given, withdrawn.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/approbation")]
public class ApprovalController(NewsletterContext db, IssueApproval approval, AuditLog audit) : DeskController(db)
{
    [HttpPost("demande")]
    public Task<IActionResult> Ask(int issueId, CancellationToken cancellation) =>
        StepAsync(
            issueId, issue => issue.State is IssueState.InProgress,
            async issue => await approval.AskAsync(issue, Author.Of(User), cancellation) is ApprovalAnswer.Given
                ? "La demande est faite : les personnes qui approuvent en sont prévenues par courriel."
                : "La demande n’est pas faite : des points empêchent encore l’envoi. Réglez-les, puis demandez l’approbation.",
            cancellation);

    /// <param name="content">Fingerprint of the content that the page showed.</param>
    [HttpPost("")]
    [Authorize(Policy = Policies.Approve)]
    public Task<IActionResult> Approve(int issueId, string? content, CancellationToken cancellation) =>
        StepAsync(
            issueId, issue => issue.State is IssueState.InProgress or IssueState.Ready,
            async issue => await approval.ApproveAsync(issue, content, Author.Of(User), cancellation) switch
            {
                ApprovalAnswer.Given =>
                    $"Le numéro {issue.Number} est approuvé tel qu’il est. Si son contenu change, il faudra l’approuver de nouveau.",
                ApprovalAnswer.Blocked => "Le numéro n’est pas approuvé : des points empêchent encore l’envoi. Réglez-les, puis approuvez-le.",
                _ => "Le numéro a changé depuis que vous avez ouvert cette page : il n’est pas approuvé. Relisez-le, puis approuvez-le.",
            },
            cancellation);

    [HttpPost("retrait")]
    public Task<IActionResult> Withdraw(int issueId, CancellationToken cancellation) =>
        StepAsync(
            issueId, issue => issue.State is IssueState.Ready or IssueState.Approved or IssueState.Scheduled,
            issue =>
            {
                if (issue.IsApproved)
                {
                    audit.Add(AuditAction.ApprovalWithdrawn, AuditSubjects.Of(issue));
                }

                issue.Resume();
                return Task.FromResult($"Le numéro {issue.Number} est de nouveau en préparation : il ne part plus sans une nouvelle approbation.");
            },
            cancellation);

    private async Task<IActionResult> StepAsync(
        int issueId, Func<Issue, bool> isPossible, Func<Issue, Task<string>> step, CancellationToken cancellation)
    {
        if (await Db.Issues.FirstOrDefaultAsync(i => i.Id == issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        if (!isPossible(issue))
        {
            return Refused(
                "Le numéro avait déjà changé d’état. Voici où il en est.", nameof(PublicationController.Show),
                new { controller = "Publication", issueId });
        }

        try
        {
            var message = await step(issue);
            await Db.SaveChangesAsync(cancellation);
            return Done(message, nameof(PublicationController.Show), new { controller = "Publication", issueId });
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refused(
                "Quelqu’un a modifié ce numéro au même moment : rien n’a été enregistré. Voici où il en est.", nameof(PublicationController.Show),
                new { controller = "Publication", issueId });
        }
    }
}
