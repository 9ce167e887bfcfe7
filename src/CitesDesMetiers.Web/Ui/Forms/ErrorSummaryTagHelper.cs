using CitesDesMetiers.Web.Ui.Layout;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>
/// <c>&lt;error-summary /&gt;</c>: lists the errors of a form, each with a link to its field. It receives the focus when the page
/// opens, and the page title starts with it. Without errors it renders nothing.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public class ErrorSummaryTagHelper(PageHead head) : TagHelper
{
    private const string NothingSaved = "Rien n’est encore enregistré, mais ce que vous avez saisi est conservé.";

    /// <summary>A sentence about the result; null for a form that saves and keeps what was typed.</summary>
    public string? Outcome { get; set; }

    /// <summary>The refusal, when the page was reached by a redirect. Without it, the model state supplies the errors.</summary>
    public string? Refusal { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState.SelectMany(field => field.Value!.Errors.Select(e => (field.Key, e.ErrorMessage))).Distinct().ToList();
        if (errors.Count == 0 && Refusal is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        head.BeginTitleWithError();
        if (Refusal is not null)
        {
            var refusal = new TagBuilder("p");
            refusal.InnerHtml.Append(Refusal.Typed());
            output.Content.AppendHtml(refusal);
            return;
        }

        var count = errors.Count == 1 ? "Un point est à revoir" : $"{errors.Count} points sont à revoir";
        output.Content.AppendHtml("<p><strong>").Append((Outcome ?? NothingSaved).Typed()).AppendHtml($"</strong> {count}\u00A0:</p>");
        var list = new TagBuilder("ul");
        foreach (var (key, message) in errors)
        {
            list.InnerHtml.AppendHtml(Line(key, message));
        }

        output.Content.AppendHtml(list);
    }

    private static TagBuilder Line(string key, string message)
    {
        var line = new TagBuilder("li");
        if (key.Length == 0)
        {
            line.InnerHtml.Append(message.Typed());
            return line;
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(key, "_");
        link.InnerHtml.Append(message.Typed());
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
