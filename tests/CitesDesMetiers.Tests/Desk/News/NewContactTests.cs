using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.News;

/// <summary>A contact is added where it is needed: while writing the news that it signs.</summary>
public sealed class NewContactTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private int cite;
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        cite = await site.AddCiteAsync("Cité d’essai", "essai");
        desk = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_form_of_a_news_item_adds_its_contact()
    {
        await desk.SubmitAsync("/redaction/nouvelles/ajout", new()
        {
            ["Title"] = "Un atelier",
            ["NewContactName"] = "Ada Blanc",
            ["NewContactRole"] = "Conseillère",
            ["NewContactAddress"] = "ada@essai.example",
        });

        var contact = Assert.Single(await ContactsAsync());
        Assert.Equal(
            ("Ada Blanc", "Conseillère", "ada@essai.example", (int?)cite, false),
            (contact.Name, contact.Role, contact.Address, contact.CiteId, contact.IsPublic));
        var news = await site.WithDatabaseAsync(db => db.News.SingleAsync(Cancel));
        Assert.Equal(contact.Id, news.ContactId);
        var form = await desk.GetAsync($"/redaction/nouvelles/{news.Id}");
        Assert.Equal("", ((IHtmlInputElement)form.GetElementById("NewContactName")!).Value);
    }

    [Fact]
    public async Task A_contact_of_that_name_in_the_Cite_is_not_added_twice()
    {
        var there = await site.AddContactAsync(cite, "Ada Blanc");

        await desk.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["NewContactName"] = "ADA BLANC" });

        Assert.Equal(there, Assert.Single(await ContactsAsync()).Id);
        Assert.Equal(there, await site.WithDatabaseAsync(db => db.News.Select(n => n.ContactId).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_contact_without_a_name_is_asked_for_it_and_nothing_is_lost()
    {
        var page = await DeskClient.ParseAsync(await desk.SubmitAsync(
            "/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["NewContactAddress"] = "ada@essai.example" }));

        Assert.Contains("Nom du nouveau contact : à renseigner", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("ada@essai.example", ((IHtmlInputElement)page.GetElementById("NewContactAddress")!).Value);
        Assert.True(page.QuerySelector("details.adding")!.HasAttribute("open"));
        Assert.Empty(await ContactsAsync());
    }

    private Task<List<Contact>> ContactsAsync() => site.WithDatabaseAsync(db => db.Contacts.ToListAsync(Cancel));
}
