using System.ComponentModel.DataAnnotations;

namespace CitesDesMetiers.Web.Ui.Confirmation;

/// <summary>The page on which somebody proves once more who they are.</summary>
/// <param name="Action">The address of the act.</param>
/// <param name="Kept">The fields of its form, as they were typed.</param>
/// <param name="HasCode">Whether the account has a second factor, so that the password alone proves nothing.</param>
/// <param name="HasPasskey">Whether the account has a passkey, which proves everything.</param>
public sealed record ConfirmForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Kept, bool IsDesk, bool HasCode, bool HasPasskey)
{
    /// <summary>The names of the fields. They must not be those of an act.</summary>
    internal static readonly string[] Names = [nameof(CurrentPassword), nameof(ConfirmationCode), nameof(ConfirmationPasskey)];

    [Display(Name = "Mot de passe")]
    public string? CurrentPassword { get; init; }

    [Display(Name = "Code")]
    public string? ConfirmationCode { get; init; }

    /// <summary>The browser's answer as JSON.</summary>
    public string? ConfirmationPasskey { get; init; }
}
