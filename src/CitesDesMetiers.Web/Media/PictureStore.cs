using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Media;

/// <summary>Keeps pictures in the database, one row for the same content however often it is sent.</summary>
public sealed class PictureStore(NewsletterContext db, TimeProvider clock)
{
    /// <summary>Adds the picture to the context, to be saved with what uses it; gives the stored one back if its content is known.</summary>
    public async Task<MediaFile> AddAsync(ReadPicture picture, string alternativeText, string? credit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Problem is not null)
        {
            throw new ArgumentException("A picture that could not be read cannot be kept.", nameof(picture));
        }

        if (await db.Media.FirstOrDefaultAsync(m => m.Hash == picture.Hash, cancellation) is { } known)
        {
            known.Restore();
            return known;
        }

        var media = new MediaFile(picture.Hash, alternativeText, credit, clock.GetUtcNow().UtcDateTime);
        foreach (var variant in picture.Variants)
        {
            media.AddVariant(variant.Size, variant.ContentType, variant.Width, variant.Height, variant.Bytes);
        }

        media.Recognise(picture.Likeness);
        db.Media.Add(media);
        return media;
    }

    /// <summary>Adds a part of a picture kept already, under the same terms; the whole one stays.</summary>
    public async Task<MediaFile> AddCutAsync(ReadPicture part, MediaFile original, string alternativeText, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(original);
        var media = await AddAsync(part, alternativeText, original.Credit, cancellation);
        if (media.Id == 0)
        {
            media.License(original.Licence);
            media.Recognise(part.Likeness, original);
        }

        return media;
    }
}
