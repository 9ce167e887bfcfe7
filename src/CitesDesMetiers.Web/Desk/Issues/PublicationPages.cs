using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using CitesDesMetiers.Web.Newsletter.Issues.Links;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Where an issue stands on its way to its readers, and what it needs next.</summary>
/// <param name="Fingerprint">Of the content that the page is about: what an approval given here approves.</param>
/// <param name="Audience">How many subscribers it would go to now.</param>
public sealed record PublicationPage(Issue Issue, string Fingerprint, IReadOnlyList<Finding> Findings, int Audience)
{
    /// <summary>Null where links are not looked at.</summary>
    public LinkSummary? Links { get; init; }

    /// <summary>Of its first dispatch, once it is published.</summary>
    public int? DispatchId { get; init; }

    /// <summary>Who they are, in words.</summary>
    public string AudienceWords { get; init; } = "";

    public TestSendForm Test { get; init; } = new();

    public ScheduleForm Schedule { get; init; } = new();

    /// <summary>What was typed to let a passage pass, where it was refused.</summary>
    public WaiverForm Waiver { get; init; } = new();

    /// <summary>Whether warnings wait to be read.</summary>
    public bool HasUnread => !Checklist.IsRead(Issue, Findings);

    public bool IsBlocked => Findings.Any(f => f.Blocks);

    /// <summary>Why it can be neither scheduled nor sent now; null when it can.</summary>
    public string? Obstacle =>
        Issue.IsPublished ? "Ce numéro est déjà parti."
        : IsBlocked ? "Réglez d’abord les points qui empêchent l’envoi."
        : !Issue.IsApproved || !Issue.IsApprovalOf(Fingerprint) ? "Faites d’abord approuver le numéro."
        : HasUnread ? "Lisez d’abord les points à vérifier, et dites-le."
        : null;
}

/// <summary>Reads the page that several controllers show: each of its steps has its own.</summary>
public sealed class PublicationPages(
    NewsletterContext db, EditionBuilder builder, Publisher publisher, IssueAudience audiences, RelaySize relay, LinkChecker links,
    IOptions<LinkCheckOptions> options)
{
    /// <returns>Null: there is no such issue.</returns>
    public async Task<PublicationPage?> ReadAsync(int issueId, CancellationToken cancellation)
    {
        var issue = await db.Issues.AsNoTracking().FirstOrDefaultAsync(i => i.Id == issueId, cancellation);
        if (issue is null || await builder.BuildAsync(issueId, cancellation) is not { } content)
        {
            return null;
        }

        await relay.RefreshAsync(cancellation);
        var findings = issue.IsPublished ? [] : await publisher.CheckAsync(issueId, content, cancellation);
        var audience = await audiences.OfAsync(issue, cancellation);
        return new(issue, IssueApproval.FingerprintOf(content), findings, await audiences.CountAsync(audience, cancellation))
        {
            AudienceWords = await audiences.DescribeAsync(audience, cancellation),
            DispatchId = issue.IsPublished
                ? await db.Dispatches.Where(d => d.Edition.IssueId == issueId && d.DigestId == null).OrderBy(d => d.Id).Select(d => (int?)d.Id).FirstOrDefaultAsync(cancellation)
                : null,
            Links = options.Value.IsEnabled && !issue.IsPublished ? await links.SummaryAsync(content, cancellation) : null,
        };
    }
}
