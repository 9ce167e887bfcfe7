using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Accounts;
using CitesDesMetiers.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.Media;

/// <summary>The pictures kept, and what is said of each. A description changed here is for the next use: editions keep theirs.</summary>
[Authorize(Policy = Policies.Editor)]
[Route("redaction/images")]
public class MediaController(NewsletterContext db) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(await Db.Media.OrderByDescending(m => m.UploadedAt).ThenByDescending(m => m.Id).Take(300)
            .Select(m => new MediaRow(
                m.Id, m.Hash, m.Extension, m.AlternativeText, m.Credit,
                Db.Set<NewsPicture>().Count(p => p.MediaFileId == m.Id)))
            .ToListAsync(cancellation));

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) is { } form ? View("Form", form) : NotFound();

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Update(int id, MediaForm form, CancellationToken cancellation)
    {
        var media = await Db.Media.FirstOrDefaultAsync(m => m.Id == id, cancellation);
        if (media is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View("Form", form);
        }

        media.Describe(form.AlternativeText!, form.Credit);
        Db.Expect(media, form.Version);
        return await SaveAsync(
            form,
            () => ReadAsync(id, cancellation),
            () => Done("La description de l’image est enregistrée.", nameof(Index)),
            () => Task.FromResult<IActionResult>(View("Form", form)),
            cancellation);
    }

    private async Task<MediaForm?> ReadAsync(int id, CancellationToken cancellation) =>
        await Db.Media.Where(m => m.Id == id)
            .Select(m => new MediaForm { Version = m.Version, AlternativeText = m.AlternativeText, Credit = m.Credit }).FirstOrDefaultAsync(cancellation);
}

public class MediaForm : IVersionedForm
{
    public Guid Version { get; set; }

    [Display(Name = "Texte de remplacement"), Line(MediaFile.AlternativeTextLength, Required = true)]
    public string? AlternativeText { get; set; }

    [Display(Name = "Crédit"), Line(MediaFile.CreditLength)]
    public string? Credit { get; set; }
}

public sealed record MediaRow(int Id, string Hash, string Extension, string AlternativeText, string? Credit, int Uses)
{
    public string Path => $"/images/{Hash[..32]}-courriel.{Extension}";
}
