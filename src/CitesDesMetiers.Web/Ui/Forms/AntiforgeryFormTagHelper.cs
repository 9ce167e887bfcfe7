using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>
/// Gives a form that posts to a written-out address its antiforgery token; the framework's own helper does so only for
/// forms without one.
/// </summary>
[HtmlTargetElement("form", Attributes = "action")]
public class AntiforgeryFormTagHelper(IHtmlGenerator html) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (string.Equals(output.Attributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase))
        {
            output.PostContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
        }
    }
}
