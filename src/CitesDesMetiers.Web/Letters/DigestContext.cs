using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>What is told about one page of the site.</summary>
/// <param name="Path">Where its link leads: behind a personal link, the page of that very item.</param>
public sealed record DigestMatter(string Path, IReadOnlyList<string> Lines)
{
    public bool IsPersonal => Path.StartsWith("/contribuer/", StringComparison.Ordinal);

    /// <summary>What opening the page does, after its address.</summary>
    public string LinkLabel => Path switch
    {
        _ when Path.EndsWith("/apercu", StringComparison.Ordinal) => "Lire cette nouvelle",
        _ when IsPersonal || Path.StartsWith("/redaction/nouvelles/", StringComparison.Ordinal) => "Ouvrir cette nouvelle",
        _ when Path.StartsWith("/redaction/numeros/", StringComparison.Ordinal) => "Ouvrir ce numéro",
        _ when Path.StartsWith("/redaction/appels/", StringComparison.Ordinal) => "Voir cet appel à contributions",
        _ when Path.StartsWith("/numeros/", StringComparison.Ordinal) => "Lire ce numéro",
        _ => "Voir la page",
    };
}

/// <summary>What happened at the desk that concerns one person, since the last such mail.</summary>
/// <param name="personalUrl">Absolute; their page behind a personal link, while a call is open to them.</param>
public sealed class DigestContext(
    SiteOptions site, NewsletterSettings settings, string displayName, IReadOnlyList<DigestMatter> matters, string? personalUrl)
    : LetterContext(site, settings, SubjectOf(settings, matters))
{
    public const string PersonalLabel = "Ouvrir ma page sans mot de passe";

    public IReadOnlyList<DigestMatter> Matters => matters;

    public string? PersonalUrl => personalUrl;

    public string Greeting => Type($"Bonjour {displayName},");

    /// <summary>Null where each link leads to a page that asks who one is, or that everybody may read.</summary>
    public string? WithoutPassword => personalUrl is null && !matters.Any(m => m.IsPersonal) ? null
        : Type("Vos liens personnels s’ouvrent sans compte ni mot de passe. Ne les transmettez pas : ils écrivent en votre nom.");

    public string Reason => Type($"Vous recevez ce message parce que vous contribuez {Settings.Newsletter.To}. Ce qui vous concerne est réuni en un seul message, quelques minutes après.");

    public override string Preheader => Type(matters[0].Lines[0]);

    private static string SubjectOf(NewsletterSettings settings, IReadOnlyList<DigestMatter> matters)
    {
        var lines = matters.Sum(m => m.Lines.Count);
        return lines > 1 ? $"{settings.NewsletterName} : {lines} choses vous concernent"
            : matters[0].Lines[0] is { Length: <= Issue.SubjectLength } line ? line
            : $"{settings.NewsletterName} : du nouveau à la rédaction";
    }
}
