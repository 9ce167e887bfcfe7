using CitesDesMetiers.Web.Content.Markdown;
using CsCheck;

namespace CitesDesMetiers.Tests.Content.Markdown;

public class PlainTextTests
{
    private static readonly MarkdownRenderer Renderer = new();

    // In the expectations ~ is U+00A0.
    [Theory]
    [InlineData("# Titre\n\nUn texte !\n\nUn autre", "Titre\n\nUn texte~!\n\nUn autre")]
    [InlineData("Thèmes :\n\n- un\n  - un bis\n- deux\n\nFin", "Thèmes~:\n\n- un\n  - un bis\n- deux\n\nFin")]
    [InlineData("9. neuf\n10. dix\n    - sous\n\n    suite", "9. neuf\n10. dix\n    - sous\n\n    suite")]
    [InlineData("le [guide](https://x.fr/g) ici", "le guide~: https://x.fr/g ici")]
    [InlineData("sur www.emplay.eu et <https://x.fr/>", "sur https://www.emplay.eu et https://x.fr/")]
    [InlineData("Écrire à a+b@x.fr ou à info@cité.example", "Écrire à a+b@x.fr ou à info@xn--cit-dma.example")]
    [InlineData("[Marie](marie@x.fr), <info@x.fr>, [nous](tel:+331)", "Marie~: marie@x.fr, info@x.fr, nous~: +331")]
    [InlineData("![L'atelier](/images/a.png)", "[Image~: L’atelier]")]
    [InlineData("[![Un](/images/a.png)](https://x.fr)", "[Image~: Un]~: https://x.fr")]
    [InlineData("> cité\n>\n> encore", "> cité\n>\n> encore")]
    [InlineData("a\nb\n\n---\n\nc", "a\nb\n\n---\n\nc")]
    [InlineData("1^ère^, 20 m^2^, 10^-3^, CO~2~", "1ère, 20 m², 10⁻³, CO₂")]
    [
        InlineData(
            "a\n\n| Atelier | Lieu |\n|--|--|\n| CV | [la salle](https://x.fr/s) |\n| Oral | |\n\nb",
            "a\n\n- Atelier~: CV\n  Lieu~: la salle~: https://x.fr/s\n- Atelier~: Oral\n\nb")
    ]
    [InlineData("| | Lundi |\n|--|--|\n| Matin | CV |", "- Matin\n  Lundi~: CV")]
    [InlineData("```\nx  y\n  z\n```", "x  y\n  z")]
    [InlineData("12 000 **oui** & <non>", "12~000 oui & <non>")]
    [InlineData("", "")]
    public void A_text_reads_well_without_markup(string markdown, string text) =>
        Assert.Equal(text.Replace('~', '\u00A0'), PlainText.ToText(Renderer.ToHtml(markdown, "fr")));

    [Fact]
    public void Other_languages_set_their_colon_close() =>
        Assert.Equal(
            "the guide: https://x.fr [Image: A room]",
            PlainText.ToText(Renderer.ToHtml("the [guide](https://x.fr) ![A room](/images/a.png)", "en"), "en"));

    [Fact]
    public void Lines_end_before_72_characters_but_never_inside_an_address_or_at_a_no_break_space()
    {
        var address = "https://www.exemple.fr/" + new string('a', 90);
        var text = PlainText.ToText(Renderer.ToHtml($"- {string.Concat(Enumerable.Repeat("Quel succès ! ", 30))} [ici]({address}) fin", "fr"));
        var lines = text.Split('\n');
        Assert.Contains("  " + address, lines);
        Assert.All(lines, line => Assert.True(line.Length <= 72 || line == "  " + address, line));
        Assert.All(lines, line => Assert.DoesNotMatch(@"^\s*!", line));
    }

    [Fact]
    public void No_word_is_lost_on_the_way() =>
        Gen.Char["ab é\n"].Array[0, 300].Select(c => new string(c)).Sample(text => Assert.Equal(
            text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
            PlainText.ToText(Renderer.ToHtml(text, "fr")).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
}
