using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The content of the mail that confirms a request to subscribe.</summary>
/// <param name="confirmUrl">Absolute address of the page with the button that confirms.</param>
public sealed class ConfirmationContext(SiteOptions site, string confirmUrl, NewsletterSettings settings)
    : LetterContext(site, settings, ConfirmationMail.SubjectFor(settings))
{
    public string ConfirmUrl => confirmUrl;

    public override string Preheader => Validity;

    public string Asked =>
        Type($"Quelqu’un, sans doute vous, a demandé à recevoir à cette adresse {Settings.Newsletter.The}, la lettre "
            + $"d’information {Settings.Network.Of}.");

    public string Confirm => "Confirmer mon abonnement";

    public string Validity => $"Ce lien est valable {ConfirmationMail.ValidDays}\u00A0jours. Passé ce délai, la demande est effacée.";

    public string NotYou =>
        "Ce n’est pas vous\u00A0? Ne faites rien\u00A0: sans confirmation, cette adresse ne recevra rien et la demande sera effacée.";
}
