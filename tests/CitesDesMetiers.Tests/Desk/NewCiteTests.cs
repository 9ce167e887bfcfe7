using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>A Cité is added where it is needed: while writing the first thing that comes from it.</summary>
public sealed class NewCiteTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("nouvelles", "Title")]
    [InlineData("agenda", "Title")]
    [InlineData("arrivees-departs", "Person")]
    [InlineData("contacts", "Name")]
    public async Task The_form_of_anything_that_comes_from_a_Cite_adds_it_and_chooses_it(string list, string field)
    {
        var values = new Dictionary<string, string>
        {
            [field] = "Un essai",
            ["NewCite.Name"] = "Cité des métiers de Lomé",
            ["NewCite.City"] = "Lomé",
            ["NewCite.Country"] = "TG",
        };
        if (list is "agenda")
        {
            values["StartsOn"] = "2031-05-31";
        }
        else if (list is "arrivees-departs")
        {
            values["Post"] = "Directrice";
        }

        await desk.SubmitAsync($"/redaction/{list}/ajout", values);

        var cite = await site.WithDatabaseAsync(db => db.Cites.SingleAsync(Cancel));
        Assert.Equal(("Cité des métiers de Lomé", "lome", "Lomé", "TG"), (cite.Name, cite.Slug, cite.City, cite.Country));
        Assert.Equal(
            cite.Id,
            await site.WithDatabaseAsync(db => list switch
            {
                "nouvelles" => db.News.Select(n => n.CiteId).SingleAsync(Cancel),
                "agenda" => db.Agenda.Select(a => a.CiteId).SingleAsync(Cancel),
                "contacts" => db.Contacts.Select(c => c.CiteId).SingleAsync(Cancel),
                _ => db.StaffMoves.Select(m => m.CiteId).SingleAsync(Cancel),
            }));
    }

    [Fact]
    public async Task A_form_refused_for_another_reason_keeps_the_Cite_chosen_and_does_not_add_it_again()
    {
        var page = await DeskClient.ParseAsync(await desk.SubmitAsync("/redaction/nouvelles/ajout", Lome(title: "")));

        var cite = await site.WithDatabaseAsync(db => db.Cites.SingleAsync(Cancel));
        Assert.Equal(cite.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), ((IHtmlSelectElement)page.GetElementById("CiteId")!).Value);
        Assert.Equal("", ((IHtmlInputElement)page.GetElementById("NewCite_Name")!).Value);
    }

    [Fact]
    public async Task A_Cite_of_that_name_is_not_added_twice()
    {
        var there = await site.AddCiteAsync("Cité des métiers de Lomé", "lome");

        await desk.SubmitAsync("/redaction/nouvelles/ajout", Lome("Un essai", name: "cité des métiers de lomé"));

        Assert.Equal(there, await site.WithDatabaseAsync(db => db.News.Select(n => n.CiteId).SingleAsync(Cancel)));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Cites.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_Cite_without_a_town_is_asked_for_it_and_nothing_is_lost()
    {
        var page = await DeskClient.ParseAsync(await desk.SubmitAsync("/redaction/nouvelles/ajout", Lome("Un essai", city: "")));

        Assert.Contains("Ville : à renseigner", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Cité des métiers de Lomé", ((IHtmlInputElement)page.GetElementById("NewCite_Name")!).Value);
        Assert.True(page.QuerySelector("details:has(#NewCite_Name)")!.HasAttribute("open"));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Cites.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_correspondent_adds_no_Cite()
    {
        var own = await site.AddCiteAsync("Cité d’essai", "essai");
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, own);
        var page = await correspondent.GetAsync("/redaction/nouvelles/ajout");
        Assert.Null(page.GetElementById("NewCite_Name"));

        var forged = page.GetElementById("Title")!.Closest("form")!;
        forged.Insert(AngleSharp.Dom.AdjacentPosition.BeforeEnd, "<input name=NewCite.Name><input name=NewCite.City><input name=NewCite.Country>");
        await correspondent.SendAsync(page, "/redaction/nouvelles/ajout", Lome("Un essai"));

        Assert.Equal(own, Assert.Single(await site.WithDatabaseAsync(db => db.Cites.Select(c => c.Id).ToListAsync(Cancel))));
    }

    private static Dictionary<string, string> Lome(string title, string name = "Cité des métiers de Lomé", string city = "Lomé") =>
        new() { ["Title"] = title, ["NewCite.Name"] = name, ["NewCite.City"] = city, ["NewCite.Country"] = "TG" };
}
