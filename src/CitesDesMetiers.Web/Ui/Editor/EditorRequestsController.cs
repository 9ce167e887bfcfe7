using CitesDesMetiers.Web.Platform;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>
/// Serves the requests of the Markdown editor in JSON, except for the preview in HTML. Who may send them and how often is for the derived
/// controllers to say.
/// </summary>
[FormLimit(nameof(PictureUpload.File))]
[RequestFormLimits(ValueLengthLimit = EditorTools.MaxText)]
public abstract class EditorRequestsController(EditorTools tools) : Controller
{
    [HttpPost("apercu")]
    public virtual IActionResult Preview(string? text, string? language) => Content(tools.Preview(text, language), "text/html; charset=utf-8");

    [HttpPost("image")]
    public async Task<IActionResult> Picture(PictureUpload upload, CancellationToken cancellation) =>
        Answer(ModelState.IsValid ? await tools.AddPictureAsync(upload, cancellation) : WithErrors());

    [HttpPost("video")]
    public async Task<IActionResult> Video(VideoUpload upload, CancellationToken cancellation) =>
        Answer(ModelState.IsValid ? await tools.AddVideoAsync(upload, cancellation) : WithErrors());

    private EditorAnswer WithErrors() =>
        EditorAnswer.Refuse(string.Join(" ", ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage)));

    private JsonResult Answer(EditorAnswer answer)
    {
        var json = Json(answer);
        json.StatusCode = answer.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return json;
    }
}
