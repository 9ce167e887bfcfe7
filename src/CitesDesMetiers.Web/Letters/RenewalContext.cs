using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The content of the mail that asks a silent reader whether to continue, before the limit of three years without contact (CNIL).</summary>
/// <param name="renewUrl">Absolute address. Opening it changes nothing.</param>
/// <param name="answerBy">The last day on which an answer is accepted.</param>
public sealed class RenewalContext(SiteOptions site, NewsletterSettings settings, string renewUrl, DateOnly answerBy)
    : LetterContext(site, settings, $"{settings.NewsletterName} : souhaitez-vous continuer ?")
{
    internal override Type Component => typeof(RenewalLetter);

    /// <summary>Whether their consent was too old when it was taken over: they have received nothing.</summary>
    public bool IsTakenOver { get; init; }

    public string RenewUrl => renewUrl;

    public override string Preheader => Silence;

    public string Asked =>
        Type(IsTakenOver
            ? $"Il y a plus de trois ans, vous avez accepté de recevoir à cette adresse {Settings.Newsletter.The}, la lettre d’information "
                + $"{Settings.Network.Of}. Cet accord est trop ancien pour que nous vous écrivions sans vous le redemander."
            : $"Vous recevez à cette adresse {Settings.Newsletter.The}, la lettre d’information {Settings.Network.Of}. Nous n’avons pas eu de vos "
            + "nouvelles depuis près de trois ans : la loi nous demande de vérifier que vous souhaitez toujours la recevoir.");

    public string Renew => IsTakenOver ? "Oui, je veux la recevoir" : "Oui, je veux continuer";

    public string Silence => Type(
        $"Sans réponse avant le {FrenchDates.Day(answerBy)}, {(IsTakenOver ? "rien ne vous est envoyé" : "votre abonnement se termine")} et "
            + "vos données sont effacées.");

    public string Nothing => Type($"Vous ne voulez {(IsTakenOver ? "pas" : "plus")} la recevoir ? Ne faites rien.");

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Asked);
        page.Link(Renew, RenewUrl);
        page.Paragraph(Silence);
        page.Paragraph(Nothing);
    }
}
