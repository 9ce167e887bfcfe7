using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>What a person is told about their account. Texts are without typography, which the letter applies.</summary>
/// <param name="Matter">What happened.</param>
/// <param name="Path">Where the button leads.</param>
/// <param name="NotYou">What to do if it is unexpected.</param>
public sealed record AccountNotice(string Subject, string Matter, string Label, string Path, string NotYou)
{
    private const string MyAccount = "Ouvrir mon compte";
    private const string NewPasswordLabel = "Choisir un nouveau mot de passe";

    /// <param name="device">The device in words, such as "Firefox sur Windows".</param>
    /// <param name="at">UTC.</param>
    internal static AccountNotice NewDevice(NewsletterSettings settings, string device, DateTime at) => new(
        $"Nouvel appareil sur votre compte {settings.Newsletter.Of}",
        $"Quelqu’un, sans doute vous, s’est connecté à votre compte {On(at)} depuis un appareil qui ne s’y était pas encore connecté : {device}.",
        MyAccount, AccountAddresses.MyAccount,
        "Ce n’est pas vous ? Changez tout de suite de mot de passe dans votre compte : vos autres appareils seront déconnectés."
            + Write(settings, " Prévenez-nous aussi"));

    internal static AccountNotice NewPassword(NewsletterSettings settings, DateTime at) => new(
        $"Nouveau mot de passe pour {settings.Newsletter.The}",
        $"Le mot de passe de votre compte a changé {On(at)}. Vos autres appareils sont déconnectés.",
        NewPasswordLabel, AccountAddresses.ForgottenPassword,
        "Si c’est vous, vous n’avez rien à faire. Sinon, choisissez-en tout de suite un autre." + Write(settings, " Prévenez-nous aussi"));

    /// <param name="changes">Sentences that say what changed.</param>
    internal static AccountNotice Rights(NewsletterSettings settings, string changes, DateTime at) => new(
        $"Vos droits sur le site {settings.Newsletter.Of} ont changé",
        $"L’administration a changé {On(at)} ce que vous pouvez faire sur le site. {changes}",
        MyAccount, AccountAddresses.MyAccount,
        "Vous devez peut-être vous connecter de nouveau." + Write(settings, " Cela vous étonne ? Écrivez-nous"));

    internal static AccountNotice Blocked(NewsletterSettings settings, DateTime at) => new(
        $"Votre compte {settings.Newsletter.Of} est bloqué",
        $"L’administration a bloqué votre compte {On(at)}. Vous ne pouvez plus vous connecter. Vos textes sont conservés.",
        "Ouvrir le site", SiteAddresses.Home, Write(settings, "Cela vous étonne ? Écrivez-nous").TrimStart());

    internal static AccountNotice Unblocked(NewsletterSettings settings, DateTime at) => new(
        $"Votre compte {settings.Newsletter.Of} est débloqué",
        $"L’administration a débloqué votre compte {On(at)}. Vous pouvez vous connecter comme avant.",
        "Me connecter", AccountAddresses.SignIn,
        "Mot de passe oublié ? La page de connexion permet d’en choisir un autre.");

    /// <param name="factor">The factor in words, with its article: "la clé d’accès « Téléphone »".</param>
    internal static AccountNotice FactorAdded(NewsletterSettings settings, string factor, DateTime at) => new(
        $"Second facteur ajouté à votre compte {settings.Newsletter.Of}",
        $"Votre compte a un nouveau second facteur, ajouté {On(at)} : {factor}.",
        MyAccount, AccountAddresses.MyAccount,
        "Ce n’est pas vous ? Retirez-le dans votre compte et changez de mot de passe." + Write(settings, " Prévenez-nous aussi"));

    /// <inheritdoc cref="FactorAdded" path="/param"/>
    internal static AccountNotice FactorRemoved(NewsletterSettings settings, string factor, DateTime at) => new(
        $"Second facteur retiré de votre compte {settings.Newsletter.Of}",
        $"Un second facteur de votre compte a été retiré {On(at)} : {factor}.",
        MyAccount, AccountAddresses.MyAccount,
        "Ce n’est pas vous ? Changez de mot de passe dans votre compte." + Write(settings, " Prévenez-nous aussi"));

    internal static AccountNotice FactorsReset(NewsletterSettings settings, DateTime at) => new(
        $"Seconds facteurs de votre compte {settings.Newsletter.Of} remis à zéro",
        $"L’administration a retiré {On(at)} tous les seconds facteurs de votre compte. Connectez-vous avec votre mot de passe, puis ajoutez-en un.",
        "Me connecter", AccountAddresses.SignIn,
        "Vous ne l’aviez pas demandé ? Changez de mot de passe dans votre compte." + Write(settings, " Prévenez-nous aussi"));

    /// <summary>Goes to the former address and to the new one. It names neither, because one of them may be mistyped.</summary>
    internal static AccountNotice NewAddress(NewsletterSettings settings, DateTime at) => new(
        $"L’adresse de votre compte {settings.Newsletter.Of} a changé",
        $"L’administration a changé {On(at)} l’adresse de votre compte. Seule la nouvelle adresse sert désormais à se connecter, avec le même mot "
            + "de passe. L’ancienne et la nouvelle reçoivent toutes deux ce message.",
        MyAccount, AccountAddresses.MyAccount,
        "Ce changement n’est pas prévu ?" + Write(settings, " Écrivez-nous tout de suite"));

    private static string On(DateTime at) => $"le {ParisTime.Show(at)} (heure de Paris)";

    private static string Write(NewsletterSettings settings, string lead) =>
        lead + (settings.ContactAddress.Length > 0 ? $" à {settings.ContactAddress}." : ".");
}
