using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Moves;

/// <summary>A published move updates the directory; editions that went out keep the names they had.</summary>
public sealed class DirectoryTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private int cite;
    private int number = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        cite = await site.AddCiteAsync("Cité de Charleroi", "charleroi");
        await site.AddSettingsAsync();
    }

    [Fact]
    public async Task A_departure_hands_the_contact_over_to_who_replaces()
    {
        await AddContactAsync("Cécile Lœuvre", "Directrice", "cecile@cite.example");
        await PublishAsync(Move(StaffMoveKind.Departure, "cecile loeuvre", "Directrice, après vingt ans", "Paul Noir", "paul@cite.example"));

        var contact = Assert.Single(await ContactsAsync());
        Assert.Equal(("Paul Noir", "Directrice", "paul@cite.example"), (contact.Name, contact.Role, contact.Address));
    }

    [Fact]
    public async Task A_departure_without_a_successor_takes_the_contact_out_of_the_pages_and_choices_only()
    {
        var contact = await AddContactAsync("Ada Blanc", "Conseillère", "ada@cite.example");
        var news = await site.AddNewsAsync(cite, "Autre nouvelle");
        await PublishAsync(Move(StaffMoveKind.Departure, "Ada Blanc", "Conseillère", null, null));
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.DoesNotContain(
            "Ada Blanc",
            (await desk.GetAsync("/cites/charleroi")).QuerySelector("[id=contacts], main")!.TextContent.Split("Arrivées")[0],
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Ada Blanc", (await desk.GetAsync($"/redaction/nouvelles/{news}")).QuerySelector("#ContactId")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Hors de l’annuaire",
            (await desk.GetAsync("/redaction/contacts?etat=partis")).QuerySelector("tbody")!.TextContent,
            StringComparison.Ordinal);
        await desk.SubmitAsync($"/redaction/contacts/{contact}", [], "/retour");
        Assert.Null(Assert.Single(await ContactsAsync()).LeftOn);
    }

    [Fact]
    public async Task An_arrival_adds_a_contact_once_however_often_it_is_announced()
    {
        var move = await AddAsync(Move(StaffMoveKind.Arrival, "Yacine Lambrecht", new string('x', 150), null, "yacine@cite.example"));
        await PublishAsync(move);
        await PublishAsync(move);
        await PublishAsync(Move(StaffMoveKind.Arrival, "YACINE LAMBRECHT", "Directeur", null, null));

        var contact = Assert.Single(await ContactsAsync());
        Assert.Equal(
            ("Yacine Lambrecht", "Directeur", "yacine@cite.example", false), (contact.Name, contact.Role, contact.Address, contact.IsPublic));
    }

    [Fact]
    public async Task A_move_of_another_Cité_with_the_same_name_changes_nothing_here()
    {
        await AddContactAsync("Ada Blanc", "Conseillère", null);
        var move = new StaffMove(StaffMoveKind.Departure, "Ada Blanc", "Conseillère", await site.AddCiteAsync("Cité de Gênes", "genes"));
        move.Accept();
        await PublishAsync(await AddAsync(move));

        Assert.Null(Assert.Single(await ContactsAsync()).LeftOn);
    }

    [Fact]
    public async Task A_move_in_a_hidden_section_is_not_announced()
    {
        await AddContactAsync("Ada Blanc", "Conseillère", null);
        await PublishAsync(Move(StaffMoveKind.Departure, "Ada Blanc", "Conseillère", null, null), isHidden: true);

        Assert.Null(Assert.Single(await ContactsAsync()).LeftOn);
    }

    [Fact]
    public async Task An_edition_that_went_out_before_keeps_its_names()
    {
        var contact = await AddContactAsync("Cécile Lœuvre", "Directrice", "cecile@cite.example");
        var slug = await PublishAsync(null, contact);
        await PublishAsync(Move(StaffMoveKind.Departure, "Cécile Lœuvre", "Directrice", "Paul Noir", "paul@cite.example"));
        using var reader = new DeskClient(site.CreateSiteClient());

        var page = (await reader.GetAsync($"/numeros/{slug}")).Body!.TextContent;

        Assert.Contains("Cécile Lœuvre", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Paul Noir", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_a_move_says_what_the_directory_will_do()
    {
        await AddContactAsync("Ada Blanc", "Conseillère", null);
        var move = await AddAsync(Move(StaffMoveKind.Departure, "Ada Blanc", "Conseillère", "Paul Noir", null));
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Contains(
            "Paul Noir succède à Ada Blanc",
            (await desk.GetAsync($"/redaction/arrivees-departs/{move.Id}")).QuerySelector(".notice:not([data-presence])")!.TextContent,
            StringComparison.Ordinal);
        await PublishAsync(move);
        Assert.Contains(
            "l’annuaire a suivi",
            (await desk.GetAsync($"/redaction/arrivees-departs/{move.Id}")).QuerySelector(".notice:not([data-presence])")!.TextContent,
            StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private StaffMove Move(StaffMoveKind kind, string person, string post, string? replacedBy, string? address)
    {
        var move = new StaffMove(kind, person, post, cite);
        move.Describe(kind, person, post, cite, null, replacedBy, address);
        move.Accept();
        return move;
    }

    private Task<StaffMove> AddAsync(StaffMove move) =>
        site.WithDatabaseAsync(async db =>
        {
            db.Add(move);
            await db.SaveChangesAsync(Cancel);
            return move;
        });

    private Task<int> AddContactAsync(string name, string role, string? address) =>
        site.WithDatabaseAsync(async db =>
        {
            var contact = new Contact(name, cite);
            contact.Describe(name, role, address, null, isPublic: true);
            db.Add(contact);
            await db.SaveChangesAsync(Cancel);
            return contact.Id;
        });

    private Task<List<Contact>> ContactsAsync() => site.WithDatabaseAsync(db => db.Contacts.AsNoTracking().ToListAsync(Cancel));

    /// <summary>An edition with one news item, signed by the contact if there is one, and the move if there is one.</summary>
    private async Task<string> PublishAsync(StaffMove? move, int? contact = null, bool isHidden = false)
    {
        var moveId = move is null ? (int?)null : move.Id > 0 ? move.Id : (await AddAsync(move)).Id;
        var issueId = await site.WithDatabaseAsync(async db =>
        {
            var news = new NewsItem($"Nouvelle {++number}", cite, null, Samples.Noon);
            news.Write(news.Title, "Un texte.", "fr", cite, contact, Samples.Noon);
            news.Accept();
            var issue = new Issue(number, new DateOnly(2026, 3, 2));
            issue.AddSection(SectionKind.CiteNews, "Nouvelles").Add(news);
            var moves = issue.AddSection(SectionKind.StaffMoves, "Arrivées et départs");
            if (isHidden)
            {
                moves.Hide();
            }

            if (moveId is { } id)
            {
                moves.Add(await db.StaffMoves.SingleAsync(m => m.Id == id, Cancel));
            }

            db.AddRange(news, issue);
            await db.SaveChangesAsync(Cancel);
            return issue.Id;
        });
        await using var scope = site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Publisher>().FreezeAsync(issueId, Samples.Noon, Cancel)).Slug;
    }
}
