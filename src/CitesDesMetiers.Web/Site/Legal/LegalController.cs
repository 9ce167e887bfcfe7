using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Legal;

/// <summary>The legal pages that French law requires, filled from the settings.</summary>
[AllowAnonymous]
public class LegalController(NetworkIdentity identity) : Controller
{
    [HttpGet(SiteAddresses.Imprint)]
    public async Task<IActionResult> Imprint(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));

    [HttpGet(SiteAddresses.Privacy)]
    public async Task<IActionResult> Privacy(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));

    [HttpGet(SiteAddresses.Accessibility)]
    public async Task<IActionResult> Accessibility(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));
}
