using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using NetVips;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>
/// Makes the sizes for reading as WebP, in the background: that takes ten times as long as JPEG, and neither an upload nor the first
/// start should wait for it. Until then, pages show the JPEG or PNG.
/// </summary>
public sealed class WebPFiles(NewsletterContext db, PictureTurns turns)
{
    /// <summary>Pictures to a save: each save renews the pages that are kept in memory.</summary>
    private const int AtOnce = 10;

    private static readonly (MediaSize Size, MediaSize Beside, int Quality)[] Sizes =
        [(MediaSize.LargeWebP, MediaSize.Large, 80), (MediaSize.MailWebP, MediaSize.Mail, 75)];

    /// <summary>Completes all pictures that were not tried yet.</summary>
    public async Task MakeMissingAsync(CancellationToken cancellation)
    {
        while (await NextAsync(cancellation) is { Count: > 0 } ids)
        {
            foreach (var id in ids)
            {
                var files = await db.MediaVariants.AsNoTracking().Where(v => v.MediaFileId == id).ToListAsync(cancellation);
                db.MediaVariants.AddRange(await turns.RunAsync(() => Encode(id, files), cancellation));
            }

            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
            {
                // Another instance did the same. The next run sees what is left.
                return;
            }

            db.ChangeTracker.Clear();
        }
    }

    private Task<List<int>> NextAsync(CancellationToken cancellation) =>
        db.Media.Where(m => m.Variants.Any(v => v.Size == MediaSize.Large) && !m.Variants.Any(v => v.Size == MediaSize.LargeWebP))
            .OrderBy(m => m.Id).Select(m => m.Id).Take(AtOnce).ToListAsync(cancellation);

    /// <returns>The sizes, or the note that there are none: one would be no smaller than the file beside it, or that cannot be read.</returns>
    internal static IReadOnlyList<MediaVariant> Encode(int mediaFileId, IReadOnlyList<MediaVariant> files)
    {
        var large = files.First(f => f.Size is MediaSize.Large);
        try
        {
            using var whole = PictureFile.Open(large.Bytes);
            using var pixels = whole.CopyMemory();
            var made = new List<MediaVariant>();

            // A small picture has the same size twice; pages use the large one.
            foreach (var (size, beside, quality) in Pairs(files).Where(p => p.Beside == large || p.Beside.Width < large.Width))
            {
                using var fitted = pixels.ThumbnailImage(beside.Width, height: beside.Height, size: Enums.Size.Force);

                // A picture with transparency is stored without loss, as it is in PNG.
                var bytes = fitted.WebpsaveBuffer(q: quality, lossless: fitted.HasAlpha(), keep: Enums.ForeignKeep.None);
                if (bytes.Length >= beside.Bytes.Length)
                {
                    return [MediaVariant.NoWebP(mediaFileId)];
                }

                made.Add(MediaVariant.WebP(mediaFileId, size, fitted.Width, fitted.Height, bytes));
            }

            return made;
        }
        catch (VipsException)
        {
            // Not an image: it is served as it is.
            return [MediaVariant.NoWebP(mediaFileId)];
        }
    }

    private static IEnumerable<(MediaSize Size, MediaVariant Beside, int Quality)> Pairs(IReadOnlyList<MediaVariant> files) =>
        from s in Sizes
        join f in files on s.Beside equals f.Size
        select (s.Size, f, s.Quality);
}

internal sealed class WebPWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WebPWorker> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        services.GetRequiredService<WebPFiles>().MakeMissingAsync(stopping);
}
