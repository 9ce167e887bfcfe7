using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>The calendar of automatic questions and erasures.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(SubscriberAddresses.Retention)]
public class RetentionController(NewsletterContext db, RetentionCalendar calendar) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancellation) => View("Retention", await calendar.ReadAsync(cancellation));
}
