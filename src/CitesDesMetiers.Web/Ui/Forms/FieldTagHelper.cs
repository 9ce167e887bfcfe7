using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Ui.Editor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>
/// <c>&lt;field for="Title" hint="…" /&gt;</c>: renders label, control, hint and error of a field, linked for screen readers. The
/// type of the property decides the control: text, area (with <c>rows</c>), select (with <c>items</c>), date, time, file, or check
/// box. With <c>type="hidden"</c> it renders the control alone.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public class FieldTagHelper(IHtmlGenerator html) : TagHelper
{
    /// <summary>The script hides this hint while the text is shown as it will look (js/editor/rich/view.js).</summary>
    private const string Signs =
        "Une ligne vide sépare les paragraphes. - en début de ligne : liste ; **gras** ; *italique* ; ## intertitre ; [texte du lien](https://…).";

    private const string SignsSuffix = "-signes";
    private const string FormPrefix = nameof(IFormPage<>.Form) + ".";

    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    public string? Hint { get; set; }

    /// <summary>Number of lines of a text area; 0 for a single line.</summary>
    public int Rows { get; set; }

    /// <summary>Whether the text area is a Markdown editor. See <see cref="EditorTools"/> for the requests it sends.</summary>
    public bool Markdown { get; set; }

    /// <summary>Where the Markdown editor sends its requests.</summary>
    public string EditorRoot { get; set; } = DeskAddresses.Editor;

    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>HTML input type; null to derive it from the type of the property.</summary>
    public string? Type { get; set; }

    public string? Autocomplete { get; set; }

    /// <summary>Language of the typed text; null for French.</summary>
    public string? Lang { get; set; }

    public string? Accept { get; set; }

    /// <summary>Whether the field is required, if the attributes of the property do not say so.</summary>
    public bool Required { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Type is "hidden")
        {
            output.TagName = null;
            output.Content.SetHtmlContent(html.GenerateHidden(ViewContext, For.ModelExplorer, Name, For.Model, useViewData: false, null));
            return;
        }

        var isInvalid = ViewContext.ModelState.TryGetValue(FullName, out var entry) && entry.Errors.Count > 0;
        var isBox = For.ModelExplorer.ModelType == typeof(bool);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", isBox ? "choice" : "field");

        var label = html.GenerateLabel(ViewContext, For.ModelExplorer, Name, (For.Metadata.DisplayName ?? For.Name).Typed(), null);
        var control = Control(Attributes(isInvalid));
        if (isBox)
        {
            output.Content.AppendHtml(control).AppendHtml(label);
        }
        else
        {
            output.Content.AppendHtml(label).AppendHtml(control);
        }

        if (Hint is not null)
        {
            output.Content.AppendHtml(Note("hint", Id + "-aide", Hint));
        }

        if (Markdown)
        {
            output.Content.AppendHtml(Note("hint", Id + SignsSuffix, Signs));
        }

        if (isInvalid)
        {
            output.Content.AppendHtml(Note("field-error", Id + "-erreur", string.Join(" ", entry!.Errors.Select(e => e.ErrorMessage))));
        }
    }

    /// <summary>See <see cref="IFormPage{TForm}"/>.</summary>
    private string Name =>
        ViewContext.ViewData.Model is IFormPage<object> && For.Name.StartsWith(FormPrefix, StringComparison.Ordinal)
            ? For.Name[FormPrefix.Length..]
            : For.Name;

    private string FullName => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(Name);

    private string Id => TagBuilder.CreateSanitizedId(FullName, "_");

    private Dictionary<string, object?> Attributes(bool isInvalid)
    {
        string?[] notes = [Hint is null ? null : Id + "-aide", Markdown ? Id + SignsSuffix : null, isInvalid ? Id + "-erreur" : null];
        var described = string.Join(' ', notes.Where(x => x is not null));
        var line = For.Metadata.ValidatorMetadata.OfType<LineAttribute>().FirstOrDefault();
        var attributes = new Dictionary<string, object?>();
        Add("aria-describedby", described.Length > 0 ? described : null);
        Add("aria-invalid", isInvalid ? "true" : null);
        Add("required", IsRequired(line) && HasEmptyChoice ? "required" : null);
        Add("autocomplete", Autocomplete);
        Add("accept", Accept);
        Add("lang", Lang);
        Add("data-editor", Markdown ? EditorRoot : null);
        return attributes;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                attributes[name] = value;
            }
        }
    }

    /// <summary>A list without an empty choice always has a value. HTML does not allow "required" on it.</summary>
    private bool HasEmptyChoice => Items is null || Items.FirstOrDefault() is { Value: "" };

    private bool IsRequired(LineAttribute? line) =>
        Required || line?.Required == true || For.Metadata.ValidatorMetadata.OfType<RequiredAttribute>().Any();

    private TagBuilder Control(Dictionary<string, object?> attributes)
    {
        var type = Nullable.GetUnderlyingType(For.ModelExplorer.ModelType) ?? For.ModelExplorer.ModelType;
        if (Items is not null)
        {
            var multiple = type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);
            return html.GenerateSelect(ViewContext, For.ModelExplorer, null, Name, Items.Select(Typed), multiple, attributes);
        }

        if (Rows > 0)
        {
            return html.GenerateTextArea(ViewContext, For.ModelExplorer, Name, Rows, 60, attributes);
        }

        if (type == typeof(bool))
        {
            return html.GenerateCheckBox(ViewContext, For.ModelExplorer, Name, For.Model as bool?, attributes);
        }

        var (inputType, format) = type == typeof(DateOnly) ? ("date", "{0:yyyy-MM-dd}")
            : type == typeof(TimeOnly) ? ("time", "{0:HH:mm}")
            : type == typeof(int) ? ("number", null)
            : typeof(IFormFile).IsAssignableFrom(type) || typeof(IEnumerable<IFormFile>).IsAssignableFrom(type) ? ("file", null)
            : (Type ?? "text", (string?)null);
        if (inputType is "password")
        {
            return html.GeneratePassword(ViewContext, For.ModelExplorer, Name, null, attributes);
        }

        if (typeof(IEnumerable<IFormFile>).IsAssignableFrom(type))
        {
            attributes["multiple"] = "multiple";
        }

        attributes["type"] = inputType;
        return html.GenerateTextBox(ViewContext, For.ModelExplorer, Name, inputType is "file" ? null : For.Model, format, attributes);
    }

    private static SelectListItem Typed(SelectListItem item)
    {
        item.Text = item.Text.Typed();
        return item;
    }

    private static TagBuilder Note(string cssClass, string id, string text)
    {
        var note = new TagBuilder("p");
        note.AddCssClass(cssClass);
        note.Attributes["id"] = id;
        note.InnerHtml.Append(text.Typed());
        return note;
    }
}
