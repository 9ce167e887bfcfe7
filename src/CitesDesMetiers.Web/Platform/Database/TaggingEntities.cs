using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>The <see cref="TaggingEntity"/> of the installation.</summary>
internal static class TaggingEntities
{
    /// <summary>The year in all identifiers of sites that are older than the row.</summary>
    private const string FormerDate = "2018";

    /// <summary>Fixes it at the first start at an address that readers can reach; a trial on this machine has nobody to remember it.</summary>
    public static async Task FixAsync(NewsletterContext db, SiteOptions site, TimeProvider clock, CancellationToken cancellation)
    {
        if (site.PublicUri.IsLoopback || await db.TaggingEntities.AnyAsync(cancellation))
        {
            return;
        }

        var isKnown = await db.Editions.AnyAsync(cancellation) || await db.Agenda.AnyAsync(cancellation);
        db.TaggingEntities.Add(isKnown ? Former(site) : TaggingEntity.Of(site.PublicUri.IdnHost, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance started in the same moment: its row counts.
            db.ChangeTracker.Clear();
        }
    }

    public static async Task<TaggingEntity> TaggingEntityAsync(this NewsletterContext db, SiteOptions site, CancellationToken cancellation) =>
        await db.TaggingEntities.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? Former(site);

    private static TaggingEntity Former(SiteOptions site) => new(site.PublicUri.Host, FormerDate);
}
