using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Web.Newsletter.Issues.Translations;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Issues.Translation;

/// <summary>The language of a new translation.</summary>
public class NewTranslationForm
{
    [Display(Name = "Langue"), Language]
    public string? Language { get; set; }
}

/// <summary>The passages of a translation, by their keys. One button saves all of them and may settle one.</summary>
public class TranslationForm
{
    public Dictionary<string, string?> Texts { get; set; } = [];

    /// <summary>What the page showed: see <see cref="TranslationLine.Mark"/>.</summary>
    public Dictionary<string, string?> Marks { get; set; } = [];

    /// <summary>"true" for an automatic draft that nobody has changed.</summary>
    public Dictionary<string, string?> Drafts { get; set; } = [];

    /// <summary>The passage whose button was pressed, to return to it.</summary>
    public string? Save { get; set; }

    /// <summary>An automatic draft that the person has read.</summary>
    public string? Read { get; set; }

    /// <summary>A translation that agrees with its changed original.</summary>
    public string? Confirm { get; set; }

    public string? Place => Save ?? Read ?? Confirm;

    public IReadOnlyList<TypedPassage> Typed() =>
        [.. Texts.Select(t => new TypedPassage(t.Key, t.Value, Marks.GetValueOrDefault(t.Key), Drafts.GetValueOrDefault(t.Key) == "true"))];
}
