using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Accounts;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The content of the mail with a link to choose a password.</summary>
/// <param name="url">Absolute address.</param>
public sealed class PasswordContext(SiteOptions site, NewsletterSettings settings, User user, string url, PasswordLinkKind kind)
    : LetterContext(
        site, settings,
        kind is PasswordLinkKind.Invitation ? $"Votre accès {settings.Newsletter.To}" : $"Votre mot de passe pour {settings.Newsletter.The}")
{
    internal override Type Component => typeof(PasswordLetter);

    public string Link => url;

    public string Label => "Choisir mon mot de passe";

    public string Greeting => Type($"Bonjour {user.DisplayName},");

    public string Matter => Type(kind is PasswordLinkKind.Invitation
        ? $"Un compte vous est ouvert sur le site {Settings.Newsletter.Of}, sous cette adresse : {user.Email}. Il reste à choisir votre mot de passe."
        : $"Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour le compte {user.Email}.");

    public string Validity => Type(kind is PasswordLinkKind.Invitation
        ? $"Ce lien est valable {PasswordLinks.InvitationDays} jours et ne sert qu’une fois. Après, demandez-en un autre par « Mot de passe "
            + "oublié » sur la page de connexion."
        : $"Ce lien est valable {PasswordLinks.ForgottenHours} heures et ne sert qu’une fois.");

    public string NotYou => Type(kind is PasswordLinkKind.Invitation
        ? "Ce message ne vous dit rien ? Ne faites rien : sans mot de passe, le compte reste fermé."
        : "Ce n’est pas vous ? Ne faites rien : votre mot de passe actuel reste le bon.");

    public override string Preheader => Matter;

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Greeting);
        page.Paragraph(Matter);
        page.Link(Label, Link);
        page.Paragraph(Validity);
        page.Paragraph(NotYou);
    }
}
