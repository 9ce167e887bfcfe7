using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <param name="Focus">The focal point as in addresses, such as "050050".</param>
public sealed record StoredThumbnail(string Focus, string ContentType, byte[] Bytes);

/// <summary>Creates and serves the thumbnails in lists.</summary>
public sealed class Thumbnails(NewsletterContext db, PictureTurns turns)
{
    /// <param name="name">See <see cref="MediaFile.Name"/>.</param>
    public async Task<StoredThumbnail?> FindAsync(string name, CancellationToken cancellation)
    {
        var end = name + "g";
        var found = await db.Media.Where(m => m.Hash.CompareTo(name) >= 0 && m.Hash.CompareTo(end) < 0)
            .Select(m => new { m.Id, m.FocalX, m.FocalY }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var kept = await db.MediaVariants.Where(v => v.MediaFileId == found.Id && v.Size == MediaSize.Thumbnail)
            .Select(v => new { v.ContentType, v.Bytes }).FirstOrDefaultAsync(cancellation);
        var focus = $"{Math.Round(found.FocalX * 100):000}{Math.Round(found.FocalY * 100):000}";
        if (kept is not null)
        {
            return new StoredThumbnail(focus, kept.ContentType, kept.Bytes);
        }

        return await MakeAsync(found.Id, cancellation) is { } made ? new StoredThumbnail(focus, made.ContentType, made.Bytes) : null;
    }

    /// <summary>Crops the thumbnail again, without saving. The caller saves it with the new focal point.</summary>
    public async Task CutAsync(MediaFile media, CancellationToken cancellation)
    {
        var large = await db.MediaVariants.Where(v => v.MediaFileId == media.Id && v.Size == MediaSize.Large).Select(v => v.Bytes)
            .FirstAsync(cancellation);
        await db.Entry(media).Collection(m => m.Variants).Query().Where(v => v.Size == MediaSize.Thumbnail).LoadAsync(cancellation);
        var cut = await turns.RunAsync(() => PictureCut.Thumbnail(large, media.FocalX, media.FocalY), cancellation);
        media.ReplaceThumbnail(cut.ContentType, cut.Width, cut.Height, cut.Bytes);
    }

    private async Task<PictureBytes?> MakeAsync(int id, CancellationToken cancellation)
    {
        if (await db.Media.FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } media
            || await db.MediaVariants.Where(v => v.MediaFileId == id && v.Size == MediaSize.Large).Select(v => v.Bytes)
                .FirstOrDefaultAsync(cancellation) is not { } large)
        {
            return null;
        }

        var cut = await turns.RunAsync(() => PictureCut.Thumbnail(large, media.FocalX, media.FocalY), cancellation);
        media.ReplaceThumbnail(cut.ContentType, cut.Width, cut.Height, cut.Bytes);
        try
        {
            // Made once for all readers, so it does not stop when this request is aborted.
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another request stored the same thumbnail at the same time.
        }

        return cut;
    }
}
