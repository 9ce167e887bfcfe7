using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>
/// <c>&lt;empty-list&gt;</c> in place of an empty list. Before the first entry it says what to do; its content says what for. With a filter
/// in the address it says that nothing matches, and leads to the whole list, too.
/// </summary>
[HtmlTargetElement("empty-list")]
public sealed class EmptyListTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>What to say before the first entry, such as "Aucun contact pour l’instant."</summary>
    public required string First { get; set; }

    /// <summary>What to say when the filter finds nothing. Without it, the list has no filter.</summary>
    public string? None { get; set; }

    /// <summary>Address of the whole list.</summary>
    public string? All { get; set; }

    /// <summary>Text of the link to the first thing to do; null where there is none.</summary>
    public string? Action { get; set; }

    /// <summary>Where <see cref="Action"/> leads.</summary>
    public string? To { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var what = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "empty");
        output.TagMode = TagMode.StartTagAndEndTag;
        var isFiltered = None is not null
            && ViewContext.HttpContext.Request.Query.Any(q => q.Key is not ("tri" or "page") && !string.IsNullOrWhiteSpace(q.Value));
        output.Content.AppendHtml(Paragraph(isFiltered ? None! : First));
        if (isFiltered)
        {
            output.Content.AppendHtml(Link("Tout voir", All!));
        }
        else if (!what.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml("<p>").AppendHtml(what).AppendHtml("</p>");
        }

        if (Action is not null)
        {
            output.Content.AppendHtml(Link(Action, To!));
        }
    }

    private static TagBuilder Paragraph(string text)
    {
        var paragraph = new TagBuilder("p");
        paragraph.InnerHtml.Append(text.Typed());
        return paragraph;
    }

    private static TagBuilder Link(string text, string address)
    {
        var (paragraph, link) = (new TagBuilder("p"), new TagBuilder("a"));
        link.Attributes["href"] = address;
        link.InnerHtml.Append(text.Typed());
        paragraph.InnerHtml.AppendHtml(link);
        return paragraph;
    }
}
