using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>French labels for values of enumerations.</summary>
internal static partial class Labels
{
    public static string Label(this LabelState state) =>
        state switch
        {
            LabelState.Labelled => "Labellisée",
            LabelState.Planned => "En projet",
            LabelState.Associated => "Centre associé",
            _ => "Ancienne Cité",
        };

    public static string Label(this NewsState state) =>
        state switch
        {
            NewsState.Draft => "Brouillon",
            NewsState.Submitted => "Proposée",
            NewsState.ChangesAsked => "À reprendre",
            NewsState.Accepted => "Acceptée",
            _ => "Publiée",
        };

    public static string Label(this PdfState state) =>
        state switch
        {
            PdfState.Waiting => "En attente",
            PdfState.InProgress => "En cours",
            PdfState.Ready => "Prête",
            _ => "Échec",
        };

    public static string Label(this NewsEventKind kind) =>
        kind switch
        {
            NewsEventKind.Submitted => "Proposée",
            NewsEventKind.ChangesAsked => "Changements demandés",
            NewsEventKind.Accepted => "Acceptée",
            _ => "Parue",
        };

    public static string Label(this AgendaKind kind) => kind is AgendaKind.Internal ? "Réunion interne" : "Réunion externe";

    public static string Label(this StaffMoveKind kind) => kind is StaffMoveKind.Arrival ? "Arrivée" : "Départ";

    public static string Label(this SearchKind kind) =>
        kind switch
        {
            SearchKind.Issue => "Numéros",
            SearchKind.Article => "Actualités",
            SearchKind.Date => "Rendez-vous",
            SearchKind.Cite => "Cités",
            _ => "Arrivées et départs",
        };

    public static string Singular(this SearchKind kind) =>
        kind switch
        {
            SearchKind.Issue => "Numéro",
            SearchKind.Article => "Actualité",
            SearchKind.Date => "Rendez-vous",
            SearchKind.Cite => "Cité",
            _ => "Arrivée ou départ",
        };

    public static string Label(this SectionKind kind) =>
        kind switch
        {
            SectionKind.CiteNews => "Nouvelles des Cités des métiers",
            SectionKind.NetworkNews => "Nouvelles du réseau",
            SectionKind.StaffMoves => "Arrivées et départs",
            SectionKind.Agenda => "Agenda",
            _ => "Rubrique libre",
        };

    public static string Label(this IssueState state) =>
        state switch
        {
            IssueState.InProgress => "En préparation",
            IssueState.Ready => "À approuver",
            IssueState.Approved => "Approuvé",
            IssueState.Scheduled => "Programmé",
            IssueState.Archived => "Dans l’archive",
            _ => "Publié",
        };

    public static string Label(this DispatchState state) =>
        state switch
        {
            DispatchState.Running => "En cours",
            DispatchState.Paused => "Suspendu",
            DispatchState.Completed => "Terminé",
            _ => "Arrêté",
        };

    public static string Label(this DeliveryState state) =>
        state switch
        {
            DeliveryState.Pending => "En attente",
            DeliveryState.Leased => "En cours",
            DeliveryState.Sent => "Partis",
            DeliveryState.Deferred => "Différés",
            DeliveryState.Failed => "Refusés",
            DeliveryState.Bounced => "Revenus",
            DeliveryState.Uncertain => "Incertains",
            DeliveryState.Suppressed => "Retirés (désabonnés)",
            _ => "Annulés",
        };

    /// <summary>The label for a single delivery.</summary>
    /// <param name="toOutbox">See <see cref="Dispatch.ToOutbox"/>.</param>
    public static string LabelOfOne(this DeliveryState state, bool toOutbox = false) =>
        state switch
        {
            DeliveryState.Sent => toOutbox ? "Écrit dans la boîte d’envoi" : "Parti",
            DeliveryState.Deferred => "Différé",
            DeliveryState.Failed => "Refusé",
            DeliveryState.Bounced => "Revenu",
            DeliveryState.Uncertain => "Incertain",
            DeliveryState.Suppressed => "Retiré",
            DeliveryState.Cancelled => "Annulé",
            _ => state.Label(),
        };

    public static string Label(this SuppressionReason reason) =>
        reason switch
        {
            SuppressionReason.Bounce => "Retour",
            SuppressionReason.Complaint => "Plainte",
            SuppressionReason.Erasure => "Effacement",
            _ => "Demande",
        };

    public static string Label(this SubscriberState state) =>
        state switch
        {
            SubscriberState.Pending => "À confirmer",
            SubscriberState.Confirmed => "Abonné",
            SubscriberState.Lapsed => "À redemander",
            SubscriberState.Unsubscribed => "Désabonné",
            SubscriberState.Bounced => "Adresse en échec",
            SubscriberState.Complained => "A porté plainte",
            _ => "Effacé",
        };

