using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Desk.Embedding;

/// <summary>Shows the sign-up form that a Cité can embed in its own site, with the code to copy.</summary>
[Route(DeskAddresses.Embedding)]
public class EmbeddingController(NewsletterContext db, IOptions<SiteOptions> site) : DeskController(db)
{
    /// <param name="cite">Slug of the Cité. A correspondent always gets the form of their own Cité.</param>
    [HttpGet("")]
    public async Task<IActionResult> Show(string? cite, CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        var cites = await Db.Cites.AsNoTracking().Where(c => own == null || c.Id == own).Select(c => new { c.Name, c.Slug })
            .ToListAsync(cancellation);
        var chosen = own is null ? cites.FirstOrDefault(c => c.Slug == cite) : cites.FirstOrDefault();
        var settings = await Db.NewsletterSettingsAsync(cancellation);
        return View(new EmbeddedForm(site.Value, settings.Newsletter, chosen?.Slug, chosen?.Name)
        {
            Cites = own is null ? [.. cites.OrderBy(c => c.Name, FrenchOrder.Alphabet).Select(c => (c.Slug, c.Name))] : [],
        });
    }
}
