using System.Net;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Site.Directory;

/// <summary>Members look up the contacts of the network.</summary>
public class DirectoryTests(DirectorySite site) : IClassFixture<DirectorySite>
{
    [Theory]
    [InlineData("", "Ana Réseau|Jan Peeters|Émilie Œuvrard")]
    [InlineData("?q=oeuvrard", "Émilie Œuvrard")]
    [InlineData("?q=accueil", "Émilie Œuvrard")]
    [InlineData("?cite=lyon", "Émilie Œuvrard")]
    [InlineData("?cite=reseau", "Ana Réseau")]
    [InlineData("?pays=BE", "Jan Peeters")]
    [InlineData("?fonction=Directeur", "Ana Réseau|Jan Peeters")]
    [InlineData("?cite=inconnue", "")]
    public async Task A_member_finds_contacts_by_name_Cite_country_and_post(string query, string names)
    {
        var page = await site.Member.GetAsync("/annuaire" + query);

        Assert.Equal(names, string.Join('|', page.QuerySelectorAll(".directory strong").Select(s => s.TextContent)));
    }

    [Fact]
    public async Task Moves_that_no_issue_has_announced_are_shown_once_accepted()
    {
        var text = (await site.Member.GetAsync("/annuaire")).Body!.TextContent;

        Assert.Contains("Nadia Nouvelle", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zoé Secrète", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_contacts_shown_are_a_file_for_address_books()
    {
        var answer = await site.Member.Http.GetAsync("/annuaire.vcf?cite=lyon", TestContext.Current.CancellationToken);
        var file = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/vcard", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            """
            BEGIN:VCARD
            VERSION:3.0
            FN:Émilie Œuvrard
            N:Émilie Œuvrard;;;;
            ORG:Cité des métiers de Lyon
            TITLE:Chargée de projet \; accueil
            EMAIL;TYPE=INTERNET:emilie@lyon.example
            END:VCARD

            """.ReplaceLineEndings("\r\n"), file);
    }

    [Theory]
    [InlineData("/annuaire")]
    [InlineData("/annuaire.vcf")]
    [InlineData("/annuaire/1.vcf")]
    public async Task Whoever_is_not_signed_in_sees_nobody(string path)
    {
        using var anybody = site.CreateClient(new() { AllowAutoRedirect = false });
        var answer = await anybody.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/connexion", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_member_sees_is_kept_by_no_cache() =>
        Assert.True((await site.Member.Http.GetAsync("/annuaire", TestContext.Current.CancellationToken)).Headers.CacheControl!.NoStore);
}
