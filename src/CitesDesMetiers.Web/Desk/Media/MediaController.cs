using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Media;

/// <summary>The picture library and the texts of each picture. Changed texts apply to the next use; editions keep theirs.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.Pictures)]
public class MediaController(NewsletterContext db, PictureUses uses, SimilarPictures alikes, Thumbnails thumbnails, TimeProvider clock)
    : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] MediaFilter filter, CancellationToken cancellation)
    {
        var found = await Db.Library().Matching(filter.Search).UsedAsync(filter.Usage, Db, uses, cancellation);
        var rows = await filter.ReadAsync(found, MediaFilter.Columns, MediaRows.From(Db), cancellation);
        return View(new MediaList(filter, rows, await uses.NamedAsync(cancellation)));
    }

    /// <summary>Groups of similar pictures.</summary>
    [HttpGet("doublons")]
    public async Task<IActionResult> Duplicates(CancellationToken cancellation)
    {
        var groups = await alikes.GroupsAsync(cancellation);
        var ids = groups.SelectMany(g => g).ToList();
        var rows = await Db.Library().Where(m => ids.Contains(m.Id)).Select(MediaRows.From(Db)).ToDictionaryAsync(m => m.Id, cancellation);
        var named = await uses.NamedAsync(cancellation);
        return View(groups.Select(g => new MediaCards([.. g.Where(rows.ContainsKey).Select(id => rows[id])], named)).ToList());
    }

    [HttpGet("{id:int}")]
    public Task<IActionResult> Edit(int id, CancellationToken cancellation) => ShowAsync(id, null, null, cancellation);

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Update(int id, [Bind(Prefix = "Form")] MediaForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } media)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(id, form, null, cancellation);
        }

        var path = media.ThumbnailPath;
        form.ApplyTo(media);
        if (media.ThumbnailPath != path)
        {
            await thumbnails.CutAsync(media, cancellation);
        }

        Db.Expect(media, form.Version);
        return await SaveAsync(
            form,
            async () => await FindAsync(id, cancellation) is { } stored ? MediaForm.From(stored) : null,
            () => Done("L’image est enregistrée.", nameof(Index)),
            () =>
            {
                ModelState.Remove("Form.Version");
                return ShowAsync(id, form, null, cancellation);
            },
            cancellation);
    }

    /// <summary>Creates a new picture from a part of another.</summary>
    [HttpPost("{id:int}/recadrage")]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Crop(
        int id, [Bind(Prefix = "Crop")] CropForm crop, [FromServices] PictureStore store, [FromServices] PictureTurns turns,
        CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } media)
        {
            return NotFound();
        }

        var frame = new CutFrame(crop.Left / 100.0, crop.Top / 100.0, crop.Width / 100.0, crop.Height / 100.0);
        if (ModelState.IsValid && !frame.IsInside)
        {
            ModelState.AddModelError("Crop.Width", "Cadre : il dépasse de l’image. Bord et taille font ensemble 100 % au plus.");
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(id, null, crop, cancellation);
        }

        var large = await Db.MediaVariants.Where(v => v.MediaFileId == id && v.Size == MediaSize.Large).Select(v => v.Bytes).FirstAsync(cancellation);
        var part = await turns.RunAsync(() => PictureCut.Crop(large, frame), cancellation);
        if (part.Problem is not null)
        {
            ModelState.AddModelError("Crop.Width", $"Cadre : {part.Problem}");
            return await ShowAsync(id, null, crop, cancellation);
        }

        var cut = await store.AddCutAsync(part, media, crop.PartText!, cancellation);
        var wasKnown = cut.Id != 0;
        await Db.SaveChangesAsync(cancellation);
        return Done(
            wasKnown
                ? "Cette partie était déjà dans la bibliothèque : la voici, sous le texte qu’elle avait. Vous aviez "
                    + $"écrit : « {crop.PartText!.Trim()} »."
                : "La partie choisie est une nouvelle image ; l’image entière est gardée.",
            nameof(Edit), new { id = cut.Id });
    }

    [HttpPost("{id:int}/suppression")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } media)
        {
            return NotFound();
        }

        if ((await uses.NamedAsync(cancellation)).Contains(media.Name) || !await uses.Unattached().AnyAsync(m => m.Id == id, cancellation))
        {
            return Refused(
                "Cette image est utilisée : rien n’a été supprimé. Retirez-la d’abord des nouvelles qui la montrent.", nameof(Edit), new { id });
        }

        media.Delete(clock.GetUtcNow().UtcDateTime);
        await Db.SaveChangesAsync(cancellation);
        return Deleted($"L’image « {media.AlternativeText} » est supprimée.", DeletedKind.Picture, id, nameof(Index));
    }

    private Task<MediaFile?> FindAsync(int id, CancellationToken cancellation) => Db.Library().FirstOrDefaultAsync(m => m.Id == id, cancellation);

    private async Task<IActionResult> ShowAsync(int id, MediaForm? form, CropForm? crop, CancellationToken cancellation) =>
        await MediaPage.ReadAsync(Db, uses, alikes, id, form, crop, cancellation) is { } page ? View("Form", page) : NotFound();
}
