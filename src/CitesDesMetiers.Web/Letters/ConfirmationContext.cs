using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// The content of the mail that asks the owner of an address to confirm. It contains nothing from the form, so that nobody can send
/// a text to a stranger through the site.
/// </summary>
/// <param name="confirmUrl">Absolute address of the page with the button that confirms.</param>
public sealed class ConfirmationContext(SiteOptions site, string confirmUrl, NewsletterSettings settings)
    : LetterContext(site, settings, $"Confirmez votre abonnement {settings.Newsletter.To}")
{
    /// <summary>The number of days for which the link is valid.</summary>
    public const int ValidDays = 7;

    internal override Type Component => typeof(ConfirmationLetter);

    public string ConfirmUrl => confirmUrl;

    public override string Preheader => Validity;

    public string Asked =>
        Type($"Quelqu’un, sans doute vous, a demandé à recevoir à cette adresse {Settings.Newsletter.The}, la lettre "
            + $"d’information {Settings.Network.Of}.");

    public string Confirm => "Confirmer mon abonnement";

    public string Validity => $"Ce lien est valable {ValidDays}\u00A0jours. Passé ce délai, la demande est effacée.";

    public string NotYou =>
        "Ce n’est pas vous\u00A0? Ne faites rien\u00A0: sans confirmation, cette adresse ne recevra rien et la demande sera effacée.";

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Asked);
        page.Link(Confirm, confirmUrl);
        page.Paragraph(Validity);
        page.Paragraph(NotYou);
    }
}
