using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Explains in French why a line is refused and what to do about it.</summary>
internal static class RefusalWords
{
    /// <param name="value">The value in the file.</param>
    public static string Explain(LineRefusal refusal, string? value = null) =>
        Typography.ForWeb(refusal switch
        {
            LineRefusal.NoAddress => "Il n’y a pas d’adresse sur cette ligne.",
            LineRefusal.BadAddress => MailboxFault(value) ?? "Ce n’est pas une adresse à laquelle on peut écrire.",
            LineRefusal.SeveralAddresses => "Plusieurs adresses se suivent : mettez-en une par ligne.",
            LineRefusal.ConsentRefused => "Cette personne a répondu non.",
            LineRefusal.ConsentUnclear => "La colonne du consentement ne dit ni oui ni non.",
            LineRefusal.DateMissing => "La date du consentement manque.",
            LineRefusal.DateUnreadable => "Cette date ne se lit pas : écrivez-la comme 31/12/2025.",
            LineRefusal.DateInFuture => "Cette date de consentement est dans le futur.",
            LineRefusal.DateTooOld => $"Ce consentement a plus de {Subscriber.ConsentYears} ans : invitez la personne à s’abonner elle-même.",
            LineRefusal.Duplicate => "Cette adresse est aussi sur une autre ligne, qui est prise.",
            LineRefusal.Subscribed => "Déjà abonné : il n’y a rien à faire.",
            LineRefusal.Lapsed => "Déjà importé avec un consentement trop ancien : il lui est redemandé.",
            LineRefusal.Pending => "A demandé à s’abonner et n’a pas encore confirmé : le lien est dans sa boîte.",
            LineRefusal.Unsubscribed => "S’est désabonné : seule cette personne peut revenir, en s’abonnant sur le site.",
            LineRefusal.Bounced => "Les courriels à cette adresse sont revenus : la personne peut s’abonner à nouveau si sa boîte fonctionne.",
            LineRefusal.Complained => "A signalé nos envois comme indésirables : rien ne lui sera plus envoyé.",
            LineRefusal.Suppressed => "A demandé à ne plus jamais être contacté : seule cette personne peut revenir.",
            _ => "A fait effacer ses données : seule cette personne peut revenir, en s’abonnant sur le site.",
        });

    private static string? MailboxFault(string? value) =>
        value is not null && !EmailAddress.TryParse(value, out _, out var fault)
            ? char.ToUpperInvariant(AddressFaults.Explain(fault.Value)[0]) + AddressFaults.Explain(fault.Value)[1..]
            : null;
}
