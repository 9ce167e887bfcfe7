using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>A correspondent never sees or changes what belongs to another Cité (domain rule 7).</summary>
public sealed class OtherCitesTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private int mine;
    private int theirs;
    private DeskClient desk = null!;

    public static TheoryData<string> Lists => ["contacts", "nouvelles", "agenda", "arrivees-departs"];

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        mine = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        theirs = await site.AddCiteAsync("Cité de Gênes", "genes");
        desk = await DeskClient.SignInAsync(site, Role.Correspondent, mine);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Neither_the_list_nor_the_address_shows_what_another_Cité_has(string list)
    {
        var own = await AddAsync(list, mine, "À nous");
        var other = await AddAsync(list, theirs, "À Gênes");
        var network = await AddAsync(list, null, "Au réseau");

        var page = await desk.GetAsync($"/redaction/{list}");

        Assert.Contains("À nous", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("À Gênes", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Au réseau", page.Body.TextContent, StringComparison.Ordinal);
        await desk.GetAsync($"/redaction/{list}/{own}");
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync($"/redaction/{list}/{other}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync($"/redaction/{list}/{network}", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("contacts", "Name")]
    [InlineData("nouvelles", "Title")]
    [InlineData("agenda", "Title")]
    [InlineData("arrivees-departs", "Person")]
    public async Task Sending_the_form_to_the_address_of_anothers_entry_changes_nothing(string list, string field)
    {
        var own = await AddAsync(list, mine, "À nous");
        var other = await AddAsync(list, theirs, "À Gênes");
        var page = await desk.GetAsync($"/redaction/{list}/{own}");
        var form = page.QuerySelectorAll("main form").First(f => f.QuerySelector($"[name={field}]") is not null);
        form.SetAttribute("action", $"/redaction/{list}/{other}");

        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        form.QuerySelector("[name=Version]")!
            .SetAttribute("value", (await editor.GetAsync($"/redaction/{list}/{other}")).QuerySelector("[name=Version]")!.GetAttribute("value")!);

        var answer = await desk.SendAsync(page, "", new() { [field] = "Changé" }, $"/{other}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("À Gênes", (await editor.GetAsync($"/redaction/{list}/{other}")).QuerySelector($"#{field}")!.GetAttribute("value"));
        Assert.Equal("À nous", (await editor.GetAsync($"/redaction/{list}/{own}")).QuerySelector($"#{field}")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("contacts", "Name")]
    [InlineData("nouvelles", "Title")]
    [InlineData("agenda", "Title")]
    [InlineData("arrivees-departs", "Person")]
    public async Task A_form_that_names_another_Cité_is_refused_with_what_was_typed(string list, string field)
    {
        var own = await AddAsync(list, mine, "À nous");

        var answer = await desk.SubmitAsync($"/redaction/{list}/{own}", new() { ["CiteId"] = $"{theirs}", [field] = "Déplacé" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await DeskClient.ParseAsync(answer);
        Assert.Contains("Vous écrivez pour votre Cité seulement", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Déplacé", page.QuerySelector($"#{field}")!.GetAttribute("value"));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Contacts.CountAsync(c => c.CiteId == theirs, Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(c => c.CiteId == theirs, Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Agenda.CountAsync(c => c.CiteId == theirs, Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.StaffMoves.CountAsync(c => c.CiteId == theirs, Cancel)));
    }

    [Fact]
    public async Task The_contact_of_another_Cité_cannot_sign_a_news_item()
    {
        var news = await site.AddNewsAsync(mine, "À nous");
        var contact = await site.AddContactAsync(theirs, "Giulia");

        var answer = await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["ContactId"] = $"{contact}" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(await site.WithDatabaseAsync(db => db.News.Where(n => n.Id == news).Select(n => n.ContactId).SingleAsync(Cancel)));
    }

    [Theory]
    [InlineData("suppression")]
    [InlineData("apercu")]
    [InlineData("versions")]
    [InlineData("proposition")]
    public async Task No_action_on_anothers_news_item_exists(string action)
    {
        var own = await site.AddNewsAsync(mine, "À nous");
        var other = await site.AddNewsAsync(theirs, "À Gênes");
        var page = await desk.GetAsync($"/redaction/nouvelles/{own}");
        page.QuerySelector("main form")!.SetAttribute("action", $"/redaction/nouvelles/{other}/{action}");

        var answer = action is "apercu" or "versions"
            ? await desk.Http.GetAsync($"/redaction/nouvelles/{other}/{action}", Cancel)
            : await desk.SendAsync(page, "", [], action);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<int> AddAsync(string list, int? cite, string name) =>
        list switch
        {
            "contacts" => site.AddContactAsync(cite, name),
            "nouvelles" => site.AddNewsAsync(cite, name),
            "agenda" => site.AddDateAsync(cite, name, new DateOnly(2099, 1, 1)),
            _ => site.AddMoveAsync(cite, name),
        };
}
