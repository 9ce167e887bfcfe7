using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Desk.News;

/// <summary>A step in the workflow of a news item.</summary>
public class NewsStepForm
{
    /// <summary>The version that was read. The step is refused for any other.</summary>
    public Guid? Version { get; set; }

    /// <summary>What should change, when the item is returned to its author.</summary>
    public string? Comment { get; set; }

    /// <summary>The French error message about the comment; null if it is valid.</summary>
    internal string? Problem
    {
        get
        {
            var text = Comment?.ReplaceLineEndings("\n").Trim() ?? "";
            return text.Length == 0 ? "Dites ce qu’il faut reprendre : son auteur n’a que ces mots pour comprendre."
                : text.Length > NewsEvent.CommentLength ? $"{FrenchNumbers.Format(NewsEvent.CommentLength)} caractères au plus ; il y en a "
                    + $"{FrenchNumbers.Format(text.Length)}. Raccourcissez ; rien n’est perdu."
                : Text.HasForbiddenCharacter(text, multiline: true) ? "Un caractère invisible (de contrôle) s’y est glissé ; retapez le passage."
                : null;
        }
    }
}
