using System.ComponentModel.DataAnnotations;

namespace CitesDesMetiers.Web.Ui.Confirmation;

/// <summary>The page that asks for the password once more.</summary>
/// <param name="Action">The address of the act.</param>
/// <param name="Kept">The fields of its form, as they were typed.</param>
public sealed record ConfirmForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Kept, bool IsDesk)
{
    [Display(Name = "Mot de passe")]
    public string? CurrentPassword { get; init; }
}
