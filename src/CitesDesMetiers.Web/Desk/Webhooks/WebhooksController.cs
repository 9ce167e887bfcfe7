using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Webhooks;
using CitesDesMetiers.Web.Newsletter.Webhooks;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Desk.Webhooks;

/// <summary>The programs that are called at each publication.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.Webhooks)]
public class WebhooksController(
    NewsletterContext db, WebhookSecrets secrets, WebhookEvents events, AuditLog audit, IOptions<WebhookOptions> options, TimeProvider clock)
    : DeskController(db)
{
    private const string SecretKey = "WebhookSecret";
    private const string Gone = "Ce webhook a été supprimé entre-temps.";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpGet("")]
    public Task<IActionResult> Index(CancellationToken cancellation) => PageAsync(new WebhookForm(), cancellation);

    [HttpPost("")]
    public async Task<IActionResult> Add(WebhookForm form, CancellationToken cancellation)
    {
        if (ModelState.IsValid && !options.Value.ReachesPrivateNetworks && new Uri(form.Url!.Trim()).Scheme != Uri.UriSchemeHttps)
        {
            ModelState.AddModelError(nameof(form.Url), "Adresse à appeler : elle doit commencer par https://.");
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(form, cancellation);
        }

        var (shown, stored) = secrets.Draw();
        Db.Webhooks.Add(new Webhook(form.Url!, form.Name!, stored, Now));
        audit.Add(AuditAction.WebhookAdded, form.Name!.Trim());
        await Db.SaveChangesAsync(cancellation);
        TempData[SecretKey] = shown;
        return Done($"Le webhook « {form.Name.Trim()} » est ajouté.", nameof(Index));
    }

    [HttpPost("{id:int}/essai")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Try(int id, CancellationToken cancellation)
    {
        if (await Db.Webhooks.FirstOrDefaultAsync(w => w.Id == id, cancellation) is not { } webhook)
        {
            return Refused(Gone, nameof(Index));
        }

        events.Try(webhook.Id);
        await Db.SaveChangesAsync(cancellation);
        return Done($"Un essai part vers « {webhook.Name} ». Rechargez cette page dans quelques secondes pour en voir l’issue.", nameof(Index));
    }

    [HttpPost("{id:int}/suppression")]
    public async Task<IActionResult> Remove(int id, CancellationToken cancellation)
    {
        if (await Db.Webhooks.FirstOrDefaultAsync(w => w.Id == id, cancellation) is not { } webhook)
        {
            return Refused(Gone, nameof(Index));
        }

        Db.Webhooks.Remove(webhook);
        audit.Add(AuditAction.WebhookRemoved, webhook.Name);
        await Db.SaveChangesAsync(cancellation);
        return Done($"Le webhook « {webhook.Name} » est supprimé : il n’est plus appelé.", nameof(Index));
    }

    private async Task<IActionResult> PageAsync(WebhookForm form, CancellationToken cancellation)
    {
        var rows = await Db.Webhooks.AsNoTracking().OrderBy(w => w.Id)
            .Select(w => new WebhookRow(w.Id, w.Name, w.Url, w.CreatedAt, w.Calls.OrderByDescending(c => c.Id).FirstOrDefault()))
            .ToListAsync(cancellation);
        return View("Index", new WebhooksPage(form, rows, TempData[SecretKey] as string));
    }
}
