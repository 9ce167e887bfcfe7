using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>
/// <c>&lt;form autosave&gt;</c>: makes autosave.js save the form as a draft during typing. <see cref="OpenedForm"/>
/// supplies the settings.
/// </summary>
[HtmlTargetElement("form", Attributes = "autosave")]
public class AutosaveTagHelper(FormState state) : TagHelper
{
    /// <summary>Runs after the framework's form tag helper, which adds the antiforgery token.</summary>
    public override int Order => 10;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll("autosave");
        if (state.Opened is not { } page)
        {
            return;
        }

        output.Attributes.SetAttribute("data-autosave", page.Subject);
        output.Attributes.SetAttribute("data-autosave-url", page.Path);
        output.Attributes.SetAttribute("data-autosave-user", page.UserId);
        if (page.IsNew)
        {
            output.Attributes.SetAttribute("data-autosave-new", "");
        }

        if (page.Offered is { } offered)
        {
            output.Attributes.SetAttribute("data-autosave-offered", offered.Mark);
        }

        if (page.IsUnsaved)
        {
            output.Attributes.SetAttribute("data-autosave-unsaved", "");
        }

        output.PostContent
            .AppendHtml(Hidden(OpenedForm.SubjectField, page.Subject))
            .AppendHtml(Hidden(OpenedForm.SeenField, page.Seen))
            .AppendHtml(Hidden(OpenedForm.CopyField, page.Copy))
            .AppendHtml("""<p class="draft-status" data-autosave-status></p><p class="visually-hidden" aria-live="polite" data-autosave-said></p>""");
    }

    private static TagBuilder Hidden(string name, string? value)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "hidden";
        input.Attributes["name"] = name;
        input.Attributes["value"] = value ?? "";
        return input;
    }
}
