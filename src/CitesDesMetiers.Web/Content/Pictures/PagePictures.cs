using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>The large pictures of the reading page that is being made: which exist as WebP, and which one leads.</summary>
public sealed class PagePictures(NewsletterContext db)
{
    private HashSet<string> webP = [];
    private EditionPicture? lead;

    /// <summary>Takes one query for the whole page.</summary>
    /// <param name="hasLead">
    /// Whether the first picture is at the top of the page. In an issue, telephones have it some screens further down.
    /// </param>
    public async Task ReadAsync(IReadOnlyCollection<EditionPicture> pictures, bool hasLead, CancellationToken cancellation)
    {
        lead = hasLead ? pictures.FirstOrDefault() : null;
        var names = pictures.Select(p => p.Name).Distinct().ToList();
        if (names.Count > 0)
        {
            webP = await db.MediaVariants
                .Where(v => v.Size == MediaSize.LargeWebP && v.Width > 0 && names.Contains(v.MediaFile.Hash.Substring(0, 32)))
                .Select(v => v.MediaFile.Hash.Substring(0, 32)).ToHashSetAsync(cancellation);
        }
    }

    public bool HasWebP(EditionPicture picture) => webP.Contains(picture.Name);

    /// <summary>Whether it loads at once and before others.</summary>
    public bool IsLead(EditionPicture picture) => picture == lead;
}
