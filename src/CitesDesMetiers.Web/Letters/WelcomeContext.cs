using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The latest issue, to begin with.</summary>
public sealed record LatestIssue(int Number, string Subject, string Path);

/// <summary>The first mail after a confirmation: the latest issue, and the page of the subscription.</summary>
/// <param name="latest">Null before the first issue.</param>
/// <param name="manageUrl">Absolute address of the permanent link.</param>
public sealed class WelcomeContext(SiteOptions site, NewsletterSettings settings, LatestIssue? latest, string manageUrl)
    : LetterContext(site, settings, $"Bienvenue ! Votre abonnement {settings.Newsletter.To} est confirmé")
{
    internal override Type Component => typeof(WelcomeLetter);

    public const string ManageLabel = "Gérer mon abonnement";

    public string Confirmed => Type("Votre abonnement est confirmé : le prochain numéro vous parviendra dès sa parution.");

    public string? Meanwhile => latest is null ? null : Type($"En attendant, voici le dernier, le numéro {latest.Number} : « {latest.Subject} ».");

    public string? IssueLabel => latest is null ? null : Type($"Lire le numéro {latest.Number}");

    public string? IssueUrl => latest is null ? null : Url(latest.Path);

    public string ManageUrl => manageUrl;

    public string Choices => Type(
        "Trop souvent, pas votre langue, une absence ? Vous pouvez choisir vos thèmes, recevoir un message par trimestre, faire une pause ou "
            + "vous désabonner. Gardez ce message : ce lien reste valable.");

    public override string Preheader => Confirmed;

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Confirmed);
        if (IssueUrl is { } url)
        {
            page.Paragraph(Meanwhile!);
            page.Link(IssueLabel!, url);
        }

        page.Paragraph(Choices);
        page.Link(ManageLabel, ManageUrl);
    }
}
