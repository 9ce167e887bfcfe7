using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>The subscribers in figures, for editors: no address, and no group so small that it names somebody.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(SubscriberAddresses.Figures)]
public class FiguresController(NewsletterContext db, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancellation) =>
        View("Figures", await SubscriberFigures.ReadAsync(Db, clock, cancellation));
}
