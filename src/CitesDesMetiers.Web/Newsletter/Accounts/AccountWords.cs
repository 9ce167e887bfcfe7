using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>Says in French what an account may do, for the audit log and for the mail to its owner.</summary>
internal static class AccountWords
{
    /// <summary>"Rédacteur (approuver et envoyer un numéro)", "Correspondant (Cité de l’Estuaire)".</summary>
    /// <param name="cite">The name of the Cité; null without one.</param>
    public static string Of(User user, string? cite = null) =>
        user.Role is Role.Editor or Role.Administrator ? $"{user.Role.Label()} ({Rights(user)})"
        : cite is null ? user.Role.Label()
        : $"{user.Role.Label()} ({cite})";

    private static string Rights(User user) =>
        (user.MayApprove, user.MaySend) switch
        {
            (true, true) => "approuver et envoyer un numéro",
            (true, false) => "approuver un numéro",
            (false, true) => "envoyer un numéro",
            _ => "ni approuver ni envoyer un numéro",
        };
}
