using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>The notifications about one page of the site.</summary>
/// <param name="Path">Path of the page. Behind a personal link, the page of the item.</param>
public sealed record DigestMatter(string Path, IReadOnlyList<string> Lines)
{
    public bool IsPersonal => Path.StartsWith(ContributionAddresses.Root, StringComparison.Ordinal);

    /// <summary>The label of the link, which follows from its address.</summary>
    public string LinkLabel => Path switch
    {
        _ when Path.EndsWith("/apercu", StringComparison.Ordinal) => "Lire cette nouvelle",
        _ when IsPersonal || Path.StartsWith(DeskAddresses.News + "/", StringComparison.Ordinal) => "Ouvrir cette nouvelle",
        _ when Path.StartsWith(DeskAddresses.Issues + "/", StringComparison.Ordinal) => "Ouvrir ce numéro",
        _ when Path.StartsWith(DeskAddresses.Calls + "/", StringComparison.Ordinal) => "Voir cet appel à contributions",
        _ when Path.StartsWith(SiteAddresses.Archive + "/", StringComparison.Ordinal) => "Lire ce numéro",
        _ => "Voir la page",
    };
}

/// <summary>The content of a digest: what concerns one person at the desk since the last digest.</summary>
/// <param name="personalUrl">Absolute address of their personal page while a call is open to them; null otherwise.</param>
public sealed class DigestContext(
    SiteOptions site, NewsletterSettings settings, string displayName, IReadOnlyList<DigestMatter> matters, string? personalUrl)
    : LetterContext(site, settings, SubjectOf(settings, matters))
{
    internal override Type Component => typeof(DigestLetter);

    public const string PersonalLabel = "Ouvrir ma page sans mot de passe";

    public IReadOnlyList<DigestMatter> Matters => matters;

    public string? PersonalUrl => personalUrl;

    public string Greeting => Type($"Bonjour {displayName},");

    /// <summary>A sentence about the links that need no password; null when there are none.</summary>
    public string? WithoutPassword => personalUrl is null && !matters.Any(m => m.IsPersonal) ? null
        : Type("Vos liens personnels s’ouvrent sans compte ni mot de passe. Ne les transmettez pas : ils écrivent en votre nom.");

    public string Reason =>
        Type($"Vous recevez ce message parce que vous contribuez {Settings.Newsletter.To}. Ce qui vous concerne est réuni en un seul "
            + "message, quelques minutes après.");

    public override string Preheader => Type(matters[0].Lines[0]);

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Greeting);
        foreach (var about in Matters)
        {
            page.List(about.Lines.Select(line => Type(line)));
            page.Link(about.LinkLabel, Url(about.Path));
        }

        if (WithoutPassword is { } withoutPassword)
        {
            page.Paragraph(withoutPassword);
        }

        if (PersonalUrl is { } personal)
        {
            page.Link(PersonalLabel, personal);
        }

        page.Paragraph(Reason);
    }

    private static string SubjectOf(NewsletterSettings settings, IReadOnlyList<DigestMatter> matters)
    {
        var lines = matters.Sum(m => m.Lines.Count);
        return lines > 1 ? $"{settings.NewsletterName} : {lines} choses vous concernent"
            : matters[0].Lines[0] is { Length: <= Issue.SubjectLength } line ? line
            : $"{settings.NewsletterName} : du nouveau à la rédaction";
    }
}
