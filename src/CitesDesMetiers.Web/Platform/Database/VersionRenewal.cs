using System.Data.Common;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>Renews the <see cref="SiteVersion"/> with every save of something that visitors see.</summary>
internal sealed class VersionRenewal(CurrentVersion current) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private volatile bool hasRow;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        if (db.ChangeTracker.Entries().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && IsShown(e.Entity)))
        {
            await RenewAsync(db, cancellationToken);
        }

        return await base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    /// <summary>The instance that saved shows it at once; the others look once a second.</summary>
    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        current.Expire();
        return base.SavedChangesAsync(eventData, result, cancellationToken);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        current.Expire();
        return Task.CompletedTask;
    }

    private async Task RenewAsync(DbContext db, CancellationToken cancellation)
    {
        var version = db.ChangeTracker.Entries<SiteVersion>().FirstOrDefault();
        if (version is null)
        {
            hasRow = hasRow || await db.Set<SiteVersion>().AnyAsync(cancellation);
            version = hasRow ? db.Attach(new SiteVersion()) : db.Add(new SiteVersion());
        }

        version.Entity.Renew();
        if (version.State == EntityState.Unchanged)
        {
            version.State = EntityState.Modified;
        }
    }

    /// <summary>News, issues and drafts are not here: nobody sees them before an edition contains them.</summary>
    private static bool IsShown(object entity) =>
        entity is Edition or EditionOriginal or WithdrawnPage or Erratum or EditionPdfFile or PublishedArticle or SearchEntry or AgendaEntry or Cite
            or Contact or StaffMove or Theme or MediaFile or MediaVariant { Size: MediaSize.LargeWebP, Width: > 0 } or NewsletterSettings
            or TaggingEntity;
}
