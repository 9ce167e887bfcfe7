using static System.FormattableString;

namespace CitesDesMetiers.Core.Issues;

/// <summary>The names of the texts of an issue. They are also fragments of the page where it is translated.</summary>
public static class PassageKeys
{
    public const string Period = "periode";
    public const string Subject = "objet";
    public const string Preheader = "accroche";
    public const string Salutation = "salutation";
    public const string Editorial = "editorial";
    public const string ClosingFormula = "formule";
    public const string SignatoryRole = "fonction";
    public const string ContactNotice = "annonce-contact";
    public const string Closing = "fin";
    public const string Team = "equipe";

    /// <param name="section">Of the original.</param>
    public static string SectionTitle(int section) => Invariant($"rubrique-{section}-titre");

    /// <param name="section">Of the original.</param>
    public static string SectionText(int section) => Invariant($"rubrique-{section}-texte");

    public static string NewsTitle(int news) => News(news) + "titre";

    public static string NewsText(int news) => News(news) + "texte";

    public static string PictureDescription(int news, int picture) => Invariant($"{News(news)}image-{picture}");

    public static string PictureCaption(int news, int picture) => Invariant($"{News(news)}legende-{picture}");

    public static string MovePost(int move) => Invariant($"mouvement-{move}-poste");

    public static string MoveWording(int move) => Invariant($"mouvement-{move}-phrase");

    public static string DateTitle(int date) => Invariant($"date-{date}-titre");

    public static string DatePlace(int date) => Invariant($"date-{date}-lieu");

    public static bool IsOfNews(string key, int news) => key.StartsWith(News(news), StringComparison.Ordinal);

    private static string News(int news) => Invariant($"nouvelle-{news}-");
}
