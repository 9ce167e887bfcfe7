using System.Text.RegularExpressions;

namespace CitesDesMetiers.Tests.Architecture;

/// <summary>The documents against the sources, by reading files only: what they quote and where they lead.</summary>
public partial class DocumentTests
{
    private static readonly string Root = Sources.Root;

    /// <summary>What the guide puts between quotation marks without quoting the screen: examples, and what people say.</summary>
    private static readonly HashSet<string> NotOnScreen =
    [
        "; : ! ?", "Trois visiteuses autour d’un établi", "(à compléter)", "XX", "???", "TODO", "[…]",
        "La séance de Rouen a lieu le 30 décembre à 18 h, et non à 17 h.", "Voir le programme", "cliquez ici", "guillemets",
        "je ne reçois plus la lettre", "désabonnez-moi", "je suis absente…", "Je n’ai rien reçu", "J’ai demandé un lien, rien n’arrive",
        "J’ai changé d’adresse, rien n’arrive dans la nouvelle boîte", "Bulletin d’inscription au salon de Lille", "coeur", "Cœur",
    ];

    /// <summary>What is on the screen, but is put together there from parts that the sources hold apart.</summary>
    private static readonly HashSet<string> PutTogether =
    [
        "Suspendre l’envoi du numéro 44", "Reprendre l’envoi du numéro 44", "Combien font trois plus quatre ?",
        "… n’a pas encore de texte : écrivez-le d’abord.", "… a changé d’état entre-temps : rien n’a été modifié.",
    ];

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "docs", "guide"), "*.md").Select(Sources.Relative).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(Sources.Relative).Order(StringComparer.Ordinal)];

    private static Lazy<string> Screens { get; } = new(ReadScreens);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_label_quoted_in_the_guide_is_on_a_screen(string page)
    {
        var text = PlainText(File.ReadAllText(Path.Combine(Root, page)));
        var missing = Quoted().Matches(text).Select(m => m.Groups["label"].Value.Trim())
            .Where(label => !NotOnScreen.Contains(label) && !PutTogether.Contains(label))
            .Where(label => !Parts().Split(label).Select(p => p.Trim()).Where(p => p.Length > 0).All(IsOnScreen));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_within_the_repository_leads_to_a_file_and_a_heading_that_exist(string document)
    {
        var text = Code().Replace(File.ReadAllText(Path.Combine(Root, document)), "");
        var broken = Link().Matches(text).Select(m => m.Groups["target"].Value)
            .Where(target => !Address().IsMatch(target) && !Exists(document, target));

        Assert.Empty(broken);
    }

    private static bool Exists(string document, string target)
    {
        var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
        var file = path.Length == 0
            ? Path.Combine(Root, document)
            : Path.Combine(Root, Path.GetDirectoryName(document)!, Uri.UnescapeDataString(path));
        return anchor is null
            ? Path.Exists(file)
            : File.Exists(file) && Heading().Matches(File.ReadAllText(file)).Any(h => AnchorOf(h.Groups["text"].Value) == anchor);
    }

    /// <summary>As GitHub makes it: lower case, hyphens for spaces, without punctuation.</summary>
    private static string AnchorOf(string heading) =>
#pragma warning disable CA1308 // The anchor is lower case.
        NotInAnchors().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');
#pragma warning restore CA1308

    private static bool IsOnScreen(string label)
    {
        var screens = Screens.Value;
        for (var at = screens.IndexOf(label, StringComparison.Ordinal); at >= 0; at = screens.IndexOf(label, at + 1, StringComparison.Ordinal))
        {
            var end = at + label.Length;
            if (!(at > 0 && char.IsLetter(label[0]) && char.IsLetter(screens[at - 1]))
                && !(end < screens.Length && char.IsLetter(label[^1]) && char.IsLetter(screens[end])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every source a screen is made of, as it stands and without its tags.</summary>
    private static string ReadScreens()
    {
        var sources = string.Join('\n', Sources.Files(".cs", ".cshtml", ".razor", ".js").Select(File.ReadAllText));
        return PlainText(sources) + '\n' + PlainText(Tag().Replace(sources, ""));
    }

    private static string PlainText(string text) =>
        Spaces().Replace(Markup().Replace(MarkedLink().Replace(text, "${text}"), ""), " ").Replace('\'', '’');

    [GeneratedRegex("«(?<label>[^«»]+)»")]
    private static partial Regex Quoted();

    /// <summary>An ellipsis or a number in a label stands for what the screen puts there.</summary>
    [GeneratedRegex(@"…|\d+")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\[(?<text>[^\[\]]*)\]\([^()\s]*\)")]
    private static partial Regex MarkedLink();

    [GeneratedRegex(@"\*\*|^> ?", RegexOptions.Multiline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(\s|&nbsp;|&#8239;|&#160;|\\u00A0|\\u202F)+", RegexOptions.IgnoreCase)]
    private static partial Regex Spaces();

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z]+:", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M} _-]")]
    private static partial Regex NotInAnchors();
}
