using CitesDesMetiers.Core.Auditing;

namespace CitesDesMetiers.Web.Ui.Forms;

internal static partial class Labels
{
    private static readonly Dictionary<AuditAction, string> AuditActions = new()
    {
        [AuditAction.SignedIn] = "Connexion",
        [AuditAction.SignInFailed] = "Connexion refusée",
        [AuditAction.SignedOut] = "Déconnexion",
        [AuditAction.SignInHeldUp] = "Connexion retardée",
        [AuditAction.SessionEnded] = "Session fermée",
        [AuditAction.AllSessionsEnded] = "Sessions toutes fermées",
        [AuditAction.Denied] = "Accès refusé",
        [AuditAction.RecoveryCodeUsed] = "Code de secours utilisé",
        [AuditAction.AccountCreated] = "Compte ouvert",
        [AuditAction.AccountInvited] = "Invitation envoyée",
        [AuditAction.AccountChanged] = "Compte modifié",
        [AuditAction.AddressChanged] = "Adresse du compte changée",
        [AuditAction.RoleChanged] = "Rôle changé",
        [AuditAction.RightsChanged] = "Droits changés",
        [AuditAction.AccountBlocked] = "Compte bloqué",
        [AuditAction.AccountUnblocked] = "Compte débloqué",
        [AuditAction.PasswordChanged] = "Mot de passe changé",
        [AuditAction.PasswordReset] = "Mot de passe choisi par lien",
        [AuditAction.PasswordLinkSent] = "Lien de mot de passe envoyé",
        [AuditAction.FactorAdded] = "Second facteur ajouté",
        [AuditAction.FactorRemoved] = "Second facteur retiré",
        [AuditAction.FactorsReset] = "Seconds facteurs remis à zéro",
        [AuditAction.RecoveryCodesMade] = "Codes de secours créés",
        [AuditAction.CalendarOpened] = "Adresse de calendrier ouverte",
        [AuditAction.CalendarClosed] = "Adresse de calendrier fermée",
        [AuditAction.ApprovalGiven] = "Numéro approuvé",
        [AuditAction.ApprovalWithdrawn] = "Approbation retirée",
        [AuditAction.IssueScheduled] = "Envoi programmé",
        [AuditAction.ScheduleCancelled] = "Programmation annulée",
        [AuditAction.IssuePublished] = "Numéro publié",
        [AuditAction.ErratumPublished] = "Erratum publié",
        [AuditAction.EditionArchived] = "Numéro mis dans l’archive",
        [AuditAction.ArchiveTakenBack] = "Numéro retiré de l’archive",
        [AuditAction.DispatchStarted] = "Envoi lancé",
        [AuditAction.DispatchPaused] = "Envoi suspendu",
        [AuditAction.DispatchResumed] = "Envoi repris",
        [AuditAction.DispatchStopped] = "Envoi arrêté",
        [AuditAction.DispatchRetried] = "Échecs réessayés",
        [AuditAction.DispatchResent] = "Numéro renvoyé",
        [AuditAction.SubscribersExported] = "Export des abonnés",
        [AuditAction.SubscribersImported] = "Import d’abonnés",
        [AuditAction.ImportUndone] = "Import annulé",
        [AuditAction.SubscriberErased] = "Effacement",
        [AuditAction.SubscriberAdded] = "Abonné ajouté à la main",
        [AuditAction.ProofExported] = "Preuve exportée",
        [AuditAction.DataDownloaded] = "Données téléchargées",
        [AuditAction.MemberInvited] = "Membre invité",
        [AuditAction.AddressReleased] = "Adresse retirée de la liste d’opposition",
        [AuditAction.SettingsChanged] = "Réglage changé",
        [AuditAction.WebhookAdded] = "Webhook ajouté",
        [AuditAction.WebhookRemoved] = "Webhook supprimé",
        [AuditAction.SetUpDone] = "Mise en service",
        [AuditAction.BackupRestored] = "Sauvegarde restaurée",
        [AuditAction.MailAllowed] = "Envois autorisés de nouveau",
        [AuditAction.SigningKeyMade] = "Clé de signature créée",
        [AuditAction.SigningKeyRetired] = "Clé de signature retirée",
        [AuditAction.KeyRenewed] = "Clé renouvelée",
        [AuditAction.LogExported] = "Export du journal",
        [AuditAction.LogPurged] = "Purge du journal",
    };

    public static string Label(this AuditAction action) => AuditActions[action];

    public static string Label(this AuditGroup group) =>
        group switch
        {
            AuditGroup.SignIns => "Connexions",
            AuditGroup.Accounts => "Comptes",
            AuditGroup.Issues => "Numéros",
            AuditGroup.Dispatches => "Envois",
            AuditGroup.Subscribers => "Abonnés",
            AuditGroup.Settings => "Réglages",
            AuditGroup.Keys => "Clés",
            _ => "Journal",
        };
}
