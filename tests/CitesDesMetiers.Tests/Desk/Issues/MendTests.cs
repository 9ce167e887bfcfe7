using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>What the checklist mends by one click, once it has shown what it becomes.</summary>
public sealed class MendTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;
    private int id;
    private int news;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Page => $"/redaction/numeros/{id}/verification";

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(1);
        await site.AddCiteAsync("Cité des métiers de l'Estuaire", "estuaire");
        desk = await DeskClient.SignInAsync(site, Role.Administrator);
        id = await site.AddIssueAsync();
        news = await site.WithDatabaseAsync(async db =>
        {
            var item = await db.News.OrderBy(n => n.Id).FirstAsync(Cancel);
            item.Write(
                "LE CFA DE LA CITÉ DES MÉTIERS DE L'ESTUAIRE",
                "La 1^{ère} fois sans CO_{2}.\n\n## LE PROGRAMME : C'EST PARTI !\n\nVenez.",
                "fr",
                null,
                null,
                Samples.Noon);
            var issue = await db.Issues.SingleAsync(Cancel);
            issue.WriteEditorial("Bonjour,", "Le XXI^{e} siècle.", null, "Une présidente", null);
            await db.SaveChangesAsync(Cancel);
            return item.Id;
        });
    }

    [Fact]
    public async Task A_title_in_capitals_is_shown_as_it_will_be_and_mended_by_one_click()
    {
        Assert.Contains("« Le CFA de la Cité des métiers de l’Estuaire »", await OfferAsync("titre", 0), StringComparison.Ordinal);

        await PressAsync("titre", 0);
        await PressAsync("titre", 0);

        var saved = await SavedAsync();
        Assert.Equal("Le CFA de la Cité des métiers de l'Estuaire", saved.Title);
        Assert.Contains("\n## Le programme : c’est parti !\n", saved.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("capitales", (await desk.GetAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await site.WithDatabaseAsync(db => db.Revisions.CountAsync(r => r.NewsItemId == news, Cancel)) >= 2);
    }

    [Fact]
    public async Task Superscripts_in_the_manner_of_LaTeX_are_mended_in_the_news_and_in_the_editorial()
    {
        await PressAsync("exposants/", 0);
        await PressAsync("exposants", 0);

        Assert.StartsWith("La 1^ère^ fois sans CO~2~.", (await SavedAsync()).Body, StringComparison.Ordinal);
        Assert.Equal("Le XXI^e^ siècle.", (await site.IssueAsync(id)).Editorial);
        Assert.DoesNotContain("accolades", (await desk.GetAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_opened_before_a_change_mends_nothing()
    {
        var page = await desk.GetAsync(Page);
        await site.WithDatabaseAsync(async db =>
        {
            var item = await db.News.SingleAsync(n => n.Id == news, Cancel);
            item.Write("UN TOUT AUTRE TITRE", item.Body, "fr", null, null, Samples.Noon);
            return await db.SaveChangesAsync(Cancel);
        });

        await desk.SendAsync(page, Page, [], $"/corrections/titre/{news}");

        Assert.Equal("UN TOUT AUTRE TITRE", (await SavedAsync()).Title);
        Assert.Contains("rien n’a été touché", (await desk.GetAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> OfferAsync(string kind, int at) =>
        (await desk.GetAsync(Page)).QuerySelectorAll($"form[action*='/corrections/{kind}']")[at].TextContent;

    private async Task PressAsync(string kind, int at)
    {
        var page = await desk.GetAsync(Page);
        await desk.SendAsync(page, Page, [], page.QuerySelectorAll($"form[action*='/corrections/{kind}']")[at].GetAttribute("action")!);
    }

    private Task<NewsItem> SavedAsync() => site.WithDatabaseAsync(db => db.News.AsNoTracking().SingleAsync(n => n.Id == news, Cancel));
}
