using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>
/// Takes an edition of the archive back. Nobody received it, so that it may go, unlike one that was sent. Its addresses answer 410, and its
/// number is free again. Pictures stay in the library.
/// </summary>
public sealed class ArchiveRemoval(NewsletterContext db, AuditLog audit)
{
    /// <summary>Works within the transaction of the caller, who saves.</summary>
    /// <returns>False if another issue has its articles.</returns>
    public async Task<bool> RemoveAsync(int editionId, DateTime now, CancellationToken cancellation)
    {
        var edition = await db.Editions.Where(e => e.Id == editionId && e.ArchivedAt != null)
            .Select(e => new { e.Id, e.IssueId, e.Number, e.Slug }).FirstOrDefaultAsync(cancellation);
        if (edition is null)
        {
            return true;
        }

        var articles = await db.PublishedArticles.Where(a => a.EditionId == editionId).Select(a => new { a.Slug, a.NewsItemId })
            .ToListAsync(cancellation);
        var news = articles.ConvertAll(a => a.NewsItemId);
        if (await db.PublishedArticles.AnyAsync(a => a.EditionId != editionId && news.Contains(a.NewsItemId), cancellation)
            || await db.Set<IssueSection>().AnyAsync(
                s => s.IssueId != edition.IssueId && s.Items.Any(i => news.Contains(i.NewsItemId ?? 0)), cancellation))
        {
            return false;
        }

        await db.SearchEntries.Where(e => e.EditionId == editionId).ExecuteDeleteAsync(cancellation);
        await db.PublishedArticles.Where(a => a.EditionId == editionId).ExecuteDeleteAsync(cancellation);
        await db.EditionPdfFiles.Where(p => p.EditionId == editionId).ExecuteDeleteAsync(cancellation);
        await db.EditionPdfs.Where(p => p.EditionId == editionId).ExecuteDeleteAsync(cancellation);
        await db.EditionVisits.Where(v => v.EditionId == editionId).ExecuteDeleteAsync(cancellation);
        await db.EditionOriginals.Where(o => o.EditionId == editionId).ExecuteDeleteAsync(cancellation);
        await db.Set<Erratum>().Where(e => e.EditionId == editionId).ExecuteDeleteAsync(cancellation);
        await db.Editions.Where(e => e.Id == editionId).ExecuteDeleteAsync(cancellation);
        await DeletedPurge.EraseIssuesAsync(db, [edition.IssueId], cancellation);
        await DeletedPurge.EraseNewsAsync(db, news, cancellation);
        string[] paths = [SiteAddresses.Issue(edition.Slug), .. articles.Select(a => SiteAddresses.Article(a.Slug))];
        db.WithdrawnPages.AddRange(paths.Select(path => new WithdrawnPage(path, now)));
        audit.Add(AuditAction.ArchiveTakenBack, AuditSubjects.Issue(edition.Number));
        return true;
    }
}
