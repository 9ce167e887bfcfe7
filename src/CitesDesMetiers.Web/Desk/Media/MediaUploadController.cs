using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Media;

/// <summary>Uploads pictures to the library. Each valid picture is stored, even if others are refused.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.NewPictures)]
[RequestSizeLimit(MaxRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public class MediaUploadController(NewsletterContext db, PictureStore store, PictureTurns turns, SimilarPictures alikes) : DeskController(db)
{
    /// <summary>In bytes: every row may hold the largest picture.</summary>
    private const int MaxRequest = (UploadForm.Rows * PictureReader.MaxFileSize) + (1024 * 1024);

    [HttpGet("")]
    public IActionResult New() => View("Upload", new UploadPage(new UploadForm().Filled(), []));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Create(UploadForm form, CancellationToken cancellation)
    {
        var uploaded = new List<Uploaded>();
        var rest = new List<UploadRow>();
        if (ModelState.IsValid)
        {
            foreach (var row in form.Pictures.Take(UploadForm.Rows))
            {
                if (await AddAsync(row, form, cancellation) is { } done)
                {
                    uploaded.Add(done);
                }
                else if (row.File is not null || row.KeptPicture is not null || !string.IsNullOrWhiteSpace(row.AlternativeText))
                {
                    rest.Add(row);
                }
            }

            form.Pictures = rest;
        }

        if (uploaded.Count == 0 && ModelState.IsValid)
        {
            ModelState.AddModelError("", "Choisissez au moins une image et dites ce qu’elle montre.");
        }

        foreach (var key in ModelState.Keys.Where(k =>
            k.StartsWith(nameof(form.Pictures), StringComparison.Ordinal) && ModelState[k]!.Errors.Count == 0).ToList())
        {
            ModelState.Remove(key);
        }

        return View("Upload", new UploadPage(form.Filled(), uploaded));
    }

    /// <summary>Adds the picture of a row. Null, possibly with an error message, if there is none to add.</summary>
    private async Task<Uploaded?> AddAsync(UploadRow row, UploadForm form, CancellationToken cancellation)
    {
        if (row.File is { Length: > 0 } file && !await ReceiveAsync(row, file, cancellation))
        {
            return null;
        }

        if (await store.FindAsync(row.KeptPicture, cancellation) is not { } media)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(row.AlternativeText))
        {
            ModelState.AddModelError(
                "", $"Image{(row.File is { } sent ? $" « {Path.GetFileName(sent.FileName)} »" : "")} : dites ce que montre l’image, pour qui ne la "
                    + "voit pas. Elle est gardée, inutile de la choisir à nouveau.");
            return null;
        }

        var wasKnown = !media.IsWaiting;
        await store.TakeAsync(media, row.AlternativeText, form.Credit, form.Licence, cancellation);
        var ids = await alikes.OfAsync(media.Id, media.Likeness ?? 0, cancellation);
        var alike = await Db.Library().Where(m => ids.Contains(m.Id)).OrderBy(m => m.Id).Select(MediaRows.From(Db)).ToListAsync(cancellation);
        return new Uploaded(media.Id, media.AlternativeText, media.ThumbnailPath, wasKnown, alike)
        {
            Offered = wasKnown ? Offered(media, row, form) : null,
        };
    }

    /// <summary>Stores the picture of a row, so that it need not be chosen again. False, with an error message, if it is not a picture.</summary>
    private async Task<bool> ReceiveAsync(UploadRow row, IFormFile file, CancellationToken cancellation)
    {
        var picture = await turns.ReadAsync(file, cancellation);
        if (picture.Problem is { } problem)
        {
            ModelState.AddModelError("", $"« {Path.GetFileName(file.FileName)} » : {problem}");
            return false;
        }

        row.KeptPicture = (await store.ReceiveAsync(picture, cancellation)).Name;
        return true;
    }

    /// <summary>The typed texts for a picture that the library already contains; null if they are the same.</summary>
    private static MediaForm? Offered(MediaFile known, UploadRow row, UploadForm form)
    {
        var (stored, typed) = (MediaForm.From(known), MediaForm.From(known));
        typed.AlternativeText = row.AlternativeText!.Trim();
        typed.Credit = form.Credit ?? typed.Credit;
        typed.Licence = form.Licence ?? typed.Licence;
        return Ui.Forms.Conflict.Between(typed, stored).Count > 0 ? typed : null;
    }
}
