using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;
using CsCheck;

namespace CitesDesMetiers.Tests.Core.French;

public partial class SlugTests
{
    [Theory]
    [InlineData("Cœur de ville : l’été à Saint-Étienne !", "coeur-de-ville-l-ete-a-saint-etienne")]
    [InlineData("  « En poche ton job en Europe »  ", "en-poche-ton-job-en-europe")]
    [InlineData("Łódź, Straße, Ærø", "lodz-strasse-aero")]
    [InlineData("!?…", "sans-titre")]
    [InlineData("", "sans-titre")]
    [InlineData("Δήμος 日本", "sans-titre")]
    public void A_title_becomes_an_address(string title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Theory]
    [InlineData("un deux trois quatre", 13, "un-deux-trois")]
    [InlineData("un deux trois quatre", 14, "un-deux-trois")]
    [InlineData("un deux trois quatre", 12, "un-deux")]
    [InlineData("anticonstitutionnellement", 10, "anticonsti")]
    public void A_long_title_is_cut_between_words(string title, int max, string slug) => Assert.Equal(slug, Slug.From(title, max));

    [Fact]
    public void A_taken_address_gets_the_next_free_number_within_its_length()
    {
        Assert.Equal("agenda", Slug.Unique("agenda", new HashSet<string>()));
        Assert.Equal("agenda-3", Slug.Unique("agenda", new HashSet<string> { "agenda", "agenda-2" }));
        Assert.Equal("un-deux-2", Slug.Unique("un-deux-trois", new HashSet<string> { "un-deux-trois" }, max: 13));
        Assert.Equal("anticons-2", Slug.Unique("anticonstitution", new HashSet<string> { "anticonsti" }, max: 10));
    }

    [Fact]
    public void An_address_is_short_and_plain_whatever_the_title() =>
        Gen.Select(Gen.String, Gen.Int[10, 90]).Sample((title, max) =>
        {
            var slug = Slug.From(title, max);
            Assert.True(slug.Length <= max);
            Assert.Matches(Plain(), slug);
            Assert.Equal(slug, Slug.From(slug, max));
        });

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Plain();
}
