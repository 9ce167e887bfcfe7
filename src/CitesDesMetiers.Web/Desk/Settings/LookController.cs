using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>Logo, colours and masthead of the network, which mails, site and paper show.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.Look)]
[RequestSizeLimit(PictureReader.MaxFileSize + (1024 * 1024))]
public class LookController(NewsletterContext db, PictureStore store, PictureTurns turns, AuditLog audit) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancellation) => View("Look", await ReadAsync(cancellation));

    /// <param name="step">"apercu" shows the form again with what was typed, and saves nothing.</param>
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Update(LookForm form, string? step, CancellationToken cancellation)
    {
        await ReceiveAsync(form, cancellation);
        if (!ModelState.IsValid || step is "apercu")
        {
            return View("Look", form);
        }

        var settings = await Db.Settings.Include(s => s.Logo).SingleOrDefaultAsync(cancellation);
        if (settings is null)
        {
            Db.Settings.Add(settings = new NewsletterSettings());
        }
        else
        {
            Db.Expect(settings, form.Version);
        }

        await ApplyAsync(form, settings, cancellation);
        return await SaveAsync(
            form,
            async () => (LookForm?)await ReadAsync(cancellation),
            () => Done("L’apparence est enregistrée. Les numéros déjà partis gardent la leur.", nameof(Edit)),
            () => Task.FromResult<IActionResult>(View("Look", form)),
            cancellation);
    }

    /// <summary>Stores a picture that was sent, so that it need not be chosen again after a refusal.</summary>
    private async Task ReceiveAsync(LookForm form, CancellationToken cancellation)
    {
        if (form.File is not { Length: > 0 } file)
        {
            return;
        }

        var picture = await turns.ReadAsync(file, cancellation);
        if (picture.Problem is { } problem)
        {
            ModelState.AddModelError(nameof(form.File), "Logo : " + problem);
            return;
        }

        (form.Logo, form.RemoveLogo) = ((await store.ReceiveAsync(picture, cancellation)).Name, false);
        ModelState.Remove(nameof(form.Logo));
    }

    private async Task ApplyAsync(LookForm form, NewsletterSettings settings, CancellationToken cancellation)
    {
        var before = LookForm.From(settings);
        var logo = form.RemoveLogo ? null : await store.FindAsync(form.Logo, cancellation);
        logo?.Take($"Logo : {settings.NetworkName}", null);
        settings.Dress(form.Masthead, logo, await LogoSize.WidthAsync(Db, logo, cancellation), form.OwnLinks, form.OwnDates);
        foreach (var field in Ui.Forms.Conflict.Between(before, LookForm.From(settings)))
        {
            audit.Add(AuditAction.SettingsChanged, field.Label, field.Mine, field.Theirs);
        }

        if (before.Logo != logo?.Name)
        {
            audit.Add(AuditAction.SettingsChanged, "Logo");
        }
    }

    private async Task<LookForm> ReadAsync(CancellationToken cancellation) => LookForm.From(
        await Db.Settings.AsNoTracking().Include(s => s.Logo).SingleOrDefaultAsync(cancellation) ?? new NewsletterSettings());
}
