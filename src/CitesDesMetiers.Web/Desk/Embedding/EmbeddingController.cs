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

/// <summary>Shows what a Cité can embed in its own site, with the code to copy.</summary>
[Route(DeskAddresses.Embedding)]
public class EmbeddingController(NewsletterContext db, IOptions<SiteOptions> site) : DeskController(db)
{
    /// <param name="part">One of <see cref="EmbeddingPage.Parts"/>; anything else shows the sign-up form.</param>
    /// <param name="cite">Slug of the Cité. A correspondent always gets their own.</param>
    [HttpGet("")]
    public async Task<IActionResult> Show([FromQuery(Name = "quoi")] string? part, string? cite, CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        var cites = await Db.Cites.AsNoTracking().Where(c => own == null || c.Id == own).Select(c => new { c.Name, c.Slug })
            .ToListAsync(cancellation);
        var chosen = own is null ? cites.FirstOrDefault(c => c.Slug == cite) : cites.FirstOrDefault();
        var settings = await Db.NewsletterSettingsAsync(cancellation);
        Embedded Widget(string path, string title, string? slug) => new EmbeddedWidget(site.Value, path, title, slug);
        var name = chosen?.Name ?? settings.NetworkName;
        Embedded embedded = part switch
        {
            EmbeddingPage.News => Widget(WidgetAddresses.News, $"Actualités : {name}", chosen?.Slug),
            EmbeddingPage.Dates => Widget(WidgetAddresses.Dates, $"Agenda : {name}", chosen?.Slug),
            EmbeddingPage.Issue => Widget(WidgetAddresses.Issue, $"Dernier numéro {settings.Newsletter.Of}", null),
            _ => new EmbeddedForm(site.Value, settings.Newsletter, chosen?.Slug),
        };
        return View(new EmbeddingPage(
            embedded is EmbeddedForm ? EmbeddingPage.SignUp : part!,
            own is null ? [.. cites.OrderBy(c => c.Name, FrenchOrder.Alphabet).Select(c => (c.Slug, c.Name))] : [],
            chosen?.Slug,
            chosen?.Name,
            embedded));
    }
}
