using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Newsletter.Issues.Translations;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Desk.Issues.Translation;

/// <summary>The page of an original: its translations, and the languages of a new one.</summary>
internal sealed record NewTranslationPage(Issue Issue, IReadOnlyList<TranslationLink> Existing, NewTranslationForm Form)
    : IFormPage<NewTranslationForm>
{
    public IReadOnlyList<SelectListItem> Languages { get; } =
    [
        .. Core.French.Languages.All.Where(l => l.Code != Issue.Language && Existing.All(e => e.Language != l.Code))
            .OrderBy(l => l.Name, FrenchOrder.Alphabet).Select(l => new SelectListItem(l.Name, l.Code)),
    ];
}

/// <param name="IsBeside">Whether it is a translation of this issue. Otherwise it was written by itself.</param>
internal sealed record TranslationLink(int Id, string Language, bool IsBeside);

/// <summary>The page of a translation.</summary>
/// <param name="Refused">What was typed and is not saved, by key.</param>
internal sealed record TranslationPage(TranslatedIssue Translation, IReadOnlyDictionary<string, RefusedPassage> Refused, MarkdownRenderer Markdown)
{
    private const int TopHeading = 4;

    public Issue Issue => Translation.Issue;

    public bool IsOpen => !Issue.IsPublished;

    /// <summary>What was typed for passages that no longer exist.</summary>
    public IEnumerable<RefusedPassage> Orphans => Refused.Values.Where(r => Translation.Find(r.Key) is null);

    public string Count => TranslationWords.Count(Translation);

    public PassageRow RowOf(TranslationLine line) =>
        new(
            line, Refused.GetValueOrDefault(line.Key), IsOpen, Translation.From, Issue.Language,
            line.Source.Form is PassageForm.Markdown ? Markdown.ToHtml(line.Source.Text, Translation.From, TopHeading) : null);
}

/// <param name="Html">The original as readers see it; null for a text without formatting.</param>
internal sealed record PassageRow(TranslationLine Line, RefusedPassage? Refused, bool IsOpen, string From, string Into, string? Html)
{
    public string Typed => Refused?.Text ?? Line.Text;

    public string Id => $"Texts_{Line.Key}_";

    /// <summary>The attributes of the field.</summary>
    public Dictionary<string, object?> Attributes
    {
        get
        {
            var attributes = new Dictionary<string, object?> { ["id"] = Id, ["lang"] = Into, ["spellcheck"] = "true" };
            if (!IsOpen)
            {
                attributes["readonly"] = "readonly";
            }
            else if (Line.Source.Form is PassageForm.Markdown)
            {
                attributes["data-editor"] = DeskAddresses.Editor;
            }

            if (Refused is not null)
            {
                (attributes["aria-invalid"], attributes["aria-describedby"]) = ("true", Id + "-erreur");
            }

            return attributes;
        }
    }

    /// <summary>Number of lines that the text fills about.</summary>
    public int Rows => Line.Source.Form is PassageForm.Line ? 1 + (Line.Source.Text.Length / 60)
        : Math.Clamp(2 + (Line.Source.Text.Length / 70) + Line.Source.Text.Count(c => c == '\n'), 3, 24);
}

/// <summary>Says in French how far a translation is.</summary>
internal static class TranslationWords
{
    /// <summary>"12 passages sur 34 traduits, dont 3 brouillons à relire ; 1 original a changé".</summary>
    public static string Count(TranslatedIssue translation)
    {
        var lines = translation.Lines;
        var (drafts, changed) = (lines.Count(l => l.IsDraft), lines.Count(l => l.Before is not null));
        return $"{FrenchNumbers.Count(translation.Done, "passage", "passages")} sur {FrenchNumbers.Format(lines.Count)} "
            + (translation.Done > 1 ? "traduits" : "traduit")
            + (drafts == 0 ? "" : $", dont {FrenchNumbers.Count(drafts, "brouillon", "brouillons")} à relire")
            + (changed == 0 ? "" : $" ; {FrenchNumbers.Count(changed, "original a changé", "originaux ont changé")}");
    }

    /// <summary>"en italien".</summary>
    public static string In(string language) => "en " + Languages.NameOf(language).ToLowerInvariant();

    /// <summary>The badge of a passage, with its look.</summary>
    public static (string Words, string Look) State(TranslationLine line) =>
        line.IsDraft ? ("Brouillon automatique, à relire", "badge-draft")
        : line.Before is not null ? ("L’original a changé", "badge-alert")
        : line.IsTranslated ? ("Traduit", "badge-ok")
        : line.IsMissing ? ("Pas dans cette traduction", "badge-wait")
        : ("À traduire", "badge-wait");
}
