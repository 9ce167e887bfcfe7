using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>Stores the <see cref="TaggingEntity"/> of the installation (RFC 4151), which feed identifiers are built from.</summary>
internal static class TaggingEntities
{
    /// <summary>The year used in the identifiers of sites that ran before this row existed.</summary>
    private const string FormerDate = "2018";

    /// <summary>
    /// Stores the entity at the first start with a public address. Does nothing on a local address, which no reader can have stored.
    /// </summary>
    public static async Task FixAsync(NewsletterContext db, SiteOptions site, TimeProvider clock, CancellationToken cancellation)
    {
        if (site.PublicUri.IsLoopback || await db.TaggingEntities.AnyAsync(cancellation))
        {
            return;
        }

        var isKnown = await db.Editions.AnyAsync(cancellation) || await db.Agenda.AnyAsync(cancellation);
        db.TaggingEntities.Add(isKnown
            ? Former(site)
            : TaggingEntity.Of(site.PublicUri.IdnHost, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance stored its row at the same time. That row counts.
            db.ChangeTracker.Clear();
        }
    }

    public static async Task<TaggingEntity> TaggingEntityAsync(this NewsletterContext db, SiteOptions site, CancellationToken cancellation) =>
        await db.TaggingEntities.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? Former(site);

    private static TaggingEntity Former(SiteOptions site) => new(site.PublicUri.Host, FormerDate);
}
