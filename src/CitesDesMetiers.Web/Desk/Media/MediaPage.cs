using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Media;

/// <summary>A picture with its details and uses.</summary>
/// <param name="Alike">Other pictures that look similar.</param>
/// <param name="Parts">Pictures cut out of it.</param>
internal sealed record MediaPage(
    MediaFile Picture, int Width, int Height, MediaForm Form, CropForm Crop, IReadOnlyList<PictureUse> Uses, bool IsUsed,
    IReadOnlyList<MediaRow> Alike, IReadOnlyList<MediaRow> Parts)
{
    internal static async Task<MediaPage?> ReadAsync(
        NewsletterContext db, PictureUses uses, SimilarPictures alikes, int id, MediaForm? form, CropForm? crop, CancellationToken cancellation)
    {
        if (await db.Library().AsNoTracking().Include(m => m.Original).FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } media)
        {
            return null;
        }

        var size = await db.MediaVariants.Where(v => v.MediaFileId == id && v.Size == MediaSize.Large).Select(v => new { v.Width, v.Height })
            .FirstAsync(cancellation);
        var places = await uses.OfAsync(id, media.Name, cancellation);
        var alike = await alikes.OfAsync(id, media.Likeness ?? 0, cancellation);
        return new MediaPage(
            media, size.Width, size.Height, form ?? MediaForm.From(media), crop ?? new CropForm { PartText = media.AlternativeText }, places,
            places.Count > 0 || !await uses.Unattached().AnyAsync(m => m.Id == id, cancellation),
            await db.Library().Where(m => alike.Contains(m.Id)).OrderBy(m => m.Id).Select(MediaRows.From(db)).ToListAsync(cancellation),
            await db.Library().Where(m => m.OriginalId == id).OrderBy(m => m.Id).Select(MediaRows.From(db)).ToListAsync(cancellation));
    }
}
