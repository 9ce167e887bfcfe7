using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary><c>&lt;thead sorted-by="@filter.Order"&gt;</c>: tells the sort headers below it by which column the rows are sorted.</summary>
[HtmlTargetElement("thead", Attributes = "sorted-by")]
public class SortOrderTagHelper : TagHelper
{
    /// <summary>As in <see cref="ListFilter.Order"/>.</summary>
    public string SortedBy { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(SortOrderTagHelper)] = SortedBy;
    }

    internal static string Of(TagHelperContext header) => (string)header.Items[typeof(SortOrderTagHelper)];
}
