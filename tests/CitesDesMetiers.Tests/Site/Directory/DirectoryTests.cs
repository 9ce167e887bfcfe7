using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Site.Directory;

/// <summary>Members look up the contacts of the network.</summary>
public sealed class DirectoryTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient member = null!;

    public async ValueTask InitializeAsync()
    {
        var (lyon, liege) = (await site.AddCiteAsync("Cité des métiers de Lyon", "lyon"), await site.AddCiteAsync("Cité des métiers de Liège", "liege"));
        await site.WithDatabaseAsync(async db =>
        {
            var cite = db.Cites.Single(c => c.Id == liege);
            cite.Describe("Liège", null, "BE", "Europe/Brussels", LabelState.Labelled, null, null, null, null);
            db.AddRange(
                Of("Émilie Œuvrard", "Chargée de projet ; accueil", "emilie@lyon.example", lyon),
                Of("Jan Peeters", "Directeur", "jan@liege.example", liege),
                Of("Ana Réseau", "Directeur", "ana@reseau.example", null));
            var left = Of("Paul Parti", "Directeur", "paul@lyon.example", lyon);
            left.Leave(new DateOnly(2020, 1, 1));
            var move = new StaffMove(StaffMoveKind.Arrival, "Nadia Nouvelle", "conseillère", lyon);
            move.Accept();
            db.AddRange(left, move, new StaffMove(StaffMoveKind.Arrival, "Zoé Secrète", "conseillère", lyon));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        member = await DeskClient.SignInAsync(site, Role.Member);
    }

    public async ValueTask DisposeAsync()
    {
        member.Dispose();
        await site.DisposeAsync();
    }

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
        var page = await member.GetAsync("/annuaire" + query);

        Assert.Equal(names, string.Join('|', page.QuerySelectorAll(".directory strong").Select(s => s.TextContent)));
    }

    [Fact]
    public async Task Moves_that_no_issue_has_announced_are_shown_once_accepted()
    {
        var text = (await member.GetAsync("/annuaire")).Body!.TextContent;

        Assert.Contains("Nadia Nouvelle", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zoé Secrète", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_contacts_shown_are_a_file_for_address_books()
    {
        var answer = await member.Http.GetAsync("/annuaire.vcf?cite=lyon", TestContext.Current.CancellationToken);
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
        Assert.True((await member.Http.GetAsync("/annuaire", TestContext.Current.CancellationToken)).Headers.CacheControl!.NoStore);

    private static Contact Of(string name, string post, string address, int? cite)
    {
        var contact = new Contact(name, cite);
        contact.Describe(name, post, address, null, isPublic: false);
        return contact;
    }
}
