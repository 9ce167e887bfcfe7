using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>What became of a mail with news.</summary>
/// <param name="Left">Names of the files that were not taken; null for none.</param>
/// <param name="Path">The page of the item, for a person with an account; null for a contact.</param>
public sealed record NewsMailOutcome(string Title, string Cite, int Pictures, string? Left, string? Path)
{
    /// <summary>Whether nothing was taken, because the mail is too large.</summary>
    public bool IsTooLarge { get; init; }
}

/// <summary>The answer to a known correspondent who mailed news.</summary>
public sealed class NewsMailContext(SiteOptions site, NewsletterSettings settings, string person, NewsMailOutcome outcome)
    : LetterContext(site, settings, SubjectOf(outcome))
{
    internal override Type Component => typeof(NewsMailLetter);

    public const string Label = "Relire la nouvelle";

    public string Greeting => Type($"Bonjour {person},");

    public IReadOnlyList<string> Paragraphs => [.. Sentences().Select(s => Type(s))];

    public string? Link => outcome.Path is { } path ? Url(path) : null;

    public string Reason => Type("Vous recevez cette réponse parce que vous avez écrit à l’adresse des nouvelles de votre Cité.");

    public override string Preheader => Paragraphs[0];

    private protected override void Write(TextPage page)
    {
        page.Paragraph(Greeting);
        foreach (var paragraph in Paragraphs)
        {
            page.Paragraph(paragraph);
        }

        if (Link is { } link)
        {
            page.Link(Label, link);
        }

        page.Paragraph(Reason);
    }

    private IEnumerable<string> Sentences()
    {
        if (outcome.IsTooLarge)
        {
            yield return "Votre message pèse plus de 30 Mo : rien n’en a été repris. Envoyez-le de nouveau avec des images plus légères, ou "
                + "moins d’images.";
            yield break;
        }

        yield return $"Merci ! « {outcome.Title} » est proposée à la rédaction pour {outcome.Cite}. Vous n’avez rien d’autre à faire."
            + (outcome.Pictures > 0 ? $" {FrenchNumbers.Count(outcome.Pictures, "image l’accompagne", "images l’accompagnent")}." : "");
        if (outcome.Left is { } left)
        {
            yield return $"Ceci n’a pas été repris, car une nouvelle ne prend que du texte et des images : {left}. Le texte de ces fichiers "
                + "peut être collé dans un nouveau message.";
        }
    }

    private static string SubjectOf(NewsMailOutcome outcome)
    {
        var title = outcome.Title.Length <= 50 ? outcome.Title : outcome.Title[..49].TrimEnd() + "…";
        return outcome.IsTooLarge ? "Votre message est trop lourd" : $"Bien reçu : {title}";
    }
}
