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
[FormLimit(nameof(PictureUpload.File))]
[RequestFormLimits(ValueLengthLimit = EditorTools.MaxText)]
public class EditorController(EditorTools tools) : Controller
{
    [HttpPost("apercu")]
    [EnableRateLimiting(RateLimits.Preview)]
    public IActionResult Preview(string? text, string? language) => Content(tools.Preview(text, language), "text/html; charset=utf-8");

    [HttpPost("image")]
    public async Task<IActionResult> Picture(PictureUpload upload, CancellationToken cancellation) =>
        this.Answer(ModelState.IsValid ? await tools.AddPictureAsync(upload, cancellation) : null);

    [HttpPost("video")]
    public async Task<IActionResult> Video(VideoUpload upload, CancellationToken cancellation) =>
        this.Answer(ModelState.IsValid ? await tools.AddVideoAsync(upload, cancellation) : null);
}
