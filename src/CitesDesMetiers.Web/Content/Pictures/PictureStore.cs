using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>Stores pictures in the database. The same content has one row, however often it is sent.</summary>
public sealed class PictureStore(NewsletterContext db, TimeProvider clock)
{
    /// <summary>The picture of that name, whether received only or in the library; null if there is none.</summary>
    public async Task<MediaFile?> FindAsync(string? name, CancellationToken cancellation) =>
        name is { Length: 32 } ? await db.Media.FirstOrDefaultAsync(m => m.Hash.StartsWith(name), cancellation) : null;

    /// <summary>Saves a picture sent with a form before the form is validated, so that it need not be sent again after a refusal.</summary>
    public async Task<MediaFile> ReceiveAsync(ReadPicture picture, CancellationToken cancellation)
    {
        var media = await FindOrMakeAsync(picture, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return media;
        }
        catch (DbUpdateException) when (media.Id == 0)
        {
            // Another request stored the same content at the same time.
            foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added).ToList())
            {
                entry.State = EntityState.Detached;
            }

            return await db.Media.FirstAsync(m => m.Hash == picture.Hash, cancellation);
        }
    }

    /// <summary>Adds a received picture to the library and saves it. Texts that another request has set meanwhile are kept.</summary>
    public async Task TakeAsync(MediaFile media, string alternativeText, string? credit, string? licence, CancellationToken cancellation)
    {
        media.Take(alternativeText, credit, licence);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            await db.Entry(media).ReloadAsync(cancellation);
            media.Take(alternativeText, credit, licence);
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>
    /// Adds the picture to the library without saving. If the library has a picture with the same content, that one is returned
    /// with the texts it has.
    /// </summary>
    public async Task<MediaFile> AddAsync(
        ReadPicture picture, string alternativeText, string? credit, CancellationToken cancellation, string? licence = null)
    {
        var media = await FindOrMakeAsync(picture, cancellation);
        media.Take(alternativeText, credit, licence);
        return media;
    }

    /// <summary>Adds a crop of a stored picture with the same credit and licence. The original stays.</summary>
    public async Task<MediaFile> AddCutAsync(ReadPicture part, MediaFile original, string alternativeText, CancellationToken cancellation)
    {
        var media = await AddAsync(part, alternativeText, original.Credit, cancellation, original.Licence);
        if (media.Id == 0)
        {
            media.Recognise(part.Likeness, original);
        }

        return media;
    }

    private async Task<MediaFile> FindOrMakeAsync(ReadPicture picture, CancellationToken cancellation)
    {
        if (picture.Problem is not null)
        {
            throw new ArgumentException("A picture that could not be read cannot be kept.", nameof(picture));
        }

        if (await db.Media.FirstOrDefaultAsync(m => m.Hash == picture.Hash, cancellation) is { } known)
        {
            return known;
        }

        var media = MediaFile.Received(picture.Hash, clock.GetUtcNow().UtcDateTime);
        foreach (var variant in picture.Variants)
        {
            media.AddVariant(variant.Size, variant.ContentType, variant.Width, variant.Height, variant.Bytes);
        }

        media.Recognise(picture.Likeness);
        db.Media.Add(media);
        return media;
    }
}
