using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>What became of a request for approval, or of an approval.</summary>
public enum ApprovalAnswer
{
    Given,

    /// <summary>Something has to be mended before the issue can go out, and mending would void the approval.</summary>
    Blocked,

    /// <summary>The issue says something else than what was read.</summary>
    Changed,
}

/// <summary>The approval of an issue: for one content, and void as soon as the issue says anything else.</summary>
public sealed class IssueApproval(NewsletterContext db, EditionBuilder builder, Publisher publisher, Notifier notifier, TimeProvider clock)
{
    /// <summary>SHA-256 of all that the issue says, lower-case hexadecimal.</summary>
    public static string FingerprintOf(EditionContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJson())));
    }

    /// <summary>Asks those who may approve, once nothing blocks: before that they could only send it back. The caller saves.</summary>
    public async Task<ApprovalAnswer> AskAsync(Issue issue, Author by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(issue);
        ArgumentNullException.ThrowIfNull(by);
        if (await builder.BuildAsync(issue.Id, cancellation) is not { } content || await IsBlockedAsync(issue.Id, content, cancellation))
        {
            return ApprovalAnswer.Blocked;
        }

        issue.AskApproval();
        await notifier.TellApproversAsync(
            $"{by.Name} demande d’approuver le numéro {issue.Number} : relisez-le, puis approuvez-le.", PathOf(issue.Id), by.UserId, cancellation);
        return ApprovalAnswer.Given;
    }

    /// <summary>Approves what was read, unless it has changed since or something blocks it; the caller saves.</summary>
    /// <param name="read">Fingerprint of the content that was read.</param>
    public async Task<ApprovalAnswer> ApproveAsync(Issue issue, string? read, Author by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(issue);
        ArgumentNullException.ThrowIfNull(by);
        if (await builder.BuildAsync(issue.Id, cancellation) is not { } content || FingerprintOf(content) != read)
        {
            return ApprovalAnswer.Changed;
        }

        if (await IsBlockedAsync(issue.Id, content, cancellation))
        {
            return ApprovalAnswer.Blocked;
        }

        issue.Approve(read, by.UserId, by.Name, clock.GetUtcNow().UtcDateTime);
        await notifier.TellSendersAsync(
            $"{by.Name} a approuvé le numéro {issue.Number} : il peut être programmé ou envoyé.", PathOf(issue.Id), by.UserId, cancellation);
        return ApprovalAnswer.Given;
    }

    /// <summary>
    /// Compares every approved issue with what it says now, and voids what does not match. The approval falls back to
    /// "ready", not to "in progress": its editor had done, and what is missing is only the second look at the change.
    /// </summary>
    /// <param name="by">Who made the change, and is not told of it; null where it came from elsewhere.</param>
    /// <returns>Numbers of the issues whose approval has fallen.</returns>
    public async Task<IReadOnlyList<int>> ReviewAsync(int? by, CancellationToken cancellation)
    {
        List<int> fallen = [];
        foreach (var issue in await db.Issues.Where(i => i.State == IssueState.Approved || i.State == IssueState.Scheduled).ToListAsync(cancellation))
        {
            if (await builder.BuildAsync(issue.Id, cancellation) is { } content && !issue.IsApprovalOf(FingerprintOf(content)) && await VoidAsync(issue, by, cancellation))
            {
                fallen.Add(issue.Number);
            }
        }

        return fallen;
    }

    internal static string PathOf(int issueId) => $"/redaction/numeros/{issueId}/publication";

    private async Task<bool> IsBlockedAsync(int issueId, EditionContent content, CancellationToken cancellation) =>
        (await publisher.CheckAsync(issueId, content, cancellation)).Any(f => f.Blocks);

    /// <returns>False: somebody changed the issue in the same moment, and looks at it themselves.</returns>
    private async Task<bool> VoidAsync(Issue issue, int? by, CancellationToken cancellation)
    {
        var line = $"L’approbation du numéro {issue.Number} est tombée : son contenu a changé depuis. Il attend une nouvelle approbation."
            + (issue.ScheduledFor is { } hour ? $" Il était programmé pour le {ParisTime.Show(hour)} : il ne partira pas à cette heure." : "");
        issue.LoseApproval();
        await notifier.TellSendersAsync(line, PathOf(issue.Id), by, cancellation);
        if (issue.ApprovedById is { } approver && approver != by && await db.Users.AnyAsync(u => u.Id == approver && !u.MaySend, cancellation))
        {
            notifier.Tell(approver, line, PathOf(issue.Id));
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
