using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>The preferences of a reader. All fields are optional.</summary>
public class WishesForm
{
    /// <summary>ISO 639-1 code; null when the form has no such field.</summary>
    [Display(Name = "Langue")]
    public string? Language { get; set; }

    [Display(Name = "Votre Cité des métiers")]
    public int? CiteId { get; set; }

    /// <summary>Empty means all themes.</summary>
    [Display(Name = "Thèmes")]
    public List<int> ThemeIds { get; set; } = [];

    /// <summary>Whether any field differs from its initial value.</summary>
    public bool SaysSomething => Language is not (null or WishChoices.DefaultLanguage) || CiteId is not null || ThemeIds.Count > 0;

    public void Read(Subscriber subscriber)
    {
        Language = subscriber.Language;
        CiteId = subscriber.CiteId;
        ThemeIds = [.. subscriber.Themes.Select(t => t.Id)];
    }
}

/// <summary>The fields of the preferences, on several pages.</summary>
internal sealed record WishesFields(WishesForm Form, WishChoices Choices) : IFormPage<WishesForm>;
