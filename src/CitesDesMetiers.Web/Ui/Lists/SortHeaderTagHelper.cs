using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>
/// <c>&lt;th sort="titre"&gt;Titre&lt;/th&gt;</c>: a column header with a link that sorts the list. A second click reverses the
/// order. It stands in a <see cref="SortOrderTagHelper"/>.
/// </summary>
[HtmlTargetElement("th", Attributes = "sort")]
public class SortHeaderTagHelper : TagHelper
{
    public string Sort { get; set; } = "";

    /// <summary>Whether the first click sorts in descending order, as for dates.</summary>
    public bool Descending { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var order = SortOrderTagHelper.Of(context);
        var isSorted = order.TrimStart('-') == Sort;
        var isDown = isSorted && order.StartsWith('-');
        output.Attributes.SetAttribute("scope", "col");
        if (isSorted)
        {
            output.Attributes.SetAttribute("aria-sort", isDown ? "descending" : "ascending");
        }

        var link = new TagBuilder("a");
        link.AddCssClass("sort");
        var next = isSorted ? !isDown : Descending;
        link.Attributes["href"] = ListAddress.With(request, ListFilter.SortName, (next ? "-" : "") + Sort);
        output.PreContent.AppendHtml(link.RenderStartTag());
        output.PostContent.AppendHtml(link.RenderEndTag());
    }
}
