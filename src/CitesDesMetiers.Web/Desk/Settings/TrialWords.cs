using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Web.Desk.Settings;

/// <summary>Says in French what the relay answered to a trial, and what to do.</summary>
internal static class TrialWords
{
    public static string Of(SendResult result, string relay, string to) => result.Outcome is SendOutcome.Sent
        ? $"{relay} a accepté l’essai pour {to}. Ouvrez cette boîte : s’il n’y est pas dans quelques minutes, regardez parmi les indésirables. "
            + Answer(result)
        : $"L’essai n’est pas parti. {Why(result, relay)}";

    private static string Why(SendResult result, string relay) => result switch
    {
        { Outcome: SendOutcome.Uncertain } =>
            $"{relay} a reçu tout le message, puis n’a rien répondu : il est peut-être arrivé. Regardez votre boîte avant de recommencer.",
        { Stage: SendStage.Connect, Code: null } => Connection(result, relay),
        { Stage: SendStage.Authenticate, Outcome: SendOutcome.Rejected } =>
            $"{relay} refuse l’utilisateur ou le mot de passe. Tapez-les de nouveau. {Answer(result)}",
        { Stage: SendStage.MailFrom, Outcome: SendOutcome.Rejected } =>
            $"{relay} n’accepte pas cet expéditeur. Prenez une adresse du domaine de votre compte. {Answer(result)}",
        { Stage: SendStage.Recipient, Outcome: SendOutcome.Rejected } =>
            $"{relay} ne veut pas écrire à votre adresse. Vérifiez que ce compte peut écrire à d’autres domaines. {Answer(result)}",
        { Outcome: SendOutcome.Rejected } => $"{relay} refuse le message. {Answer(result)}",
        _ => $"{relay} demande d’attendre. Recommencez dans quelques minutes. {Answer(result)}",
    };

    /// <summary>The relay was not reached, or not securely: there is no answer to quote.</summary>
    private static string Connection(SendResult result, string relay)
    {
        bool Says(string kind) => result.Reply.Contains(kind, StringComparison.Ordinal);

        return result.Outcome is SendOutcome.Rejected ? $"La connexion à {relay} ne serait pas sûre : {result.Reply}."
            : Says("HostNotFound") || Says("NoData") || Says("TryAgain") ? $"Le nom {relay} n’existe pas. Vérifiez comment il s’écrit."
            : Says("ConnectionRefused") ? $"Rien n’écoute à ce port de {relay}. Vérifiez le port et la protection de la connexion."
            : Says("time is up") || Says("TimedOut")
                ? $"{relay} ne répond pas. Vérifiez le nom et le port ; un pare-feu peut aussi bloquer la connexion."
            : $"La connexion à {relay} s’est coupée. Vérifiez le port et la protection de la connexion.";
    }

    private static string Answer(SendResult result) => $"Sa réponse : « {result.Reply} ».";
}
