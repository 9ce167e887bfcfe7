using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Newsletter.Webhooks;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Freezes an issue into an edition and starts its dispatch, in one transaction.</summary>
public sealed class Publisher(
    NewsletterContext db, EditionBuilder builder, MailRenderer renderer, Checklist checklist, RelaySize relay, DirectoryUpdate directory,
    Dispatching dispatching, IssueAudience audience, NewsWorkflow workflow, WebhookEvents webhooks, AuditLog audit,
    IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <summary>Publishes and sends the issue now. A second call for the same issue, even a concurrent one, changes nothing.</summary>
    /// <param name="by">The person who publishes, who is not notified.</param>
    public Task<PublicationResult> PublishAsync(int issueId, int? by, CancellationToken cancellation) =>
        PublishAsync(issueId, by, Checklist.IsRead, _ => true, cancellation);

    /// <summary>
    /// Publishes a scheduled issue, unless somebody unscheduled it meanwhile. New warnings do not stop it: its content was approved, and
    /// nobody is present to read them.
    /// </summary>
    public Task<PublicationResult> PublishDueAsync(int issueId, CancellationToken cancellation) =>
        PublishAsync(issueId, null, (_, _) => true, issue => issue.IsDue(clock.GetUtcNow().UtcDateTime), cancellation);

    /// <summary>Renders the mail of this content as it would be frozen.</summary>
    public Task<RenderedMail> RenderAsync(EditionContent content, CancellationToken cancellation) =>
        renderer.RenderAsync(new EditionContext(site.Value, content, SlugOf(content)), cancellation);

    /// <summary>Runs the checklist on this content as it would be sent.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(int issueId, EditionContent content, CancellationToken cancellation) =>
        await checklist.RunAsync(issueId, content, await RenderAsync(content, cancellation), cancellation);

    /// <summary>Freezes the issue with the given date, without sending it. Used for the past editions of the demonstration.</summary>
    public async Task<Edition> FreezeAsync(int issueId, DateTime publishedAt, CancellationToken cancellation)
    {
        var content = await builder.BuildAsync(issueId, cancellation) ?? throw new ArgumentException("There is no such issue.", nameof(issueId));
        var edition = await FreezeAsync(issueId, null, content, null, publishedAt, cancellation);
        await db.SaveChangesAsync(cancellation);
        return edition;
    }

    private async Task<PublicationResult> PublishAsync(
        int issueId, int? by, Func<Issue, IReadOnlyList<Finding>, bool> isRead, Func<Issue, bool> isWanted, CancellationToken cancellation)
    {
        await relay.RefreshAsync(cancellation);
        try
        {
            var result = await db.Database.CommitOnceAsync(
                () => TryPublishAsync(issueId, by, isRead, isWanted, cancellation),
                r => r is PublicationResult.Published,
                r => db.Editions.AnyAsync(e => e.Id == ((PublicationResult.Published)r).Edition.Id && e.IssueId == issueId, cancellation),
                cancellation);
            if (result is PublicationResult.Published)
            {
                dispatching.Wake();
            }

            return result;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Somebody published or changed it at the same time, and our save was rolled back.
            db.ChangeTracker.Clear();
            return new PublicationResult.ChangedMeanwhile();
        }
    }

    private async Task<PublicationResult> TryPublishAsync(
        int issueId, int? by, Func<Issue, IReadOnlyList<Finding>, bool> isRead, Func<Issue, bool> isWanted, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (await builder.BuildAsync(issueId, cancellation) is not { } content || await db.Editions.AnyAsync(e => e.IssueId == issueId, cancellation))
        {
            return new PublicationResult.ChangedMeanwhile();
        }

        var issue = await db.Issues.FirstAsync(i => i.Id == issueId, cancellation);
        if (!isWanted(issue))
        {
            return new PublicationResult.ChangedMeanwhile();
        }

        if (!issue.IsApproved || !issue.IsApprovalOf(IssueApproval.FingerprintOf(content)))
        {
            return new PublicationResult.NotApproved();
        }

        var rendered = await RenderAsync(content, cancellation);
        var findings = await checklist.RunAsync(issueId, content, rendered, cancellation);
        if (findings.Where(f => f.Blocks).ToList() is { Count: > 0 } blocking)
        {
            return new PublicationResult.Blocked(blocking);
        }

        if (!isRead(issue, findings))
        {
            return new PublicationResult.UnreadWarnings();
        }

        var edition = await FreezeAsync(issueId, by, content, rendered, clock.GetUtcNow().UtcDateTime, cancellation);
        await webhooks.PublishedAsync(edition, content, cancellation);
        var dispatch = await dispatching.StartAsync(db, edition, await audience.OfAsync(issue, cancellation), cancellation);
        if (dispatch.Recipients == 0)
        {
            // The last recipient left after the checklist ran. The transaction is rolled back and the issue stays open.
            return new PublicationResult.ChangedMeanwhile();
        }

        audit.Add(AuditAction.IssuePublished, AuditSubjects.Of(issue));
        audit.Add(
            AuditAction.DispatchStarted, AuditSubjects.Of(issue), after: FrenchNumbers.Count(dispatch.Recipients, "destinataire", "destinataires"));
        await db.SaveChangesAsync(cancellation);
        return new PublicationResult.Published(edition, dispatch.Recipients, dispatch.Dispatch.Id);
    }

    private async Task<Edition> FreezeAsync(
        int issueId, int? by, EditionContent content, RenderedMail? rendered, DateTime now, CancellationToken cancellation)
    {
        rendered ??= await RenderAsync(content, cancellation);
        var issue = await db.Issues.FirstAsync(i => i.Id == issueId, cancellation);
        issue.MarkPublished(now);
        var edition = new Edition(issue, SlugOf(content), content, rendered.Html, rendered.Text, now);
        db.Editions.Add(edition);
        var isTranslation = issue.TranslationOfId is { } original && await db.Issues.AnyAsync(i => i.Id == original, cancellation);
        await directory.FollowAsync(issueId, content.Date, now, cancellation);

        var ids = content.AllArticles.Select(a => a.NewsItemId).ToList();
        var news = await db.News.Include(n => n.Themes).Where(n => ids.Contains(n.Id)).ToDictionaryAsync(n => n.Id, cancellation);
        var position = 0;
        foreach (var article in content.AllArticles)
        {
            var item = news[article.NewsItemId];
            edition.Index(new PublishedArticle(article, item.CiteId, ++position, now, item.Themes, isTranslation));
        }

        if (isTranslation)
        {
            // Its original publishes these news, and tells their authors.
            return edition;
        }

        foreach (var item in news.Values)
        {
            item.MarkPublished();
        }

        await workflow.PublishedAsync(news.Values, content.Number, SiteAddresses.Issue(edition.Slug), now, by, cancellation);
        await workflow.AnnouncedAsync(issueId, content.Number, SiteAddresses.Issue(edition.Slug), cancellation);
        return edition;
    }

    /// <summary>"41-juillet-2018"; "41-juillet-2018-es" for a version in another language.</summary>
    internal static string SlugOf(EditionContent content) =>
        Slug.From($"{content.Number} {content.Period}{(content.Language == "fr" ? "" : " " + content.Language)}");
}
