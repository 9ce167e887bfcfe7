using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Web.Forms;

/// <summary>The French names of what the code names in English.</summary>
internal static class Labels
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
            DeliveryState.Suppressed => "Retirés (désinscrits)",
            _ => "Annulés",
        };

    public static string Label(this FailureCause cause) =>
        cause switch
        {
            FailureCause.UnknownAddress => "Adresse inconnue",
            FailureCause.Inactive => "Boîte fermée",
            FailureCause.MailboxFull => "Boîte pleine",
            FailureCause.Policy => "Refus de la messagerie",
            FailureCause.Unreachable => "Pas de réponse favorable à temps",
            _ => "Autre raison",
        };

    public static string Label(this Role role) =>
        role switch
        {
            Role.Member => "Membre",
            Role.Correspondent => "Correspondant",
            Role.Editor => "Rédacteur",
            _ => "Administrateur",
        };
}
