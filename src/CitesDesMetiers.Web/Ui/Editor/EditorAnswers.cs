using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>How a controller answers the editor.</summary>
internal static class EditorAnswers
{
    /// <param name="answer">Null where the form did not pass: its own messages are the problem.</param>
    public static JsonResult Answer(this Controller controller, EditorAnswer? answer)
    {
        answer ??= EditorAnswer.Refuse(string.Join(" ", controller.ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage)));
        var json = controller.Json(answer);
        json.StatusCode = answer.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return json;
    }
}
