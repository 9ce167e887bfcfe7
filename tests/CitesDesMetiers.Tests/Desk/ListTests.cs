using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>The lists of the desk: filtered and sorted by the server, with all they show in their address.</summary>
public sealed class ListTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;
    private int cite;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        cite = await site.AddCiteAsync("Cité de Charleroi", "charleroi");
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Theory]
    [InlineData("coeur")]
    [InlineData("CŒUR metier")]
    [InlineData("100 %")]
    [InlineData("l'élan")]
    public async Task Searching_forgives_accents_and_takes_signs_as_they_are(string sought)
    {
        await site.AddNewsAsync(cite, "Au cœur du métier", "L’élan, à 100 %.");
        await site.AddNewsAsync(cite, "Autre chose", "À 1000 lieues.");

        var rows = Rows(await desk.GetAsync($"/redaction/nouvelles?q={Uri.EscapeDataString(sought)}"));

        Assert.Equal(["Au cœur du métier"], rows);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("[a-z]")]
    [InlineData(@"\")]
    public async Task Signs_that_mean_something_to_the_database_find_only_themselves(string sought)
    {
        await site.AddNewsAsync(cite, "Sans signe");
        await site.AddNewsAsync(cite, $"Avec {sought} dedans");

        Assert.Equal([$"Avec {sought} dedans"], Rows(await desk.GetAsync($"/redaction/nouvelles?q={Uri.EscapeDataString(sought)}")));
    }

    [Fact]
    public async Task A_header_sorts_says_so_and_keeps_the_filters()
    {
        foreach (var title in new[] { "Zèle", "École", "Atelier" })
        {
            await site.AddNewsAsync(cite, title);
        }

        var page = await desk.GetAsync($"/redaction/nouvelles?cite={cite}&page=3&tri=titre");
        var header = page.QuerySelector("th[aria-sort]")!;

        Assert.Equal(["Atelier", "École", "Zèle"], Rows(page));
        Assert.Equal("ascending", header.GetAttribute("aria-sort"));
        Assert.Equal($"/redaction/nouvelles?cite={cite}&tri=-titre", header.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["Zèle", "École", "Atelier"], Rows(await desk.GetAsync(header.QuerySelector("a")!.GetAttribute("href")!)));
    }

    [Fact]
    public async Task Each_page_keeps_the_filters_and_the_order()
    {
        await site.WithDatabaseAsync(async db =>
        {
            db.AddRange(Enumerable.Range(1, 120).Select(i => new NewsItem($"Nouvelle {i:000}", cite, null, Samples.Noon)));
            await db.SaveChangesAsync(Cancel);
        });

        var page = await desk.GetAsync("/redaction/nouvelles?q=nouvelle&tri=titre&etat=brouillon");
        var next = page.QuerySelector(".pagination a[rel=next]")!.GetAttribute("href")!;
        var second = await desk.GetAsync(next);

        Assert.Equal("Nouvelle 051", Rows(second)[0]);
        Assert.Equal("brouillon", second.QuerySelector("select[name=etat] option[selected]")!.GetAttribute("value"));
        Assert.Empty(Rows(await desk.GetAsync("/redaction/nouvelles?etat=a-reprendre")));
        Assert.Contains("120 nouvelles", second.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Nouvelle 120", Rows(await desk.GetAsync(next.Replace("page=2", "page=99", StringComparison.Ordinal)))[^1]);
    }

    [Fact]
    public async Task An_accepted_item_says_in_which_issue_it_stands()
    {
        var (held, free) = (await site.AddNewsAsync(cite, "Retenue", accepted: true), await site.AddNewsAsync(cite, "Libre", accepted: true));
        await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(44, new DateOnly(2026, 9, 1));
            issue.AddSection(SectionKind.CiteNews, "Nouvelles").Add(await db.News.SingleAsync(n => n.Id == held, Cancel));
            db.Add(issue);
            await db.SaveChangesAsync(Cancel);
        });

        var page = await desk.GetAsync("/redaction/nouvelles?numero=retenue");

        Assert.Equal(["Retenue"], Rows(page));
        Assert.Contains("Retenue (n° 44)", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Libre"], Rows(await desk.GetAsync("/redaction/nouvelles?numero=libre")));
        Assert.True(free > 0);
    }

    [Theory]
    [InlineData("agenda?periode=tout&etat=publie&nature=reunion-interne&tri=-lieu")]
    [InlineData("agenda?periode=passe&tri=cite")]
    [InlineData("contacts?etat=en-poste&visible=membres&tri=-fonction")]
    [InlineData("contacts?tri=inconnu&page=-4")]
    [InlineData("arrivees-departs?etat=accepte&nature=depart&tri=poste")]
    [InlineData("arrivees-departs?tri=nature&etat=annonce")]
    [InlineData("cites?pays=FR&label=labellisee&tri=-contacts")]
    [InlineData("nouvelles?theme=1&reseau=true&tri=cite&page=deux&etat=Autre")]
    [InlineData("nouvelles?tri=-etat&q=%00%27%3B--")]
    public async Task Every_filter_and_order_is_answered(string address)
    {
        await site.AddContactAsync(cite, "Ada Blanc");
        await site.AddMoveAsync(cite, "Paul Noir");
        await site.AddDateAsync(cite, "Portes ouvertes", new DateOnly(2020, 5, 4));

        Assert.NotNull((await desk.GetAsync($"/redaction/{address}")).QuerySelector("form.filters"));
    }

    [Theory]
    [InlineData("nouvelles?q=introuvable")]
    [InlineData("agenda?q=introuvable")]
    [InlineData("contacts?q=introuvable")]
    [InlineData("arrivees-departs?q=introuvable")]
    [InlineData("cites?q=introuvable")]
    public async Task A_list_without_a_row_says_what_to_do_next(string address)
    {
        var empty = (await desk.GetAsync($"/redaction/{address}")).QuerySelector(".empty")!;

        Assert.Equal(2, empty.QuerySelectorAll("a").Length);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private static List<string> Rows(IHtmlDocument page) => [.. page.QuerySelectorAll("tbody th a").Select(a => a.TextContent)];
}
