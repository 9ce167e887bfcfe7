using System.Globalization;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Ui;

/// <summary>
/// <c>&lt;cite-mark name="…" /&gt;</c>: draws the mark of a Cité, with a colour, initials and one of eight shapes derived from its
/// name. It is decorative and always stands beside the name.
/// </summary>
[HtmlTargetElement("cite-mark", TagStructure = TagStructure.WithoutEndTag)]
public class CiteMarkTagHelper : TagHelper
{
    private static readonly string[] Cuts =
    [
        "M0 0h32L0 32z", "M32 0v32L0 0z", "M0 0a32 32 0 0 0 32 32H0z", "M32 0A32 32 0 0 1 0 32h32z",
        "M0 16h32v16H0z", "M0 0h16v32H0z", "M0 32a16 16 0 0 1 32 0z", "M16 0l16 16-16 16L0 16z",
    ];

    public string Name { get; set; } = "";

    /// <summary>Width and height in CSS pixels.</summary>
    public int Size { get; set; } = 28;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var mark = CiteMark.For(Name);
        var size = Size.ToString(CultureInfo.InvariantCulture);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "cite-mark");
        output.Attributes.SetAttribute("viewBox", "0 0 32 32");
        output.Attributes.SetAttribute("width", size);
        output.Attributes.SetAttribute("height", size);
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        output.Content.AppendHtml(
            $"<path d=\"M0 0h32v32H0z\" fill=\"{mark.Colour}\"/><path d=\"{Cuts[CutOf(Name)]}\" fill=\"#000\" fill-opacity=\".2\"/>");
        output.Content.AppendHtml("<text x=\"16\" y=\"21\" text-anchor=\"middle\" font-size=\"14\" font-weight=\"700\" fill=\"#fff\">");
        output.Content.Append(mark.Initials);
        output.Content.AppendHtml("</text>");
    }

    /// <summary>The number of its shape.</summary>
    internal static int CutOf(string name) => Folding.Fold(name).Sum(c => c) % Cuts.Length;
}
