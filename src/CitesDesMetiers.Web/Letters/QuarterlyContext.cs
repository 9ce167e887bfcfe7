using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>An edition in the digest of its quarter.</summary>
/// <param name="Titles">Of its articles, in its order.</param>
public sealed record DigestedEdition(string Slug, int Number, DateOnly Date, string Language, string Subject, IReadOnlyList<string> Titles);

/// <summary>What came out in a quarter, for those who prefer one mail about it to each issue.</summary>
/// <param name="quarter">Its first day.</param>
public sealed class QuarterlyContext(SiteOptions site, NewsletterSettings settings, DateOnly quarter, IReadOnlyList<DigestedEdition> editions)
    : LetterContext(site, settings, $"{settings.NewsletterName} : le récapitulatif {Months(quarter)}")
{
    public IReadOnlyList<DigestedEdition> Editions => editions;

    public override string Preheader => Type(editions[^1].Subject);

    public string Intro => Type(editions.Count > 1 ? $"Les {editions.Count} numéros parus ce trimestre, et ce qu’on y lit." : "Le numéro paru ce trimestre, et ce qu’on y lit.");

    public string Unsubscribe => Url("/desinscription/" + RecipientMarks.Token);

    public string Manage => Url("/abonnement/" + RecipientMarks.ManageToken);

    public string Reason => Type($"Vous recevez ce message parce que votre adresse est abonnée {Settings.Newsletter.To}, et que vous avez choisi un récapitulatif par trimestre.");

    public string TitleOf(DigestedEdition edition) => Type($"Numéro {edition.Number}, {FrenchDates.Month(edition.Date)} : {edition.Subject}");

    public string PageOf(DigestedEdition edition) => Url("/numeros/" + edition.Slug);

    /// <summary>"d’avril à juin 2026".</summary>
    private static string Months(DateOnly quarter)
    {
        var names = quarter.Month switch { 1 => "de janvier à mars", 4 => "d’avril à juin", 7 => "de juillet à septembre", _ => "d’octobre à décembre" };
        return $"{names} {quarter.Year}";
    }
}
