using System.Text.Json;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Demo;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary>Sends an issue as the desk does, and lists the issues that can be sent.</summary>
internal sealed class IssueSending(DispatchConsole console)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <param name="language">The language version to send. Required when several versions are unsent.</param>
    public async Task<int> SendAsync(int number, string? language, CancellationToken cancellation)
    {
        var versions = await console.Db.Issues.AsNoTracking().Where(i => i.Number == number && (language == null || i.Language == language))
            .OrderBy(i => i.PublishedAt != null).ThenBy(i => i.Id).ToListAsync(cancellation);
        if (versions.FirstOrDefault() is not { } issue)
        {
            return console.Refuse(DispatchConsole.Unknown(number));
        }

        if (versions.Count(v => !v.IsPublished) > 1)
        {
            return console.Refuse(
                $"Issue {number} is made in several languages: add --language with one of "
                    + $"{string.Join(", ", versions.Where(v => !v.IsPublished).Select(v => v.Language))}.");
        }

        if (await ReadinessAsync(issue, await IsDemonstrationAsync(cancellation), cancellation) is { Obstacle: { } obstacle })
        {
            return console.Refuse(obstacle);
        }

        if (await IsDemonstrationAsync(cancellation))
        {
            await ApproveAsync(issue.Id, cancellation);
        }

        if (await console.Get<Publisher>().PublishAsync(issue.Id, null, cancellation) is not PublicationResult.Published publication)
        {
            return console.Refuse(
                $"Issue {number} was sent, or changed, in the same moment: this command sent nothing. Look at \"dispatch list\", then try again.");
        }

        await console.Output.WriteLineAsync(
            $"Issue {number} is published and {publication.Recipients} deliveries are queued. A running site "
                + $"{(console.Get<MissingRelay>().WritesFiles ? "writes them into files, as no mail relay is configured" : "sends them")}, "
                + "from now on or as soon as it starts.");
        await console.Output.WriteLineAsync($"Follow it with: dispatch status {number} --watch");
        return 0;
    }

    public async Task<int> ListAsync(bool json, CancellationToken cancellation)
    {
        var isDemonstration = await IsDemonstrationAsync(cancellation);
        var last = await console.Db.Dispatches.Where(d => d.DigestId == null).OrderBy(d => d.Id).Select(d => new { d.Edition.IssueId, d.State })
            .ToListAsync(cancellation);
        var states = last.GroupBy(d => d.IssueId).ToDictionary(g => g.Key, g => g.Last().State);
        List<IssueLine> lines = [];
        foreach (var issue in await console.Db.Issues.AsNoTracking().OrderByDescending(i => i.Number).ToListAsync(cancellation))
        {
            var state = states.TryGetValue(issue.Id, out var dispatch) ? Words.Of(dispatch) : Words.Of(issue.State);
            lines.Add(new IssueLine(issue.Number, state, (await ReadinessAsync(issue, isDemonstration, cancellation)).Obstacle is null));
        }

        if (json)
        {
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(lines, Web));
            return 0;
        }

        await console.Output.WriteLineAsync(lines.Count == 0 ? "There is no issue yet." : $"{"number",-8} {"state",-12} can be sent");
        foreach (var line in lines)
        {
            await console.Output.WriteLineAsync($"{line.Number,-8} {line.State,-12} {(line.Sendable ? "yes" : "no")}");
        }

        return 0;
    }

    /// <summary>
    /// Whether the database contains only the demonstration's accounts, and only subscribers in the domain .example, which does not
    /// exist. Mails then reach nobody, so approval is not required.
    /// </summary>
    private async Task<bool> IsDemonstrationAsync(CancellationToken cancellation)
    {
        var accounts = DemoAccounts.All.Select(a => a.Address).ToList();
        return await console.Db.Users.AnyAsync(u => accounts.Contains(u.Email!), cancellation)
            && await MissingRelay.HasOnlyInventedSubscribersAsync(console.Db, cancellation);
    }

    /// <summary>Runs the checks of the publication without publishing.</summary>
    private async Task<Readiness> ReadinessAsync(Issue issue, bool isDemonstration, CancellationToken cancellation)
    {
        if (issue.IsPublished)
        {
            return new(
                $"Issue {issue.Number} has been published already: an issue is sent once. \"dispatch status "
                    + $"{issue.Number}\" shows what became of it.");
        }

        if (!issue.IsApproved && !isDemonstration)
        {
            return new($"Issue {issue.Number} is not approved. Somebody with the right to approve has to read and approve it at the desk first.");
        }

        if (await console.Get<EditionBuilder>().BuildAsync(issue.Id, cancellation) is not { } content)
        {
            return new(DispatchConsole.Unknown(issue.Number));
        }

        if (!isDemonstration && !issue.IsApprovalOf(IssueApproval.FingerprintOf(content)))
        {
            return new($"Issue {issue.Number} has changed since it was approved. Have it approved again at the desk.");
        }

        var findings = await console.Get<Publisher>().CheckAsync(issue.Id, content, cancellation);
        if (findings.Where(f => f.Blocks).ToList() is { Count: > 0 } blocking)
        {
            return new(Name($"Issue {issue.Number} cannot be sent: the checklist found what has to be mended first.", blocking));
        }

        return isDemonstration || Checklist.IsRead(issue, findings)
            ? new(null)
            : new(Name(
                $"Issue {issue.Number} has warnings that nobody has read. Read them on its page of publication at the desk, and say so there.",
                findings));
    }

    /// <summary>Approves an issue of the demonstration and confirms its warnings.</summary>
    private async Task ApproveAsync(int issueId, CancellationToken cancellation)
    {
        if (await console.Get<EditionBuilder>().BuildAsync(issueId, cancellation) is not { } content)
        {
            return;
        }

        var issue = await console.Db.Issues.SingleAsync(i => i.Id == issueId, cancellation);
        var fingerprint = IssueApproval.FingerprintOf(content);
        if (!issue.IsApproved || !issue.IsApprovalOf(fingerprint))
        {
            issue.Resume();
            issue.Approve(fingerprint, null, "Démonstration", console.Get<TimeProvider>().GetUtcNow().UtcDateTime);
            console.Get<AuditLog>().Add(AuditAction.ApprovalGiven, AuditSubjects.Of(issue));
        }

        var findings = await console.Get<Publisher>().CheckAsync(issueId, content, cancellation);
        if (Checklist.FingerprintOfWarnings(findings) is { } warnings)
        {
            issue.AcceptWarnings(warnings);
        }

        await console.Db.SaveChangesAsync(cancellation);
    }

    private static string Name(string reason, IEnumerable<Finding> findings) =>
        string.Join(Environment.NewLine, [reason, .. findings.Select(f => $"  - {f.Message} ({f.Place.Name})")]);

    /// <param name="Obstacle">The reason why it cannot be sent; null if it can.</param>
    private sealed record Readiness(string? Obstacle);

    private sealed record IssueLine(int Number, string State, bool Sendable);
}
