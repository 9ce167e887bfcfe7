using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>The outcome of a request for approval, or of an approval.</summary>
public enum ApprovalAnswer
{
    Given,

    /// <summary>A finding blocks the issue. Correcting it would void the approval.</summary>
    Blocked,

    /// <summary>The issue has changed since it was read.</summary>
    Changed,
}

/// <summary>Approves issues. An approval holds for one content and is void as soon as that changes.</summary>
public sealed class IssueApproval(
    NewsletterContext db, EditionBuilder builder, Publisher publisher, Notifier notifier, AuditLog audit, TimeProvider clock)
{
    /// <summary>SHA-256 of the whole content of an issue, in lower-case hexadecimal.</summary>
    public static string FingerprintOf(EditionContent content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJson())));

    /// <summary>Asks the approvers, unless a finding blocks the issue. The caller saves.</summary>
    public async Task<ApprovalAnswer> AskAsync(Issue issue, Author by, CancellationToken cancellation)
    {
        if (await builder.BuildAsync(issue.Id, cancellation) is not { } content || await IsBlockedAsync(issue.Id, content, cancellation))
        {
            return ApprovalAnswer.Blocked;
        }

        issue.AskApproval();
        await notifier.TellApproversAsync(
            $"{by.Name} demande d’approuver le numéro {issue.Number} : relisez-le, puis approuvez-le.",
            IssueAddresses.Departure(issue.Id), by.UserId, cancellation);
        return ApprovalAnswer.Given;
    }

    /// <summary>Approves the content that was read, unless it has changed or a finding blocks it. The caller saves.</summary>
    /// <param name="read">Fingerprint of the content that was read.</param>
    public async Task<ApprovalAnswer> ApproveAsync(Issue issue, string? read, Author by, CancellationToken cancellation)
    {
        if (await builder.BuildAsync(issue.Id, cancellation) is not { } content || FingerprintOf(content) != read)
        {
            return ApprovalAnswer.Changed;
        }

        if (await IsBlockedAsync(issue.Id, content, cancellation))
        {
            return ApprovalAnswer.Blocked;
        }

        issue.Approve(read, by.UserId, by.Name, clock.GetUtcNow().UtcDateTime);
        audit.Add(AuditAction.ApprovalGiven, AuditSubjects.Of(issue));
        await notifier.TellSendersAsync(
            $"{by.Name} a approuvé le numéro {issue.Number} : il peut être programmé ou envoyé.",
            IssueAddresses.Departure(issue.Id), by.UserId, cancellation);
        return ApprovalAnswer.Given;
    }

    /// <summary>
    /// Compares every approved issue with its current content, and voids approvals that do not match. The issue returns to "ready" rather
    /// than "in progress", because only the new approval is missing.
    /// </summary>
    /// <param name="by">The person who made the change, who is not notified; null when the change has another origin.</param>
    /// <returns>The numbers of the issues whose approval was voided.</returns>
    public async Task<IReadOnlyList<int>> ReviewAsync(int? by, CancellationToken cancellation)
    {
        List<int> fallen = [];
        foreach (var issue in await db.Issues.Where(i => i.State == IssueState.Approved || i.State == IssueState.Scheduled).ToListAsync(cancellation))
        {
            if (await builder.BuildAsync(issue.Id, cancellation) is { } content && !issue.IsApprovalOf(FingerprintOf(content))
                && await VoidAsync(issue, by, cancellation))
            {
                fallen.Add(issue.Number);
            }
        }

        return fallen;
    }

    private async Task<bool> IsBlockedAsync(int issueId, EditionContent content, CancellationToken cancellation) =>
        (await publisher.CheckAsync(issueId, content, cancellation)).Any(f => f.Blocks);

    /// <returns>False when somebody else changed the issue at the same time. Their own review handles it.</returns>
    private async Task<bool> VoidAsync(Issue issue, int? by, CancellationToken cancellation)
    {
        var line = $"L’approbation du numéro {issue.Number} est tombée : son contenu a changé depuis. Il attend une nouvelle approbation."
            + (issue.ScheduledFor is { } hour ? $" Il était programmé pour le {ParisTime.Show(hour)} : il ne partira pas à cette heure." : "");
        issue.WithdrawApproval();
        audit.Add(AuditAction.ApprovalWithdrawn, $"{AuditSubjects.Of(issue)}, dont le contenu a changé");
        await notifier.TellSendersAsync(line, IssueAddresses.Departure(issue.Id), by, cancellation);
        if (issue.ApprovedById is { } approver && approver != by && await db.Users.AnyAsync(u => u.Id == approver && !u.MaySend, cancellation))
        {
            notifier.Tell(approver, line, IssueAddresses.Departure(issue.Id));
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
