using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Settings;

[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.Settings)]
public class SettingsController(NewsletterContext db, AuditLog audit) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancellation) => View("Form", await ReadAsync(cancellation));

    [HttpPost("")]
    public async Task<IActionResult> Update(SettingsForm form, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return View("Form", form);
        }

        var settings = await Db.Settings.SingleOrDefaultAsync(cancellation);
        if (settings is null)
        {
            Db.Settings.Add(settings = new NewsletterSettings());
        }
        else
        {
            Db.Expect(settings, form.Version);
        }

        var before = SettingsForm.From(settings);
        form.ApplyTo(settings);
        foreach (var field in Ui.Forms.Conflict.Between(before, SettingsForm.From(settings)))
        {
            audit.Add(AuditAction.SettingsChanged, field.Label, field.Mine, field.Theirs);
        }

        return await SaveAsync(
            form,
            async () => (SettingsForm?)await ReadAsync(cancellation),
            () => Done("Les réglages sont enregistrés.", nameof(Edit)),
            () => Task.FromResult<IActionResult>(View("Form", form)),
            cancellation);
    }

    private async Task<SettingsForm> ReadAsync(CancellationToken cancellation) =>
        SettingsForm.From(await Db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new NewsletterSettings());
}
