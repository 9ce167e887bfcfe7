using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>Converts the results of the editor's requests to JSON.</summary>
internal static class EditorAnswers
{
    /// <param name="answer">Null when the form is invalid. The response then contains its errors.</param>
    public static JsonResult Answer(this Controller controller, EditorAnswer? answer)
    {
        answer ??= EditorAnswer.Refuse(string.Join(" ", controller.ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage)));
        var json = controller.Json(answer);
        json.StatusCode = answer.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return json;
    }
}
