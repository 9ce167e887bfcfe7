
namespace CitesDesMetiers.Core.French;

/// <summary>The article that a name takes in a sentence.</summary>
public enum Article
{
    /// <summary>"Élodie", "Réseau des Cités": the name stands alone.</summary>
    None,

    /// <summary>"le Réseau", "du Réseau", "au Réseau".</summary>
    Le,

    /// <summary>"la Cité", "de la Cité", "à la Cité".</summary>
    La,

    /// <summary>"l’InfoLettre", "de l’InfoLettre", "à l’InfoLettre".</summary>
    Elided,

    /// <summary>"les Nouvelles", "des Nouvelles", "aux Nouvelles".</summary>
    Les,
}

/// <summary>A name with its article in a sentence: of a person, a Cité, the newsletter or the network.</summary>
/// <param name="Name">The name without the article.</param>
public readonly record struct Named(Article Article, string Name)
{
    // Common nouns with which names of organisations and newsletters begin. Those with a vowel or a mute h are elided.
    private static readonly Dictionary<string, Article> ByFirstWord = new()
    {
        ["bulletin"] = Article.Le,
        ["carrefour"] = Article.Le,
        ["centre"] = Article.Le,
        ["comite"] = Article.Le,
        ["journal"] = Article.Le,
        ["groupement"] = Article.Le,
        ["point"] = Article.Le,
        ["pole"] = Article.Le,
        ["reseau"] = Article.Le,
        ["service"] = Article.Le,
        ["agence"] = Article.La,
        ["association"] = Article.La,
        ["chambre"] = Article.La,
        ["cite"] = Article.La,
        ["communaute"] = Article.La,
        ["confederation"] = Article.La,
        ["fabrique"] = Article.La,
        ["federation"] = Article.La,
        ["fondation"] = Article.La,
        ["gazette"] = Article.La,
        ["infolettre"] = Article.La,
        ["lettre"] = Article.La,
        ["maison"] = Article.La,
        ["mission"] = Article.La,
        ["plateforme"] = Article.La,
        ["region"] = Article.La,
        ["revue"] = Article.La,
        ["universite"] = Article.La,
        ["ville"] = Article.La,
        ["espace"] = Article.Le,
        ["institut"] = Article.Le,
        ["observatoire"] = Article.Le,
        ["office"] = Article.Le,
        ["cites"] = Article.Les,
        ["echos"] = Article.Les,
        ["nouvelles"] = Article.Les,
    };

    private static readonly (string Start, Article Article)[] Articles =
        [("le ", Article.Le), ("la ", Article.La), ("les ", Article.Les), ("l’", Article.Elided), ("l'", Article.Elided)];

    // Words without elision: "de Hakim", "de Hollande", "de onze". In names, "ha" is nearly always aspirated.
    private static readonly string[] NotElided =
        ["ha", "hesse", "hicham", "hocine", "hollande", "hong", "hongrie", "houda", "houston", "huit", "hull", "onze", "oui", "ouagadougou", "yacht"];

    /// <summary>Creates a name with the given article, or else the article that it begins with or that its first word takes.</summary>
    public static Named From(string name, Article? article = null)
    {
        if (article is { } given)
        {
            return new(given, name);
        }

        if (Articles.FirstOrDefault(a => name.StartsWith(a.Start, StringComparison.OrdinalIgnoreCase)) is { Start: { } start } own
            && name.Length > start.Length)
        {
            return new(own.Article, name[start.Length..]);
        }

        return ByFirstWord.TryGetValue(Folding.Fold(name).Split(' ')[0], out var usual)
            ? new(usual is Article.Le or Article.La && ElidesBefore(name) ? Article.Elided : usual, name)
            : new(Article.None, name);
    }

    /// <summary>"l’InfoLettre", "Élodie".</summary>
    public string The => Article switch
    {
        Article.Le => "le " + Name,
        Article.La => "la " + Name,
        Article.Elided => "l’" + Name,
        Article.Les => "les " + Name,
        _ => Name,
    };

    /// <summary>The same at the beginning of a sentence: "L’InfoLettre".</summary>
    public string TheFirst => char.ToUpperInvariant(The[0]) + The[1..];

    /// <summary>"du Réseau", "de la Cité", "de l’InfoLettre", "des Nouvelles", "d’Élodie", "de Hakim".</summary>
    public string Of => Article switch
    {
        Article.Le => "du " + Name,
        Article.Les => "des " + Name,
        Article.None => (ElidesBefore(Name) ? "d’" : "de ") + Name,
        _ => "de " + The,
    };

    /// <summary>"au Réseau", "à la Cité", "à l’InfoLettre", "aux Nouvelles", "à Élodie".</summary>
    public string To => Article switch
    {
        Article.Le => "au " + Name,
        Article.Les => "aux " + Name,
        _ => "à " + The,
    };

    private static bool ElidesBefore(string name)
    {
        var folded = Folding.Fold(name);
        return folded.Length > 1
            && (folded[0] is 'a' or 'e' or 'i' or 'o' or 'u' or 'h' || (folded[0] is 'y' && folded[1] is not ('a' or 'e' or 'i' or 'o' or 'u')))
            && !NotElided.Any(start => folded.StartsWith(start, StringComparison.Ordinal));
    }
}
