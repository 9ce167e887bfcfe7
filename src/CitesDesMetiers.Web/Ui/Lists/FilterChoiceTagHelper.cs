using CitesDesMetiers.Web.Ui.Layout;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary><c>&lt;filter-choice name="etat" label="État" all="Tous" items="…" value="…" /&gt;</c>: a select element of a filter form.</summary>
[HtmlTargetElement("filter-choice", TagStructure = TagStructure.WithoutEndTag)]
public class FilterChoiceTagHelper(PageHead head) : TagHelper
{
    /// <summary>Name of the query parameter.</summary>
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    /// <summary>Label of the option that filters nothing.</summary>
    public string All { get; set; } = "Tout";

    public IEnumerable<SelectListItem> Items { get; set; } = [];

    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        var label = new TagBuilder("label");
        label.Attributes["for"] = "filtre-" + Name;
        label.InnerHtml.Append(Label);
        var select = new TagBuilder("select");
        select.Attributes["id"] = "filtre-" + Name;
        select.Attributes["name"] = Name;
        foreach (var item in Items.Where(i => i.Value.Length > 0).Prepend(new SelectListItem(All, "")))
        {
            select.InnerHtml.AppendHtml(Option(item));
        }

        output.Content.AppendHtml(label).AppendHtml(select);
    }

    private TagBuilder Option(SelectListItem item)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = item.Value;
        option.InnerHtml.Append(item.Text.Typed());
        if (item.Value == (Value ?? ""))
        {
            option.Attributes["selected"] = "selected";
            head.AddToTitle(item.Value.Length > 0 ? $"{Label}\u00A0: {item.Text}" : null);
        }

        return option;
    }
}