    public static string Label(this Frequency frequency) => frequency is Frequency.EachIssue ? "Chaque numéro" : "Un récapitulatif par trimestre";

    public static string Label(this ConsentKind kind) =>
        kind switch
        {
            ConsentKind.Requested => "Demande d’abonnement",
            ConsentKind.Confirmed => "Consentement",
            ConsentKind.Withdrawn => "Désabonnement",
            ConsentKind.PreferencesChanged => "Préférences modifiées",
            ConsentKind.AddressChanged => "Changement d’adresse",
            ConsentKind.Paused => "Pause",
            ConsentKind.Resumed => "Fin de la pause",
            _ => "Abonnement renouvelé",
        };

    public static string Label(this ConsentSource source) =>
        source switch
        {
            ConsentSource.Form => "Formulaire d’abonnement",
            ConsentSource.ConfirmationPage => "Page de confirmation",
            ConsentSource.OneClick => "Désabonnement en un clic",
            ConsentSource.UnsubscribePage => "Page de désabonnement",
            ConsentSource.UnsubscribeMail => "Courriel de désabonnement",
            ConsentSource.SubscriptionPage => "Page de l’abonnement",
            ConsentSource.Import => "Import d’un fichier",
            ConsentSource.Desk => "Saisi par l’administration",
            ConsentSource.Journal => "Journal des départs",
            _ => "Démonstration",
        };

    public static string Label(this FailureCause cause) =>
        cause switch
        {
            FailureCause.UnknownAddress => "Adresse inexistante",
            FailureCause.Inactive => "Boîte fermée ou suspendue",
            FailureCause.MailboxFull => "Boîte pleine",
            FailureCause.Policy => "Refus du fournisseur",
            FailureCause.Unreachable => "Serveur injoignable",
            _ => "Cause inconnue",
        };

    public static string Label(this ReturnKind kind) =>
        kind switch
        {
            ReturnKind.Failure => "Retour",
            ReturnKind.Refusal => "Refus à l’envoi",
            ReturnKind.Complaint => "Plainte",
            _ => "Désabonnement par courriel",
        };

    public static string Label(this Role role) =>
        role switch
        {
            Role.Member => "Membre",
            Role.Correspondent => "Correspondant",
            Role.Editor => "Rédacteur",
            _ => "Administrateur",
        };

    public static string Label(this ImportState state) =>
        state switch
        {
            ImportState.Receiving => "En cours de réception",
            ImportState.Received => "Colonnes à indiquer",
            ImportState.Checking => "Vérification en cours",
            ImportState.Checked => "Vérifié, à importer",
            ImportState.Importing => "Import en cours",
            ImportState.Done => "Importé",
            ImportState.Undoing => "Annulation en cours",
            _ => "Annulé",
        };

    public static string Label(this LineRefusal refusal) =>
        refusal switch
        {
            LineRefusal.NoAddress => "Sans adresse",
            LineRefusal.BadAddress => "Adresse qui ne convient pas",
            LineRefusal.SeveralAddresses => "Plusieurs adresses",
            LineRefusal.ConsentRefused => "Consentement refusé",
            LineRefusal.ConsentUnclear => "Consentement pas clair",
            LineRefusal.DateMissing => "Sans date de consentement",
            LineRefusal.DateUnreadable => "Date qui ne se lit pas",
            LineRefusal.DateInFuture => "Date dans le futur",
            LineRefusal.DateTooOld => "Consentement trop ancien",
            LineRefusal.Lapsed => "Consentement à redemander",
            LineRefusal.Duplicate => "En double dans le fichier",
            LineRefusal.Subscribed => "Déjà abonné",
            LineRefusal.Pending => "En attente de confirmation",
            LineRefusal.Unsubscribed => "Désabonné",
            LineRefusal.Bounced => "Adresse en échec",
            LineRefusal.Complained => "Plainte",
            LineRefusal.Suppressed => "Sur la liste d’opposition",
            _ => "Données effacées",
        };

    public static string Label(this ColumnUse use) =>
        use switch
        {
            ColumnUse.Address => "Adresse électronique",
            ColumnUse.Organisation => "Organisation",
            ColumnUse.Language => "Langue",
            ColumnUse.Cite => "Cité",
            ColumnUse.Themes => "Thèmes",
            ColumnUse.ConsentDate => "Date du consentement",
            ColumnUse.Consent => "Consentement (oui ou non)",
            _ => "Ne pas importer",
        };
}
