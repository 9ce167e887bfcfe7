using AngleSharp.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Dashboard;

/// <summary>The dashboard says what waits and what is next, to each what concerns them, every line with its page.</summary>
public sealed class DashboardTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private int mine;
    private int theirs;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        mine = await site.AddCiteAsync("Cité de Charleroi", "charleroi");
        theirs = await site.AddCiteAsync("Cité de Gênes", "genes");
    }

    [Fact]
    public async Task An_editor_sees_what_waits_for_a_word_and_what_is_next()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        await FillAsync();

        var text = await TextAsync(desk);

        Assert.Contains("Numéro 45 : à approuver", text["attente"], StringComparison.Ordinal);
        Assert.Contains("À relire : Proposée là-bas", text["attente"], StringComparison.Ordinal);
        Assert.Contains("1 rendez-vous proposé, à accepter", text["attente"], StringComparison.Ordinal);
        Assert.Contains("1 arrivée ou départ, à accepter", text["attente"], StringComparison.Ordinal);
        Assert.Contains("Appel « Numéro 46 » : 2 Cités sur 2 sans réponse", text["attente"], StringComparison.Ordinal);
        Assert.Contains("Échéance de l’appel « Numéro 46 »", text["suite"], StringComparison.Ordinal);
        Assert.Contains("Numéro 46, ", text["suite"], StringComparison.Ordinal);
        Assert.Contains("Portes ouvertes", text["suite"], StringComparison.Ordinal);
        Assert.Contains("Vous avez commencé les textes d’un numéro", text["miens"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_issue_is_a_path_with_one_thing_to_do()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        await FillAsync();

        var page = await desk.GetAsync("/redaction");

        Assert.Equal("Numéro 44, septembre 2026", page.QuerySelector(".work h2")!.TextContent);
        Assert.Equal(
            [
                "Appel, en attente : 0 Cité sur 2 a répondu", "Nouvelles, en attente : 2 à relire", "Composition, fait : 0 élément",
                "Approbation, fait : Donnée par Nora", "Envoi, en attente : Prévu",
            ],
            StepsOf(page).Select((s, i) => i is 0 ? s.Split(", jusqu’au")[0] : i is 4 ? s.Split(" le")[0] : s));
        Assert.Equal("Décider s’il part", Assert.Single(page.QuerySelectorAll("main .button")).TextContent);
    }

    [Fact]
    public async Task Without_an_issue_the_path_begins_with_one()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var page = await desk.GetAsync("/redaction");

        Assert.Equal("Aucun numéro en préparation", page.QuerySelector(".work h2")!.TextContent);
        Assert.Equal("/redaction/numeros/ajout", Assert.Single(page.QuerySelectorAll("main .button")).GetAttribute("href"));
        Assert.All(StepsOf(page), step => Assert.Contains(", à venir", step, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_path_of_a_correspondent_leads_to_what_was_returned()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, mine);
        await FillAsync();

        var page = await desk.GetAsync("/redaction");

        Assert.Equal("Cité de Charleroi", page.QuerySelector(".work h2")!.TextContent);
        Assert.Equal("Vos nouvelles, en attente : 1 à reprendre", StepsOf(page)[1]);
        Assert.Equal("Relecture, en attente : 1 chez la rédaction", StepsOf(page)[2]);
        var main = Assert.Single(page.QuerySelectorAll("main .button"));
        Assert.Equal("Reprendre la nouvelle rendue", main.TextContent);
        Assert.Equal("Rendue ici", (await desk.GetAsync(main.GetAttribute("href")!)).QuerySelector("#Title")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_correspondent_sees_their_own_Cité_alone()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, mine);
        await FillAsync();

        var text = await TextAsync(desk);

        Assert.Contains("À reprendre : Rendue ici", text["attente"], StringComparison.Ordinal);
        Assert.Contains("Il manque une date.", text["attente"], StringComparison.Ordinal);
        Assert.Contains("Appel « Numéro 46 » : vos nouvelles sont attendues", text["attente"], StringComparison.Ordinal);
        Assert.Contains("Brouillon : Commencée ici", text["miens"], StringComparison.Ordinal);
        Assert.Equal(["attente", "suite", "miens", "abonnes"], text.Keys);
        Assert.DoesNotContain("là-bas", string.Concat(text.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Editor)]
    [InlineData(Role.Correspondent)]
    public async Task Every_line_leads_to_a_page(Role role)
    {
        using var desk = await DeskClient.SignInAsync(site, role, role is Role.Correspondent ? mine : null);
        await FillAsync();
        var links = (await desk.GetAsync("/redaction")).QuerySelectorAll(".rows a").Select(a => a.GetAttribute("href")!).Distinct().ToList();

        Assert.True(links.Count > 3);
        foreach (var link in links)
        {
            await desk.GetAsync(link);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static List<string> StepsOf(IDocument page) =>
        [.. page.QuerySelectorAll(".path li").Select(li => $"{li.QuerySelector("strong")!.TextContent} : {li.LastElementChild!.TextContent}")];

    private static async Task<Dictionary<string, string>> TextAsync(DeskClient desk) =>
        (await desk.GetAsync("/redaction")).QuerySelectorAll(".tile").ToDictionary(t => t.GetAttribute("aria-labelledby")!, t => t.TextContent);

    private Task FillAsync() =>
        site.WithDatabaseAsync(async db =>
        {
            foreach (var (cite, place) in new[] { (mine, "ici"), (theirs, "là-bas") })
            {
                var (submitted, returned) = (Written($"Proposée {place}", cite), Written($"Rendue {place}", cite));
                submitted.Submit();
                returned.Submit();
                returned.AskChanges();
                returned.Record(NewsEventKind.ChangesAsked, Samples.Noon, null, "Nora", "Il manque une date.");
                db.AddRange(submitted, returned, Written($"Commencée {place}", cite));
            }

            var date = new AgendaEntry(AgendaKind.External, "Portes ouvertes", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3));
            date.Accept();
            db.AddRange(
                date,
                new AgendaEntry(AgendaKind.External, "Proposé là-bas", new DateOnly(2099, 1, 1)),
                new StaffMove(StaffMoveKind.Arrival, "Paul là-bas", "Poste", theirs));
            await AddIssuesAsync(db);
        });

    private async Task AddIssuesAsync(NewsletterContext db)
    {
        var user = await db.Users.FirstAsync(Cancel);
        var (missed, ready, next) = (
            new Issue(44, new DateOnly(2026, 9, 1)),
            new Issue(45, new DateOnly(2026, 10, 1)),
            new Issue(46, new DateOnly(2026, 11, 1)));
        missed.Approve("x", null, "Nora", Samples.Noon);
        missed.Schedule(Samples.Noon.AddDays(1), Samples.Noon);
        missed.MissSchedule();
        ready.AskApproval();
        var call = new CallForNews("Numéro 46", null, DateTime.UtcNow.AddDays(4), Samples.Noon);
        var other = new User("genes@test.example", "Genova", Role.Correspondent, theirs);
        db.AddRange(missed, ready, next, call, other);
        await db.SaveChangesAsync(Cancel);
        call.Invite(user.Id, mine);
        call.Invite(other.Id, theirs);
        var session = new EditingSession($"Issue/{next.Id}", user.Id, "Nora", Samples.Noon);
        session.Keep("{}", null, Samples.Noon);
        db.Add(session);
        await db.SaveChangesAsync(Cancel);
    }

    private static NewsItem Written(string title, int cite)
    {
        var news = new NewsItem(title, cite, null, Samples.Noon);
        news.Write(title, "Un texte.", "fr", cite, null, Samples.Noon);
        return news;
    }
}
