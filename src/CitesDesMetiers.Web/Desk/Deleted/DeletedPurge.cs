using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Sending.Workers;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Deleted;

/// <summary>Deletes for good what was deleted long ago, unless another entity still refers to it.</summary>
internal sealed class DeletedPurge(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeletedPurge> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    private const int BatchSize = 500;

    public static Task RunAsync(NewsletterContext db, PictureUses uses, DateTime now, CancellationToken cancellation)
    {
        var before = now - KeptFor;
        return db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await EraseIssuesAsync(db, before, cancellation);
            await EraseNewsAsync(db, before, cancellation);
            await db.StaffMoves.IgnoreQueryFilters()
                .Where(m => m.DeletedAt < before && !db.Set<IssueItem>().Any(i => i.StaffMoveId == m.Id)).ExecuteDeleteAsync(cancellation);
            await db.Contacts.IgnoreQueryFilters()
                .Where(c => c.DeletedAt < before && !db.News.IgnoreQueryFilters().Any(n => n.ContactId == c.Id)).ExecuteDeleteAsync(cancellation);
            await ErasePicturesAsync(db, uses, before, cancellation);
            await transaction.CommitAsync(cancellation);
        });
    }

    protected override TimeSpan Interval => TimeSpan.FromHours(6);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        RunAsync(services.GetRequiredService<NewsletterContext>(), services.GetRequiredService<PictureUses>(), Now, stopping);

    private static async Task EraseIssuesAsync(NewsletterContext db, DateTime before, CancellationToken cancellation)
    {
        var ids = await db.Issues.IgnoreQueryFilters().Where(i => i.DeletedAt < before).OrderBy(i => i.Id).Select(i => i.Id).Take(BatchSize)
            .ToListAsync(cancellation);
        await EraseIssuesAsync(db, ids, cancellation);
    }

    /// <summary>Deletes issues. The database deletes their sections, choices of dates and waivers with them.</summary>
    internal static async Task EraseIssuesAsync(NewsletterContext db, List<int> ids, CancellationToken cancellation)
    {
        var subjects = ids.Select(id => EditedThing.Of(EditedKind.Issue, id).Subject).ToList();
        await db.EditingSessions.Where(s => subjects.Contains(s.Subject)).ExecuteDeleteAsync(cancellation);
        await db.Revisions.Where(r => ids.Contains(r.IssueId!.Value)).ExecuteDeleteAsync(cancellation);
        await db.Issues.IgnoreQueryFilters().Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(cancellation);
    }

    private static async Task EraseNewsAsync(NewsletterContext db, DateTime before, CancellationToken cancellation)
    {
        var ids = await db.News.IgnoreQueryFilters()
            .Where(n => n.DeletedAt < before && !db.Set<IssueItem>().Any(i => i.NewsItemId == n.Id)
                && !db.PublishedArticles.Any(a => a.NewsItemId == n.Id))
            .OrderBy(n => n.Id).Select(n => n.Id).Take(BatchSize).ToListAsync(cancellation);
        await EraseNewsAsync(db, ids, cancellation);
    }

    internal static async Task EraseNewsAsync(NewsletterContext db, List<int> ids, CancellationToken cancellation)
    {
        var subjects = ids.Select(id => EditedThing.Of(EditedKind.News, id).Subject).ToList();
        await db.EditingSessions.Where(s => subjects.Contains(s.Subject)).ExecuteDeleteAsync(cancellation);
        await db.Revisions.Where(r => ids.Contains(r.NewsItemId!.Value)).ExecuteDeleteAsync(cancellation);
        await ThemesOfNews(db).Where(j => ids.Contains((int)j["NewsItemId"])).ExecuteDeleteAsync(cancellation);
        await db.News.IgnoreQueryFilters().Where(n => ids.Contains(n.Id)).ExecuteDeleteAsync(cancellation);
    }

    private static async Task ErasePicturesAsync(NewsletterContext db, PictureUses uses, DateTime before, CancellationToken cancellation)
    {
        var candidates = await uses.Unattached().Where(m => m.DeletedAt < before && !db.Media.Any(x => x.OriginalId == m.Id))
            .OrderBy(m => m.Id).Select(m => new { m.Id, m.Hash }).Take(BatchSize).ToListAsync(cancellation);
        if (candidates.Count == 0)
        {
            return;
        }

        var named = await uses.NamedAsync(cancellation);
        var ids = candidates.Where(m => !named.Contains(m.Hash[..32])).Select(m => m.Id).ToList();
        await db.Media.Where(m => ids.Contains(m.Id)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>The join rows of news and themes. They are not deleted automatically.</summary>
    private static DbSet<Dictionary<string, object>> ThemesOfNews(NewsletterContext db) =>
        db.Set<Dictionary<string, object>>(
            db.Model.FindEntityType(typeof(NewsItem))!.FindSkipNavigation(nameof(NewsItem.Themes))!.JoinEntityType.Name);
}
