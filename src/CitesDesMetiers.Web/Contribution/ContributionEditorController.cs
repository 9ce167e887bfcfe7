using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Calls;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Editor;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>Serves the Markdown editor behind a personal link, while the link opens the form.</summary>
[AllowAnonymous]
[TokenPage]
[PersonalLink]
[EnableRateLimiting(RateLimits.Contribution)]
[Route(ContributionAddresses.Template + "/editeur")]
public class ContributionEditorController(EditorTools tools) : EditorRequestsController(tools);
