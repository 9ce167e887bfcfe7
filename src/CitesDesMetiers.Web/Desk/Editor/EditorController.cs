using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Editor;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Editor;

/// <summary>Serves the Markdown editor of signed-in users.</summary>
[Authorize(Policy = Policies.Contributor)]
[Route(DeskAddresses.Editor)]
[EnableRateLimiting(RateLimits.Upload)]
public class EditorController(EditorTools tools) : EditorRequestsController(tools)
{
    [EnableRateLimiting(RateLimits.Preview)]
    public override IActionResult Preview(string? text, string? language) => base.Preview(text, language);
}
