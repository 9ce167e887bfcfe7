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
[FormLimit(nameof(PictureUpload.File))]
[EnableRateLimiting(RateLimits.Contribution)]
[Route(ContributionAddresses.Template + "/editeur")]
[RequestFormLimits(ValueLengthLimit = EditorTools.MaxText)]
public class ContributionEditorController(EditorTools tools) : Controller
{
    [HttpPost("apercu")]
    public IActionResult Preview(string? text, string? language) => Content(tools.Preview(text, language), "text/html; charset=utf-8");

    [HttpPost("image")]
    public async Task<IActionResult> Picture(PictureUpload upload, CancellationToken cancellation) =>
        this.Answer(ModelState.IsValid ? await tools.AddPictureAsync(upload, cancellation) : null);

    [HttpPost("video")]
    public async Task<IActionResult> Video(VideoUpload upload, CancellationToken cancellation) =>
        this.Answer(ModelState.IsValid ? await tools.AddVideoAsync(upload, cancellation) : null);
}
