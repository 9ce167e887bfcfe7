using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The reason for a mail to a subscriber about the subscription.</summary>
public enum SubscriptionMatter
{
    /// <summary>The subscriber requested the link that gives full access.</summary>
    Access,

    /// <summary>The new address has to be confirmed. Sent to the new address.</summary>
    NewAddress,

    /// <summary>The address was changed. Sent to the former address.</summary>
    Moved,
}

/// <summary>The content of a mail about a subscription. It contains neither address, since the new one may be mistyped.</summary>
/// <param name="url">Absolute address. For <see cref="SubscriptionMatter.Moved"/>, the page to request a link.</param>
public sealed class SubscriptionContext(SiteOptions site, NewsletterSettings settings, SubscriptionMatter matter, string url)
    : LetterContext(site, settings, SubjectOf(matter, settings))
{
    internal override Type Component => typeof(SubscriptionLetter);

    public string Link => url;

    public string Matter => Type(matter switch
    {
        SubscriptionMatter.Access => $"Quelqu’un, sans doute vous, a demandé un lien vers l’abonnement de cette adresse {Settings.Newsletter.To}.",
        SubscriptionMatter.NewAddress =>
            $"Quelqu’un, sans doute vous, veut recevoir {Settings.Newsletter.The} à cette adresse plutôt qu’à une autre.",
        _ => $"{Settings.Newsletter.TheFirst} : les envois partent désormais vers une autre adresse, confirmée depuis sa boîte aux "
            + "lettres. Celle-ci ne recevra plus rien.",
    });

    public string Label => matter switch
    {
        SubscriptionMatter.Access => "Ouvrir mon abonnement",
        SubscriptionMatter.NewAddress => "Confirmer cette adresse",
        _ => "Gérer mon abonnement",
    };

    public string Validity => Type(matter switch
    {
        SubscriptionMatter.Access => "Ce lien est valable 24 heures. Il montre vos données et permet de les effacer : ne le transférez à personne.",
        SubscriptionMatter.NewAddress => "Ce lien est valable 7 jours et ne sert qu’une fois.",
        _ => "Vous n’avez rien à faire.",
    });

    public string NotYou => Type(matter switch
    {
        SubscriptionMatter.Access => "Ce n’est pas vous ? Ne faites rien : sans ce message, personne n’ouvre votre abonnement.",
        SubscriptionMatter.NewAddress =>
            "Ce n’est pas vous ? Ne faites rien : sans confirmation, cette adresse ne recevra rien et ne sera pas gardée.",
        _ => "Ce n’est pas vous ?" + (Settings.ContactAddress.Length > 0 ? $" Écrivez-nous à {Settings.ContactAddress}." : " Écrivez-nous."),
    });

    public override string Preheader => Matter;

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Matter);
        page.Link(Label, Link);
        page.Paragraph(Validity);
        page.Paragraph(NotYou);
    }

    private static string SubjectOf(SubscriptionMatter matter, NewsletterSettings settings) =>
        matter switch
        {
            SubscriptionMatter.Access => $"Votre abonnement {settings.Newsletter.To}",
            SubscriptionMatter.NewAddress => $"Confirmez votre nouvelle adresse pour {settings.Newsletter.The}",
            _ => $"Votre adresse pour {settings.Newsletter.The} a changé",
        };
}
