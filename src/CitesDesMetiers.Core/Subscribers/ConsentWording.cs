using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Core.Subscribers;

/// <summary>
/// The wording of consent. Each proof of consent keeps it as shown. Whoever changes a word here or in <see cref="Notice"/> must set
/// <see cref="FormVersion"/> to a new date.
/// </summary>
public static class ConsentWording
{
    public const string FormVersion = "2026-11-28";
    public const string PolicyVersion = "2026-11-28";
    public const string SubscribeButton = "S’abonner";
    public const string ConfirmButton = "Confirmer mon abonnement";
    public const string UnsubscribeButton = "Se désabonner";
    public const string RenewButton = "Continuer";
    public const string PreferencesButton = "Enregistrer mes préférences";
    public const string PauseButton = "Faire une pause";
    public const string ThreeMonthsButton = "Faire une pause de trois mois";
    public const string QuarterlyButton = "Recevoir un message par trimestre";
    public const string ResumeButton = "Reprendre maintenant";
    public const string MoveButton = "Recevoir à cette adresse";

    /// <summary>The wording kept for a one-click unsubscription, which shows none (RFC 8058).</summary>
    public const string OneClick = "List-Unsubscribe=One-Click";

    /// <summary>The wording kept for an unsubscription by mail (RFC 2369 3.2): the first word of its subject.</summary>
    public const string UnsubscribeMail = "mailto: desinscription";

    public static string Request(NewsletterSettings settings) =>
        Typography.ForWeb(
            $"En cliquant sur « {SubscribeButton} », je demande à recevoir par courriel {settings.Newsletter.The}, une publication "
            + $"{settings.Publisher.Of}. "
            + "Mon abonnement ne commence que lorsque je l’ai confirmé, grâce au lien que je vais recevoir.");

    /// <summary>The notice that the law requires where an address is collected (RGPD 13).</summary>
    public static string Notice(NewsletterSettings settings) =>
        Typography.ForWeb(
            $"{settings.Publisher.TheFirst} est responsable de ce traitement. Votre adresse et, si vous les indiquez, votre organisation, votre "
            + "langue, votre Cité "
            + $"et vos thèmes servent uniquement à vous envoyer {settings.Newsletter.The}, sur la base de votre consentement. Seule l’adresse est "
            + "obligatoire. "
            + "Ces données sont conservées jusqu’à votre désabonnement, possible en un clic dans chaque numéro, où vous pouvez aussi changer ces "
            + "choix ou faire "
            + "une pause ; sans confirmation, la demande est effacée après trente jours. Avant trois ans sans échange avec vous, nous vous "
            + "demanderons si vous "
            + "souhaitez continuer ; sans réponse, vos données sont effacées. Seuls notre équipe, notre hébergeur et notre relais de messagerie y "
            + "ont accès. Vous pouvez à tout moment consulter, corriger, "
            + $"récupérer ou faire effacer vos données{AskingAt(settings)}, et adresser une réclamation à la CNIL (cnil.fr).");

    /// <summary>All text shown beside the button of the form.</summary>
    public static string RequestShown(NewsletterSettings settings) => $"{Request(settings)}\n{Notice(settings)}";

    public static string Confirmation(NewsletterSettings settings) =>
        Typography.ForWeb($"En cliquant sur « {ConfirmButton} », je consens à recevoir {settings.Newsletter.The} jusqu’à ce que je me désabonne.");

    public static string Withdrawal(NewsletterSettings settings) =>
        Typography.ForWeb($"En cliquant sur « {UnsubscribeButton} », je ne recevrai plus {settings.Newsletter.The}.");

    public static string Renewal(NewsletterSettings settings) =>
        Typography.ForWeb($"En cliquant sur « {RenewButton} », je demande à continuer à recevoir {settings.Newsletter.The} jusqu’à ce que je me "
            + "désabonne.");

    public static string Move(NewsletterSettings settings) =>
        Typography.ForWeb($"En cliquant sur « {MoveButton} », je demande à recevoir {settings.Newsletter.The} à cette adresse, et plus à "
            + "l’ancienne.");

    private static string AskingAt(NewsletterSettings settings) =>
        settings.PrivacyAddress.Length > 0 ? $" en écrivant à {settings.PrivacyAddress}" : "";
}
