using CitesDesMetiers.Core.French;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Builds the response to a saved draft: a line to show, the mark of the stored draft, and the names of other editors.</summary>
internal static class DraftAnswer
{
    public static JsonResult To(KeepResult kept, IReadOnlyList<string> others)
    {
        var presence = OpenedForm.Presence(others);
        return kept switch
        {
            { Outcome: KeepOutcome.TooLarge } =>
                new(new
                {
                    message = "Ce texte dépasse 1 Mo : il n’est pas gardé pendant que vous l’écrivez. "
                        + "Raccourcissez-le, ou enregistrez-le en plusieurs fois.",
                    presence,
                })
                {
                    StatusCode = StatusCodes.Status413PayloadTooLarge,
                },
            { Outcome: KeepOutcome.AnotherWaits, Draft: { } waiting } =>
                new(new
                {
                    message = $"Un autre texte non enregistré de cette fiche attend, celui du {ParisTime.Show(waiting.SavedAt)}. "
                        + "Ce que vous tapez ici est gardé dans ce navigateur.",
                    presence,
                })
                {
                    StatusCode = StatusCodes.Status409Conflict,
                },
            _ => new(new
            {
                message = $"Brouillon gardé à {FrenchDates.Times(ParisTime.Local(kept.Draft!.SavedAt).Time, null)}",
                seen = kept.Draft.Mark,
                presence,
            }),
        };
    }
}
