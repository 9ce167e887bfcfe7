using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>An edition in the quarterly digest.</summary>
/// <param name="Titles">Titles of its articles, in their order.</param>
public sealed record DigestedEdition(string Slug, int Number, string Period, string Language, string Subject, IReadOnlyList<string> Titles);

/// <summary>The content of the quarterly digest, which some readers prefer to each issue. It is rendered once for all recipients.</summary>
/// <param name="quarter">The first day of the quarter.</param>
public sealed class QuarterlyContext(SiteOptions site, NewsletterSettings settings, DateOnly quarter, IReadOnlyList<DigestedEdition> editions)
    : LetterContext(site, settings, $"{settings.NewsletterName} : le récapitulatif {Months(quarter)}")
{
    internal override Type Component => typeof(QuarterlyLetter);

    public IReadOnlyList<DigestedEdition> Editions => editions;

    public override string Preheader => Type(editions[^1].Subject);

    public string Intro =>
        Type(editions.Count > 1
            ? $"Les {editions.Count} numéros parus ce trimestre, et ce qu’on y lit."
            : "Le numéro paru ce trimestre, et ce qu’on y lit.");

    public string Unsubscribe => Url(SubscriptionAddresses.LeavingRoot + RecipientMarks.Token);

    public string Manage => Url(SubscriptionAddresses.ManageRoot + RecipientMarks.ManageToken);

    public string Reason =>
        Type($"Vous recevez ce message parce que votre adresse est abonnée {Settings.Newsletter.To}, et que vous avez "
            + "choisi un récapitulatif par trimestre.");

    public string TitleOf(DigestedEdition edition) => Type($"Numéro {edition.Number}, {edition.Period} : {edition.Subject}");

    public string PageOf(DigestedEdition edition) => Url(SiteAddresses.Issue(edition.Slug));

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Intro);
        foreach (var edition in Editions)
        {
            page.Heading(TitleOf(edition));
            if (edition.Titles.Count > 0)
            {
                page.List(edition.Titles.Select(title => Type(title)));
            }

            page.Link($"Lire le numéro\u00A0{edition.Number}", PageOf(edition));
        }

        page.Paragraph(Reason);
        page.Link(EditionWords.Unsubscribe, Unsubscribe);
        page.Link(EditionWords.Manage, Manage);
    }

    /// <summary>The months in French: "d’avril à juin 2026".</summary>
    private static string Months(DateOnly quarter)
    {
        var names =
            quarter.Month switch { 1 => "de janvier à mars", 4 => "d’avril à juin", 7 => "de juillet à septembre", _ => "d’octobre à décembre" };
        return $"{names} {quarter.Year}";
    }
}
