using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Agenda;

/// <summary>An agenda from a mail or a Word file becomes dates in one go, after a look at what was understood.</summary>
public sealed class AgendaPasteTests : IAsyncLifetime
{
    private const string Path = "/redaction/agenda/collage";

    private readonly ClockedSite site = new(new DateTime(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc));
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await DeskClient.SignInAsync(site, Role.Editor);

    [Fact]
    public async Task Nine_dates_take_two_clicks()
    {
        var text = "Réunions externes\n" + string.Join('\n', Enumerable.Range(1, 9).Select(i => $"{i + 10} juin 2026\nFormation {i}, Lille"));

        var read = await DeskClient.ParseAsync(await desk.SubmitAsync(Path, new() { ["Text"] = text }));
        Assert.Equal(9, read.QuerySelectorAll("fieldset").Length);
        Assert.Contains("9 rendez-vous lus", read.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var added = await desk.SendAsync(read, Path, []);

        Assert.Equal("/redaction/agenda", added.Headers.Location!.OriginalString);
        var stored = await StoredAsync();
        Assert.Equal(9, stored.Count);
        Assert.All(stored, e => Assert.Equal(("Lille", AgendaKind.External, true), (e.Place, e.Kind, e.IsAccepted)));
    }

    [Fact]
    public async Task What_was_not_understood_is_asked_and_nothing_is_added_before()
    {
        var read = await DeskClient.ParseAsync(
            await desk.SubmitAsync(Path, new() { ["Text"] = "Réunion à fixer\n11 juin 2026 : Bureau, Lyon" }));

        var refused = await DeskClient.ParseAsync(await desk.SendAsync(read, Path, []));
        Assert.Contains("Premier jour : à renseigner", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Réunion à fixer", refused.QuerySelector("input[name='Rows[0].Title']")!.GetAttribute("value"));
        Assert.Empty(await StoredAsync());

        await desk.SendAsync(refused, Path, new() { ["Rows[0].StartsOn"] = "2026-06-20" });
        Assert.Equal(["Bureau", "Réunion à fixer"], (await StoredAsync()).Select(e => e.Title));
    }

    [Fact]
    public async Task A_row_that_is_not_wanted_may_stay_incomplete()
    {
        var read = await DeskClient.ParseAsync(
            await desk.SubmitAsync(Path, new() { ["Text"] = "Réunion à fixer\n11 juin 2026 : Bureau, Lyon" }));
        read.QuerySelectorAll("input[name='Rows[0].IsWanted']").ToList().ForEach(i => i.RemoveAttribute("checked"));

        await desk.SendAsync(read, Path, []);

        Assert.Equal(["Bureau"], (await StoredAsync()).Select(e => e.Title));
    }

    [Fact]
    public async Task A_date_that_the_agenda_has_is_not_added_twice()
    {
        const string Text = "11 juin 2026 : Bureau, Lyon\n12 juin 2026 : Comité, Lyon";
        await desk.SendAsync(await DeskClient.ParseAsync(await desk.SubmitAsync(Path, new() { ["Text"] = "11 juin 2026 : BUREAU, Lyon" })), Path, []);

        var read = await DeskClient.ParseAsync(await desk.SubmitAsync(Path, new() { ["Text"] = Text }));
        Assert.Contains("Déjà dans l’agenda", read.QuerySelector("fieldset")!.TextContent, StringComparison.Ordinal);
        await desk.SendAsync(read, Path, []);

        Assert.Equal(["BUREAU", "Comité"], (await StoredAsync()).Select(e => e.Title));
    }

    [Fact]
    public async Task A_correspondent_proposes_dates_of_their_own_Cité()
    {
        var (own, other) = (await site.AddCiteAsync("Cité d’essai", "essai"), await site.AddCiteAsync("Autre Cité", "autre"));
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, own);
        var read = await DeskClient.ParseAsync(await correspondent.SubmitAsync(Path, new() { ["Text"] = "11 juin 2026 : Portes ouvertes" }));

        var refused = await correspondent.SendAsync(read, Path, new() { ["CiteId"] = $"{other}" });
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Empty(await StoredAsync());
        await correspondent.SendAsync(read, Path, []);

        var entry = Assert.Single(await StoredAsync());
        Assert.Equal((own, false), (entry.CiteId, entry.IsAccepted));
    }

    [Fact]
    public async Task A_past_date_is_on_the_list_that_follows()
    {
        var read = await DeskClient.ParseAsync(await desk.SubmitAsync(Path, new() { ["Text"] = "3 avril 2026 : Bureau" }));

        var list = await desk.GetAsync((await desk.SendAsync(read, Path, [])).Headers.Location!.OriginalString);

        Assert.Contains("Bureau", list.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_date_after_the_other_is_typed_without_going_through_the_list()
    {
        var next = await desk.SubmitAsync(
            "/redaction/agenda/ajout", new() { ["Title"] = "Bureau", ["StartsOn"] = "2026-04-03", ["encore"] = "oui" });
        Assert.Equal("/redaction/agenda/ajout", next.Headers.Location!.OriginalString);
        var form = await desk.GetAsync("/redaction/agenda/ajout");
        Assert.Contains("« Bureau »", form.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ", "Collez d’abord un agenda")]
    [InlineData(null, "trop long")]
    public async Task Nothing_and_too_much_are_refused_in_words(string? text, string reason)
    {
        var page = await DeskClient.ParseAsync(await desk.SubmitAsync(Path, new() { ["Text"] = text ?? new string('x', 300_000) }));

        Assert.Contains(reason, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private Task<List<AgendaEntry>> StoredAsync() =>
        site.WithDatabaseAsync(db => db.Agenda.OrderBy(e => e.Title).ToListAsync(Cancel));
}
