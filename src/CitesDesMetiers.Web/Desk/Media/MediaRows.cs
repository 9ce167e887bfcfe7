using System.Linq.Expressions;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Pictures;

namespace CitesDesMetiers.Web.Desk.Media;

/// <summary>Queries pictures for the lists of the library.</summary>
internal static class MediaRows
{
    public static IQueryable<MediaFile> Library(this NewsletterContext db) => db.Media.Where(m => m.DeletedAt == null);

    public static Expression<Func<MediaFile, MediaRow>> From(NewsletterContext db) =>
        m => new MediaRow(
            m.Id, m.Hash, m.Extension, m.AlternativeText, m.Credit, m.FocalX, m.FocalY, m.UploadedAt,
            m.Variants.Where(v => v.Size == MediaSize.Large).Sum(v => v.Bytes.Length), db.Set<NewsPicture>().Count(p => p.MediaFileId == m.Id));

    /// <summary>The used or the unused pictures; all for any other value.</summary>
    public static async Task<IQueryable<MediaFile>> UsedAsync(
        this IQueryable<MediaFile> pictures, string? usage, NewsletterContext db, PictureUses uses, CancellationToken cancellation)
    {
        if (usage is not ("utilisees" or "inutilisees"))
        {
            return pictures;
        }

        var named = (await uses.NamedAsync(cancellation)).ToList();
        return usage is "utilisees"
            ? pictures.Where(m => db.Set<NewsPicture>().Any(p => p.MediaFileId == m.Id) || named.Contains(m.Hash.Substring(0, 32)))
            : pictures.Where(m => !db.Set<NewsPicture>().Any(p => p.MediaFileId == m.Id) && !named.Contains(m.Hash.Substring(0, 32)));
    }
}
