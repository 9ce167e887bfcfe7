using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>The large pictures of the reading page that is being made: which exist as WebP, and which one comes first.</summary>
public sealed class PagePictures(NewsletterContext db)
{
    private HashSet<string> webP = [];
    private bool hasFirst;

    /// <summary>Takes one query for the whole page.</summary>
    public async Task ReadAsync(IEnumerable<EditionPicture> pictures, CancellationToken cancellation)
    {
        var names = pictures.Select(p => p.Name).Distinct().ToList();
        if (names.Count > 0)
        {
            webP = await db.MediaVariants
                .Where(v => v.Size == MediaSize.LargeWebP && v.Width > 0 && names.Contains(v.MediaFile.Hash.Substring(0, 32)))
                .Select(v => v.MediaFile.Hash.Substring(0, 32)).ToHashSetAsync(cancellation);
        }
    }

    public bool HasWebP(EditionPicture picture) => webP.Contains(picture.Name);

    /// <summary>True once: the first picture loads at once and before others.</summary>
    public bool TakeFirst() => !hasFirst && (hasFirst = true);
}
