using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Api;

/// <summary>Explains the interface for programs to the webmasters of the Cités, with the latest issue as example.</summary>
[AllowAnonymous]
public class ApiPageController(NewsletterContext db, IOptions<SiteOptions> site) : Controller
{
    [HttpGet(ApiAddresses.Page)]
    [ReadingPage]
    public async Task<IActionResult> Show(CancellationToken cancellation)
    {
        var latest = await db.Editions.LatestFirst().Select(e => e.Slug).FirstOrDefaultAsync(cancellation);
        return View(
            "Explain",
            new ApiPage(
            [
                new(ApiAddresses.Issues, "Les numéros, le plus récent d’abord", "langue, page"),
                new(ApiAddresses.Issue(latest ?? "43-septembre-2026"), "Un numéro entier, tel qu’il a paru, avec ses errata", null),
                new(ApiAddresses.News, "Les actualités, les plus récentes d’abord", "cite, pays, theme, annee, page"),
                new(ApiAddresses.Agenda, "Les rendez-vous publics à venir ; « periode=passe » pour les passés", "periode, type, cite, page"),
                new(ApiAddresses.Cites, "Les Cités, par ordre alphabétique", "page"),
                new(ApiAddresses.Moves, "Les arrivées et les départs annoncés", "page"),
                new(ApiAddresses.Search + "?q=orientation", "La recherche du site", "q, type, cite, pays, theme, rubrique, annee, langue, tri, page"),
            ],
            site.Value.Absolute(ApiAddresses.Description)));
    }
}

/// <param name="Description">Absolute address of the OpenAPI description.</param>
public sealed record ApiPage(IReadOnlyList<ApiResource> Resources, string Description);

/// <param name="Path">An example that works.</param>
/// <param name="Parameters">Names of the query's parameters; null for none.</param>
public sealed record ApiResource(string Path, string What, string? Parameters);
