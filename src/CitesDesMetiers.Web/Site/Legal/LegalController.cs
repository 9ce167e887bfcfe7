using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Legal;

/// <summary>The legal pages that French law requires, filled from the settings.</summary>
[AllowAnonymous]
public class LegalController(NetworkIdentity identity) : Controller
{
    [HttpGet(SiteAddresses.Imprint)]
    [ReadingPage]
    public async Task<IActionResult> Imprint(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));

    [HttpGet(SiteAddresses.Privacy)]
    [ReadingPage]
    public async Task<IActionResult> Privacy(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));

    [HttpGet(SiteAddresses.Accessibility)]
    [ReadingPage]
    public async Task<IActionResult> Accessibility(CancellationToken cancellation) => View(await identity.ReadAsync(cancellation));
}
