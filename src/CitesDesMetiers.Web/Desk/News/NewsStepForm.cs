using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Desk.News;

/// <summary>A step on the way of a news item.</summary>
public class NewsStepForm
{
    /// <summary>The version that was read; a step is taken on that one only.</summary>
    public Guid? Version { get; set; }

    /// <summary>What should change, where it is handed back.</summary>
    public string? Comment { get; set; }

    /// <summary>What is wrong with the comment, in French; null when it will do.</summary>
    internal string? Problem
    {
        get
        {
            var text = Comment?.ReplaceLineEndings("\n").Trim() ?? "";
            return text.Length == 0 ? "Dites ce qu’il faut reprendre : son auteur n’a que ces mots pour comprendre."
                : text.Length > NewsEvent.CommentLength ? $"{FrenchNumbers.Format(NewsEvent.CommentLength)} caractères au plus ; il y en a {FrenchNumbers.Format(text.Length)}. Raccourcissez ; rien n’est perdu."
                : Text.HasForbiddenCharacter(text, multiline: true) ? "Un caractère invisible (de contrôle) s’y est glissé ; retapez le passage."
                : null;
        }
    }
}
