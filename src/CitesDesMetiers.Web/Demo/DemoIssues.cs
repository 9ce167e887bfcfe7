using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Demo;

/// <summary>Composes all issues and publishes the past ones.</summary>
internal sealed class DemoIssues(
    NewsletterContext db, DemoContent content, DemoCalendar calendar, Func<int, DateTime, CancellationToken, Task> publishAsync)
{
    private static readonly TimeOnly SentAt = new(7, 30);

    public async Task ComposeAllAsync(
        IReadOnlyDictionary<string, int> news, IReadOnlyDictionary<string, int> moves, IReadOnlyDictionary<string, int> agenda,
        CancellationToken cancellation)
    {
        foreach (var source in content.Issues.OrderBy(i => i.Number))
        {
            db.ChangeTracker.Clear();
            var issue = await ComposeAsync(source, news, moves, agenda, cancellation);
            db.Issues.Add(issue);
            await db.SaveChangesAsync(cancellation);
            if (source.IsPublished)
            {
                await PublishAsync(source, issue, cancellation);
            }
        }

        db.ChangeTracker.Clear();
    }

    private async Task<Issue> ComposeAsync(
        DemoIssue source, IReadOnlyDictionary<string, int> news, IReadOnlyDictionary<string, int> moves, IReadOnlyDictionary<string, int> agenda,
        CancellationToken cancellation)
    {
        var issue = new Issue(source.Number, calendar.DateOf(source.Number));
        issue.Announce(source.Subject, source.Preheader);
        issue.WriteEditorial(
            source.Salutation, DemoCalendar.Resolve(source.Editorial, calendar.Anchor(source.Number)), source.ClosingFormula, source.Signatory,
            source.SignatoryRole);
        issue.Close(content.Settings.ContactNotice, content.Settings.ContactAddress, content.Settings.Closing, content.Settings.Team);
        foreach (var section in source.Sections)
        {
            await FillAsync(issue.AddSection(section.Kind, section.Title), section, news, moves, cancellation);
        }

        foreach (var (key, isIncluded) in source.AgendaLeftOut.Select(k => (k, false)).Concat(source.AgendaAdded.Select(k => (k, true))))
        {
            issue.Choose(await db.Agenda.SingleAsync(e => e.Id == agenda[key], cancellation), isIncluded);
        }

        return issue;
    }

    private async Task FillAsync(
        IssueSection section, DemoSection source, IReadOnlyDictionary<string, int> news, IReadOnlyDictionary<string, int> moves,
        CancellationToken cancellation)
    {
        foreach (var name in source.News ?? [])
        {
            section.Add(await db.News.SingleAsync(n => n.Id == news[name], cancellation));
        }

        foreach (var key in source.Moves ?? [])
        {
            section.Add(await db.StaffMoves.SingleAsync(m => m.Id == moves[key], cancellation));
        }
    }

    private async Task PublishAsync(DemoIssue source, Issue issue, CancellationToken cancellation)
    {
        var publishedAt = issue.Date.ToDateTime(SentAt, DateTimeKind.Utc);
        db.ChangeTracker.Clear();
        await publishAsync(issue.Id, publishedAt, cancellation);
        db.ChangeTracker.Clear();
        if (source.Erratum is { } erratum)
        {
            var edition = await db.Editions.SingleAsync(e => e.IssueId == issue.Id, cancellation);
            edition.Correct(erratum.Text, publishedAt.AddDays(erratum.Days));
            await db.SaveChangesAsync(cancellation);
        }
    }
}
