namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Tells a person why their code was refused and what to do.</summary>
internal static class CodeWords
{
    /// <summary>The same sentence for every wrong code: a hint of how far off it was would help who guesses.</summary>
    private const string Wrong = "Code : ce n’est pas le bon. Celui de l’application change toutes les trente secondes, attendez le suivant. Si "
        + "aucun ne convient, l’horloge du téléphone n’est pas à l’heure : dans ses réglages, choisissez l’heure automatique.";

    public static string Of(CodeAnswer answer) => answer switch
    {
        CodeAnswer.Used => "Code : il a déjà servi. Attendez que l’application en montre un autre, ou prenez un autre code de secours.",
        CodeAnswer.TooMany => "Code : trop d’essais sur ce compte. Réessayez dans une heure, ou connectez-vous avec une clé d’accès.",
        _ => Wrong,
    };
}
