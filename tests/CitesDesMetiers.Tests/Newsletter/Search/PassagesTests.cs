using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Newsletter.Search;
using CsCheck;

namespace CitesDesMetiers.Tests.Newsletter.Search;

public class PassagesTests
{
    [Theory]
    [InlineData("Le Cœur de l’Haÿ bat.", "coeur hay", "Le [Cœur] de l’[Haÿ] bat.")]
    [InlineData("Des ateliers, un atelier, l’atelierisation", "atelier ouvert", "Des [ateliers], un [atelier], l’atelierisation")]
    [
        InlineData(
            "Un bilan, des compétences, un bilan de compétences.",
            "« bilan de compétences »",
            "Un bilan, des compétences, un [bilan de compétences].")
    ]
    [InlineData("Rien ici", "absent", "Rien ici")]
    [InlineData("Numérique et numérisation", "numér", "[Numérique] et [numérisation]")]
    public void What_was_looked_for_is_marked_as_it_is_written(string text, string search, string marked) =>
        Assert.Equal(marked, Written(Passages.Mark(text, SearchQuery.Parse(search).Terms)));

    [Fact]
    public void A_passage_shows_what_surrounds_a_hit_far_into_a_text()
    {
        var text = string.Concat(Enumerable.Repeat("avant ", 200)) + "un atelier ouvert " + string.Concat(Enumerable.Repeat("après ", 200));

        var passage = Written(Passages.Of(text, SearchQuery.Parse("atelier").Terms));

        Assert.StartsWith("…avant", passage, StringComparison.Ordinal);
        Assert.EndsWith("après…", passage, StringComparison.Ordinal);
        Assert.Contains("un [atelier] ouvert", passage, StringComparison.Ordinal);
        Assert.InRange(passage.Length, 100, 300);
    }

    [Fact]
    public void A_passage_says_nothing_that_the_text_does_not_say() =>
        Gen.String[Gen.Char["aé œ’.b\n"], 0, 900].Select(Gen.String[Gen.Char["aéb "], 0, 8]).Sample((text, search) =>
        {
            var terms = SearchQuery.Parse(search).Terms;
            Assert.Equal(text, string.Concat(Passages.Mark(text, terms).Select(f => f.Text)));
            Assert.All(
                Passages.Of(text, terms),
                f => Assert.Contains(f.Text.Replace("…", "", StringComparison.Ordinal).Trim(' '), text, StringComparison.Ordinal));
        });

    private static string Written(IEnumerable<Fragment> fragments) => string.Concat(fragments.Select(f => f.IsHit ? $"[{f.Text}]" : f.Text));
}
