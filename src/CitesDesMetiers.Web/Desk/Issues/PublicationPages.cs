using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using CitesDesMetiers.Web.Newsletter.Issues.Links;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>An issue on its way out, for the pages that check and send it.</summary>
/// <param name="Audience">The current number of recipients.</param>
public sealed record PublicationPage(CheckedIssue Read, int Audience)
{
    public Issue Issue => Read.Issue;

    public IReadOnlyList<Finding> Findings => Read.Findings;

    /// <summary>Null when the link check is disabled.</summary>
    public LinkSummary? Links { get; init; }

    /// <summary>The first dispatch; null before publication.</summary>
    public int? DispatchId { get; init; }

    /// <summary>The recipients, described in French.</summary>
    public string AudienceWords { get; init; } = "";

    /// <summary>Null before publication, and where no PDF is made.</summary>
    public PdfStanding? Pdf { get; init; }

    public TestSendForm Test { get; init; } = new();

    public ScheduleForm Schedule { get; init; } = new();

    /// <summary>A refused waiver form, shown again.</summary>
    public WaiverForm Waiver { get; init; } = new();

    /// <summary>The reason why it can be neither scheduled nor sent now; null if it can.</summary>
    public string? Obstacle =>
        Issue.IsPublished ? "Ce numéro est déjà parti."
        : Read.IsBlocked ? "Réglez d’abord les points qui empêchent l’envoi."
        : !Read.IsApproved ? "Faites d’abord approuver le numéro."
        : Read.HasUnread ? "Lisez d’abord les points à vérifier, et dites-le."
        : null;
}

/// <summary>Reads these pages, which the controllers of all their steps show.</summary>
public sealed class PublicationPages(
    NewsletterContext db, CheckedIssues issues, IssueAudience audiences, RelaySize relay, LinkChecker links, IssuePdfs pdfs,
    IOptions<LinkCheckOptions> options, TimeProvider clock)
{
    /// <param name="ownAddress">That of the person who opens the page, for a first test.</param>
    /// <returns>Null when the issue does not exist.</returns>
    public async Task<PublicationPage?> ReadAsync(int issueId, string? ownAddress, CancellationToken cancellation)
    {
        await relay.RefreshAsync(cancellation);
        if (await issues.ReadAsync(issueId, cancellation) is not { } read)
        {
            return null;
        }

        var issue = read.Issue;
        var audience = await audiences.OfAsync(issue, cancellation);
        return new(read, await audiences.CountAsync(audience, cancellation))
        {
            AudienceWords = await audiences.DescribeAsync(audience, cancellation),
            DispatchId = issue.IsPublished
                ? await db.Dispatches.Where(d => d.Edition.IssueId == issueId && d.DigestId == null).OrderBy(d => d.Id).Select(d => (int?)d.Id)
                    .FirstOrDefaultAsync(cancellation)
                : null,
            Schedule = ScheduleForm.Suggest(ParisTime.Today(clock)),
            Test = await TestFormAsync(ownAddress, cancellation),
            Pdf = await pdfs.FindAsync(issueId, cancellation),
            Links = options.Value.IsEnabled && !issue.IsPublished ? await links.SummaryAsync(read.Content, cancellation) : null,
        };
    }

    /// <summary>With the addresses kept from an earlier test. As long as none are, the form proposes to keep those it sends to.</summary>
    private async Task<TestSendForm> TestFormAsync(string? ownAddress, CancellationToken cancellation)
    {
        var group = await TestGroup.ReadAsync(db, cancellation);
        return new() { Addresses = group ?? ownAddress, Keep = group is null };
    }
}
