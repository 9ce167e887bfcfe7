using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Legal;

/// <summary>The pages French law asks for, filled from the settings.</summary>
[AllowAnonymous]
public class LegalController(NetworkIdentity identity) : Controller
{
    [HttpGet("/mentions-legales", Name = Pages.Imprint)]
    public async Task<IActionResult> Imprint(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));

    [HttpGet("/confidentialite", Name = Pages.Privacy)]
    public async Task<IActionResult> Privacy(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));

    [HttpGet("/accessibilite", Name = Pages.Accessibility)]
    public async Task<IActionResult> Accessibility(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));
}
