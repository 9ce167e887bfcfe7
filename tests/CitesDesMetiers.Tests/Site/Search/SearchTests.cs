using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Search;

/// <summary>Readers search everything that has appeared.</summary>
public class SearchTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Searches =>
    [
        "estuaire", "cité estuaire", "metiers", "cœur", "« Cité des métiers »", "l’estuaire", "port blanc", "numero 21", "portes ouv", "a", "zzz",
        "\"des metiers de\"", "arrivée", "juillet 2018",
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Both_databases_find_the_same(string search)
    {
        var terms = SearchQuery.Parse(search).Terms;
        await site.WithDatabaseAsync(async db =>
        {
            var sqlite = await db.SearchEntries.FromSqlRaw(DatabaseProvider.Sqlite.FindEntries, DatabaseProvider.Sqlite.SearchParameter(terms))
                .Select(e => e.Id).Order().ToListAsync(Cancel);

            // What the statement of SQL Server says, asked of SQLite: for each term, one of its patterns.
            var patterns = JsonSerializer.Deserialize<string[][]>(DatabaseProvider.SqlServer.SearchParameter(terms))!;
            var sqlServer = patterns.Aggregate(
                await db.SearchEntries.Select(e => e.Id).ToListAsync(Cancel),
                (found, term) =>
                    [.. found.Intersect(term.SelectMany(p => db.SearchEntries.Where(e => EF.Functions.Like(e.Words, p)).Select(e => e.Id)))]);

            Assert.Equal(sqlServer.Order(), sqlite);
        });
    }

    [Theory]
    [InlineData("ESTUAIRE", "/cites/estuaire")]
    [InlineData("l estuaire", "/cites/estuaire")]
    [InlineData("portes ouverte", "/agenda#rendez-vous-")]
    [InlineData("numéro 20", "/numeros/numero-20-mars-2018")]
    public async Task A_search_finds_articles_issues_dates_and_Cites_without_regard_to_accents(string search, string path)
    {
        var page = await DeskClient.ParseAsync(await site.AskAsync("/recherche?q=" + Uri.EscapeDataString(search)));

        Assert.Contains(page.QuerySelectorAll(".hit-title a"), a => a.GetAttribute("href")!.StartsWith(path, StringComparison.Ordinal));
        Assert.NotEmpty(page.QuerySelectorAll(".hit mark"));
    }

    [Fact]
    public async Task Nothing_that_has_not_appeared_is_found()
    {
        foreach (var search in new[] { PublishedSite.Secret, PublishedSite.ForMembers })
        {
            var page = await site.TextAsync("/recherche?q=" + Uri.EscapeDataString($"« {search} »"));

            Assert.Contains("Rien ne correspond", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_filter_counts_what_it_leaves_and_leaves_that()
    {
        var page = await DeskClient.ParseAsync(await site.AskAsync("/recherche?q=cité"));
        foreach (var field in page.QuerySelectorAll(".search-filters select").Where(s => s.Id != "tri"))
        {
            foreach (var option in field.QuerySelectorAll("option").Where(o => o.GetAttribute("value") != ""))
            {
                var filtered = await DeskClient.ParseAsync(await site.AskAsync($"/recherche?q=cité&{field.Id}={option.GetAttribute("value")}"));
                var said = int.Parse(option.TextContent.Split('(')[^1].TrimEnd(')', ' '), null);

                Assert.Equal(said, filtered.QuerySelectorAll(".hit").Length);
                Assert.StartsWith($"{said} résultat", filtered.QuerySelector(".count")!.TextContent, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("cite=inconnue")]
    [InlineData("annee=mille")]
    [InlineData("type=<script>")]
    [InlineData("theme=rien&pays=ZZ&langue=xx&rubrique=7")]
    public async Task A_filter_that_does_not_exist_is_said_and_filters_nothing(string filter)
    {
        var page = await DeskClient.ParseAsync(await site.AskAsync("/recherche?q=cité&" + filter));

        Assert.Contains("n’existe pas", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".hit"));
    }

    [Theory]
    [InlineData("q=cité&page=1000000000", HttpStatusCode.NotFound)]
    [InlineData("q=cité&page=0", HttpStatusCode.NotFound)]
    [InlineData("q=%25_%5B%5D%22*", HttpStatusCode.OK)]
    [InlineData("q=%F0%9F%98%80", HttpStatusCode.OK)]
    [InlineData("q=%22", HttpStatusCode.OK)]
    [InlineData("q=de%20la%20le", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task Whatever_is_typed_has_an_answer(string search, HttpStatusCode status) =>
        Assert.Equal(status, await site.StatusAsync("/recherche?" + search));

    [Fact]
    public async Task A_search_of_ten_thousand_characters_is_shortened_and_says_so() =>
        Assert.Contains(
            "seuls ses 200 premiers caractères", await site.TextAsync("/recherche?q=" + new string('a', 10_000)), StringComparison.Ordinal);

    [Fact]
    public async Task A_search_without_a_result_says_what_each_word_finds()
    {
        var page = await DeskClient.ParseAsync(await site.AskAsync("/recherche?q=estuaire+zzz"));

        var link = page.QuerySelector(".empty li a")!;
        Assert.Equal("/recherche?q=estuaire", link.GetAttribute("href"));
        Assert.NotEmpty((await DeskClient.ParseAsync(await site.AskAsync(link.GetAttribute("href")!))).QuerySelectorAll(".hit"));
    }

    [Fact]
    public async Task A_search_can_be_followed_as_a_feed()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var page = await DeskClient.ParseAsync(await site.AskAsync("/recherche?q=estuaire&tri=date"));
        var feed = XDocument.Parse(await site.TextAsync(page.QuerySelector(".search-summary a")!.GetAttribute("href")!)).Root!;
        var entries = feed.Elements(atom + "entry").ToList();

        Assert.NotEmpty(entries);
        Assert.Distinct(entries.Select(e => e.Element(atom + "id")!.Value));
        Assert.DoesNotContain(PublishedSite.ForMembers, feed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_date_is_found_by_its_new_words_and_a_withdrawn_one_no_more()
    {
        await site.WithDatabaseAsync(async db =>
        {
            var date = new AgendaEntry(AgendaKind.External, "Une journée panais", PublishedSite.Soon);
            date.Accept();
            db.Add(date);
            await db.SaveChangesAsync(Cancel);
            date.Describe(date.Kind, "Une journée topinambour", null, null, null, null, false);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains("topinambour", await site.TextAsync("/recherche?q=journee+topinambours+"), StringComparison.Ordinal);
        Assert.Contains("Rien ne correspond", await site.TextAsync("/recherche?q=panais"), StringComparison.Ordinal);

        await site.WithDatabaseAsync(async db =>
        {
            (await db.Agenda.FirstAsync(e => e.Title.Contains("topinambour"), Cancel)).Withdraw();
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains("Rien ne correspond", await site.TextAsync("/recherche?q=topinambour"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_with_the_word_in_its_title_comes_before_newer_ones_that_only_mention_it()
    {
        await site.WithDatabaseAsync(db =>
        {
            foreach (
                var (title, text, year) in new[]
                {
                    ("Un rutabaga", "Un texte.", 2010), ("Un titre", "Le rutabaga.", 2020), ("Un autre", "Rutabaga.", 2015)
                })
            {
                var entry = new SearchEntry(SearchKind.Article, title, text, "/actualites/" + year, "fr");
                entry.Date(new DateOnly(year, 1, 1));
                db.Add(entry);
            }

            return db.SaveChangesAsync(Cancel);
        });

        var page = await DeskClient.ParseAsync(await site.AskAsync("/recherche?q=rutabaga"));
        var byDay = await DeskClient.ParseAsync(await site.AskAsync("/recherche?q=rutabaga&tri=date"));

        Assert.Equal(["Un rutabaga", "Un titre", "Un autre"], page.QuerySelectorAll(".hit-title").Select(t => t.TextContent.Trim()));
        Assert.Equal(["Un titre", "Un autre", "Un rutabaga"], byDay.QuerySelectorAll(".hit-title").Select(t => t.TextContent.Trim()));
    }

    [Fact]
    public async Task Titles_are_suggested_during_typing()
    {
        var list = await DeskClient.ParseAsync(await site.AskAsync("/recherche/suggestions?q=estuai"));

        Assert.Contains(list.QuerySelectorAll("[role=option]"), o => o.GetAttribute("href") == "/cites/estuaire");
        Assert.Equal("", (await site.TextAsync("/recherche/suggestions?q=%22")).Trim());
    }
}
