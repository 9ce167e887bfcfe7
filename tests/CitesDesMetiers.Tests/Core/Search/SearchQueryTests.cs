using CitesDesMetiers.Core.Search;

namespace CitesDesMetiers.Tests.Core.Search;

public class SearchQueryTests
{
    [Theory]
    [InlineData("ateliers numérique", "atelier|ateliers numerique*")]
    [InlineData("journaux locaux", "journail|journal|journau|journaux locaux*")]
    [InlineData("« bilan de compétences » métier", "bilan de competences metier*")]
    [InlineData("\"portes ouvertes\"", "portes ouvertes")]
    [InlineData("l'Haÿ", "hay*")]
    [InlineData("la Cité des métiers de Lyon", "cite|cites metier|metiers lyon*")]
    [InlineData("de la", "de la*")]
    [InlineData("%_[]\"* -- OR NEAR(", "near* or")]
    [InlineData("😀", "")]
    [InlineData("   ", "")]
    [InlineData(null, "")]
    public void A_search_is_read_as_words_and_phrases_that_must_all_be_found(string? typed, string terms)
    {
        var read = SearchQuery.Parse(typed).Terms.Select(t => string.Join('|', t.Forms.Order(StringComparer.Ordinal)) + (t.IsPrefix ? "*" : ""));

        Assert.Equal(terms.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), read.SelectMany(t => t.Split(' ')).Order());
    }

    [Theory]
    [InlineData(SearchQuery.LongestText, false)]
    [InlineData(SearchQuery.LongestText + 1, true)]
    public void A_search_is_shortened_only_beyond_its_greatest_length(int length, bool isShortened) =>
        Assert.Equal(isShortened, SearchQuery.Parse(new string('a', length)).IsShortened);

    [Fact]
    public void A_search_longer_than_anybody_types_is_shortened_and_says_so()
    {
        var query = SearchQuery.Parse(string.Concat(Enumerable.Repeat("métier ", 2_000)));

        Assert.True(query.IsShortened);
        Assert.Equal(SearchQuery.LongestText, query.Text.Length);
        Assert.InRange(query.Terms.Count, 1, 10);
    }
}
