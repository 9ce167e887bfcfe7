using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Agenda;

/// <summary>A date written in one line above the list; Enter adds it and waits for the next.</summary>
public sealed class AgendaLineTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Path = "/redaction/agenda";

    private SiteFactory site = null!;
    private int cite;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        cite = await site.AddCiteAsync("Cité de Charleroi", "charleroi");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_line_adds_the_date_and_waits_for_the_next_one_of_the_same_Cite()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var answer = await desk.SubmitAsync(
            Path, new() { ["ligne"] = "25-27 juin 2099, Forum des métiers, Charleroi", ["cite"] = $"{cite}", ["nature"] = "External" });
        var page = await desk.GetAsync(answer.Headers.Location!.OriginalString);

        var stored = await StoredAsync();
        Assert.Equal(
            (new DateOnly(2099, 6, 25), new DateOnly(2099, 6, 27), "Forum des métiers", "Charleroi"),
            (stored.StartsOn, stored.EndsOn, stored.Title, stored.Place));
        Assert.Equal((AgendaKind.External, (int?)cite, true), (stored.Kind, stored.CiteId, stored.IsAccepted));
        Assert.Contains(
            "« Forum des métiers », 25-27 juin 2099 : c’est ajouté.", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var line = page.QuerySelector<IHtmlInputElement>("#ligne-texte")!;
        Assert.True(line.HasAttribute("autofocus"));
        Assert.Equal($"{cite}", page.QuerySelector<IHtmlSelectElement>("#ligne-cite")!.Value);
        Assert.False((await desk.GetAsync(Path)).QuerySelector("#ligne-texte")!.HasAttribute("autofocus"));
    }

    [Theory]
    [InlineData("Forum des métiers, Charleroi", "Premier jour")]
    [InlineData("25 juin 2099", "Titre")]
    public async Task What_a_line_lacks_is_asked_in_the_form_which_keeps_the_rest(string line, string missing)
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var page = await DeskClient.ParseAsync(await desk.SubmitAsync(Path, new() { ["ligne"] = line, ["cite"] = $"{cite}" }));

        Assert.Contains(missing, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        var answer = await desk.SendAsync(page, "", new() { ["Title"] = "Forum", ["StartsOn"] = "2099-06-25" });
        Assert.Equal("/redaction/agenda", answer.Headers.Location!.OriginalString);
        Assert.Equal(("Forum", (int?)cite), ((await StoredAsync()).Title, (await StoredAsync()).CiteId));
    }

    [Fact]
    public async Task A_correspondent_proposes_dates_of_their_Cite_only()
    {
        var other = await site.AddCiteAsync("Cité de Gênes", "genes");
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        var list = await desk.GetAsync(Path);
        Assert.DoesNotContain("Gênes", list.QuerySelector("#ligne-cite")!.TextContent, StringComparison.Ordinal);
        using var forged = new FormUrlEncodedContent(
            DeskClient.FieldsOf(list.QuerySelector<IHtmlFormElement>("#ligne")!).Where(f => f.Key is not ("cite" or "ligne"))
                .Append(new("cite", $"{other}")).Append(new("ligne", "25 juin 2099, Forum")));

        var page = await DeskClient.ParseAsync(await desk.Http.PostAsync(Path + "/ligne", forged, Cancel));

        Assert.NotNull(page.QuerySelector(".error-summary"));
        Assert.False(await site.WithDatabaseAsync(db => db.Agenda.AnyAsync(Cancel)));
        await desk.SubmitAsync(Path, new() { ["ligne"] = "25 juin 2099, Forum" });
        Assert.Equal((false, (int?)cite), ((await StoredAsync()).IsAccepted, (await StoredAsync()).CiteId));
    }

    [Fact]
    public async Task A_blank_line_adds_nothing_and_says_so()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var answer = await desk.SubmitAsync(Path, new() { ["ligne"] = "  " });

        var page = await desk.GetAsync(answer.Headers.Location!.OriginalString);
        Assert.Contains("Rien n’a été ajouté.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private Task<AgendaEntry> StoredAsync() => site.WithDatabaseAsync(db => db.Agenda.SingleAsync(Cancel));
}
