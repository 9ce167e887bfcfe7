using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>Finds pictures that look alike although their bytes differ: another size or encoding, or a light retouch.</summary>
public sealed class SimilarPictures(NewsletterContext db, PictureTurns turns)
{
    /// <summary>The message, in French, to a person who adds such a picture.</summary>
    public const string Remark = "Une image très semblable existe déjà dans « Images ».";

    private const int AtOnce = 50;

    /// <summary>The other pictures of the library that look like this one.</summary>
    public async Task<IReadOnlyList<int>> OfAsync(int id, long likeness, CancellationToken cancellation) =>
        [.. (await ReadAsync(cancellation)).Where(m => m.Id != id && PictureLikeness.AreAlike(m.Likeness, likeness)).Select(m => m.Id)];

    /// <summary>Groups of pictures in the library that look alike, oldest first in each.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<int>>> GroupsAsync(CancellationToken cancellation)
    {
        var groups = new List<List<(int Id, long Likeness)>>();
        foreach (var picture in await ReadAsync(cancellation))
        {
            if (groups.Find(g => g.Exists(other => PictureLikeness.AreAlike(other.Likeness, picture.Likeness))) is { } group)
            {
                group.Add(picture);
            }
            else
            {
                groups.Add([picture]);
            }
        }

        return [.. groups.Where(g => g.Count > 1).Select(g => g.Select(p => p.Id).ToList())];
    }

    private async Task<List<(int Id, long Likeness)>> ReadAsync(CancellationToken cancellation)
    {
        await RecogniseOldAsync(cancellation);
        return [.. (await db.Media.Where(m => m.DeletedAt == null && m.Likeness != null).OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.Likeness }).ToListAsync(cancellation)).Select(m => (m.Id, m.Likeness!.Value))];
    }

    /// <summary>Computes the hash of pictures stored before hashes existed, in batches.</summary>
    private async Task RecogniseOldAsync(CancellationToken cancellation)
    {
        var old = await db.Media.Where(m => m.Likeness == null && m.DeletedAt == null).OrderBy(m => m.Id).Take(AtOnce).ToListAsync(cancellation);
        if (old.Count == 0)
        {
            return;
        }

        var ids = old.Select(m => m.Id).ToList();
        var bytes = await db.MediaVariants.Where(v => ids.Contains(v.MediaFileId) && v.Size == MediaSize.Mail)
            .ToDictionaryAsync(v => v.MediaFileId, v => v.Bytes, cancellation);
        foreach (var media in old.Where(m => bytes.ContainsKey(m.Id)))
        {
            media.Recognise(await turns.RunAsync(() => PictureLikeness.Of(bytes[media.Id]), cancellation), media.Original);
        }

        await db.SaveChangesAsync(cancellation);
    }
}
