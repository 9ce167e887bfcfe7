using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>An issue with its content, its mail and the findings of the checklist, all of one moment.</summary>
/// <param name="Findings">Empty for a published issue.</param>
public sealed record CheckedIssue(Issue Issue, EditionContent Content, RenderedMail Mail, IReadOnlyList<Finding> Findings)
{
    /// <summary>Fingerprint of the content. An approval applies to it.</summary>
    public string Fingerprint { get; } = IssueApproval.FingerprintOf(Content);

    public int Blocking => Findings.Count(f => f.Blocks);

    public bool IsBlocked => Blocking > 0;

    /// <summary>Whether unread warnings remain.</summary>
    public bool HasUnread => !Checklist.IsRead(Issue, Findings);

    public bool IsApproved => Issue.IsApproved && Issue.IsApprovalOf(Fingerprint);
}

/// <summary>Reads issues with their findings.</summary>
public sealed class CheckedIssues(NewsletterContext db, EditionBuilder builder, Publisher publisher, Checklist checklist)
{
    /// <returns>Null when the issue does not exist.</returns>
    public async Task<CheckedIssue?> ReadAsync(int issueId, CancellationToken cancellation)
    {
        var issue = await db.Issues.AsNoTracking().FirstOrDefaultAsync(i => i.Id == issueId, cancellation);
        if (issue is null || await builder.BuildAsync(issueId, cancellation) is not { } content)
        {
            return null;
        }

        var mail = await publisher.RenderAsync(content, cancellation);
        return new(issue, content, mail, issue.IsPublished ? [] : await checklist.RunAsync(issueId, content, mail, cancellation));
    }
}
