using System.Globalization;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>The lists of the desk: filtered and sorted by the server, with all they show in their address.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient desk = null!;
    private int cite;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
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
    [InlineData("", "Avril, Blanc, Noir")]
    [InlineData("q=fonction+blanc", "Blanc")]
    [InlineData("q=introuvable", "")]
    [InlineData("visible=tous", "Avril, Noir")]
    [InlineData("visible=membres", "Blanc")]
    [InlineData("etat=en-poste", "Avril, Blanc")]
    [InlineData("etat=partis", "Noir")]
    [InlineData("cite={0}", "Blanc, Noir")]
    [InlineData("cite={0}&etat=en-poste&tri=-nom", "Blanc")]
    [InlineData("tri=-nom", "Noir, Blanc, Avril")]
    public async Task The_list_of_contacts_shows_those_who_match_and_nobody_else(string query, string names)
    {
        await AddAsync(Contact("Avril", null, isPublic: true), Contact("Blanc", cite, isPublic: false), Contact("Noir", cite, isPublic: true, left: new(2025, 1, 31)));

        Assert.Equal(names, await NamesAsync("contacts", query));
    }

    [Theory]
    [InlineData("", "Portes ouvertes, Assemblée, Annulé")]
    [InlineData("q=ouvertes", "Portes ouvertes")]
    [InlineData("q=ancien", "")]
    [InlineData("periode=passe", "Ancien")]
    [InlineData("periode=passe&q=ouvertes", "")]
    [InlineData("periode=tout&tri=titre", "Ancien, Annulé, Assemblée, Portes ouvertes")]
    [InlineData("nature=reunion-interne", "Assemblée")]
    [InlineData("etat=publie", "Portes ouvertes")]
    [InlineData("etat=membres", "Assemblée")]
    [InlineData("etat=annule", "Annulé")]
    [InlineData("etat=propose&periode=tout", "Ancien")]
    [InlineData("cite={0}", "Portes ouvertes")]
    public async Task The_agenda_shows_the_dates_that_match_and_no_others(string query, string titles)
    {
        await AddAsync(
            Date("Ancien", AgendaKind.External, new(2020, 5, 4), null, e => e.Withdraw()),
            Date("Portes ouvertes", AgendaKind.External, new(2098, 5, 4), cite, e => { }),
            Date("Assemblée", AgendaKind.Internal, new(2098, 6, 4), null, e => { }, isMembersOnly: true),
            Date("Annulé", AgendaKind.External, new(2098, 7, 4), null, e => e.Cancel()));

        Assert.Equal(titles, await NamesAsync("agenda", query));
    }

    [Theory]
    [InlineData("tri=personne", "Anne, Paul, Zoé")]
    [InlineData("q=paul", "Paul")]
    [InlineData("nature=depart&tri=personne", "Anne, Zoé")]
    [InlineData("nature=arrivee", "Paul")]
    [InlineData("etat=propose", "Paul")]
    [InlineData("etat=accepte", "Anne")]
    [InlineData("etat=annonce", "Zoé")]
    [InlineData("cite={0}", "Anne")]
    public async Task The_list_of_moves_shows_those_that_match_and_no_others(string query, string people)
    {
        var (anne, zoe) = (new StaffMove(StaffMoveKind.Departure, "Anne", "Conseillère", cite), new StaffMove(StaffMoveKind.Departure, "Zoé", "Conseillère", null));
        anne.Accept();
        zoe.Accept();
        zoe.MarkAnnounced(Samples.Noon);
        await AddAsync(anne, zoe, new StaffMove(StaffMoveKind.Arrival, "Paul", "Conseiller", null));

        Assert.Equal(people, await NamesAsync("arrivees-departs", query));
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

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static Contact Contact(string name, int? citeId, bool isPublic, DateOnly? left = null)
    {
        var contact = new Contact(name, citeId);
        contact.Describe(name, "Fonction de " + name, $"{name}@cite.example", null, isPublic);
        if (left is { } on)
        {
            contact.Leave(on);
        }

        return contact;
    }

    private static AgendaEntry Date(string title, AgendaKind kind, DateOnly day, int? citeId, Action<AgendaEntry> afterwards, bool isMembersOnly = false)
    {
        var entry = new AgendaEntry(kind, title, day);
        entry.Describe(kind, title, "Rouen", null, null, citeId, isMembersOnly);
        entry.Accept();
        afterwards(entry);
        return entry;
    }

    private Task AddAsync(params object[] entities) =>
        site.WithDatabaseAsync(async db =>
        {
            db.AddRange(entities);
            await db.SaveChangesAsync(Cancel);
        });

    private async Task<string> NamesAsync(string list, string query) =>
        string.Join(", ", Rows(await desk.GetAsync($"/redaction/{list}?{string.Format(CultureInfo.InvariantCulture, query, cite)}")));

    private static List<string> Rows(IHtmlDocument page) => [.. page.QuerySelectorAll("tbody th a").Select(a => a.TextContent)];
}
