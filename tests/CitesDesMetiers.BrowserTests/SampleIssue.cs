using System.Globalization;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.BrowserTests;

/// <summary>An invented issue with every part of the one the network mailed in 2018.</summary>
internal static class SampleIssue
{
    public const string Subject = "Rentrée des Cités : l’Œuvre commune d’Orléans à Cascais";
    public const string EditorialSentence = "Soixante collègues se sont retrouvés à Rouen";

    public const string EditorialHtml = "<p class=MsoNormal>Soixante collègues se sont retrouvés à Rouen pour imaginer <b>la Cité de demain</b>.</p>"
        + "<p class=MsoNormal>Merci à l'équipe de Normandie pour son accueil ! La suite du chantier commence dès septembre : lisez les "
        + "<a href='https://reseau.example/pistes'>premières pistes</a>.</p>";

    public static readonly (string Kind, string Title, string Place, string From, string? To)[] Dates =
    [
        ("Réunion interne", "Assemblée générale d’été", "Rouen", "2031-05-31", null),
        ("Réunion interne", "Conseil d’administration du fonds", "Rouen", "2031-06-01", null),
        ("Réunion interne", "Comité de projet", "Paris", "2031-06-13", null),
        ("Réunion interne", "Conseil d’administration à distance", "Visioconférence", "2031-06-14", null),
        ("Réunion interne", "Comité exécutif", "Visioconférence", "2031-07-03", null),
        ("Réunion externe", "Conférence finale du projet européen", "Paris", "2031-06-12", null),
        ("Réunion externe", "Formation à la reconnaissance des compétences", "Sofia", "2031-06-25", "2031-06-27"),
        ("Réunion externe", "Visite d’études des services publics de l’emploi", "Bruxelles", "2031-07-05", "2031-07-06"),
        ("Réunion externe", "Conférence annuelle de la plateforme", "Vienne", "2031-06-30", "2031-07-02"),
    ];

    public static readonly string[] CiteTitles =
    [
        "Les métiers verts se montrent à La Réunion", "Un album jeunesse né à Charleroi", "Le numérique expliqué en Seine-et-Marne",
        "Quatre outils pour l’emploi à Cascais", "« Parole de parents » : une soirée à Marseille",
    ];

    public static readonly string[] NetworkTitles =
        [
            "Trois jours pour inventer la suite",
            "Clap de fin pour le projet sur l’identité numérique",
            "Se former ensemble à Sofia",
            "Un guide de poche pour partir en Europe"
        ];

    /// <summary>The agenda as it stands in a document: kinds, days, titles with their places.</summary>
    public static string WrittenDates => string.Join("\n\n", Dates.GroupBy(d => d.Kind).Select(
        kind => string.Join(
            "\n\n",
            kind.Select(d => $"{Written(d.From, d.To)}\n\n{d.Title}, {d.Place}").Prepend(kind.Key.Replace("n ", "ns ") + "s"))));

    /// <summary>A text as Word puts it on the clipboard.</summary>
    public static string HtmlOf(string title) =>
        $"<p class=MsoNormal><b>{title}</b> : le public est venu nombreux, et les questions aussi.</p><h2>Au programme</h2>"
            + "<ul><li>une journée thématique avec des professionnels ;</li><li>un atelier ouvert à tous.</li></ul>"
            + "<p class=MsoNormal>Tout est expliqué sur <a href='https://cite.example/actualite'>le site de la Cité</a>.</p>";

    private static string Written(string from, string? to)
    {
        var (first, last) = (DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to ?? from, CultureInfo.InvariantCulture));
        return FrenchDates.Range(first, last);
    }
}
