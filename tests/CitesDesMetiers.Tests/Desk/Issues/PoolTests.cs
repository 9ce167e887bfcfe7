using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>The pool beside an issue: what is accepted and stands in none.</summary>
public sealed class PoolTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private ComposerDesk composer = null!;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        composer = await ComposerDesk.OpenAsync(site);
    }

    [Fact]
    public async Task It_offers_what_is_accepted_and_free_and_nothing_else()
    {
        await composer.AddManyAsync("Prise");
        await site.AddNewsAsync(composer.Cite, "Brouillon");
        await site.AddNewsAsync(composer.Cite, "Libre", accepted: true);

        Assert.Equal(["Libre"], await ShownAsync(""));
    }

    [Fact]
    public async Task It_is_filtered_by_cite_network_theme_and_words_and_its_forms_keep_the_filter()
    {
        var other = await site.AddCiteAsync("Autre Cité", "autre");
        await site.AddNewsAsync(composer.Cite, "Un œuf", accepted: true);
        await site.AddNewsAsync(other, "Autre chose", accepted: true);
        await site.AddNewsAsync(null, "Du réseau", accepted: true);
        var theme = await site.WithDatabaseAsync(async db =>
        {
            var added = new Theme("Orientation", "orientation");
            (await db.News.SingleAsync(n => n.Title == "Autre chose", Cancel)).Tag([added]);
            await db.SaveChangesAsync(Cancel);
            return added.Id;
        });

        Assert.Equal(["Un œuf"], await ShownAsync($"?cite={composer.Cite}"));
        Assert.Equal(["Du réseau"], await ShownAsync("?cite=reseau"));
        Assert.Equal(["Autre chose"], await ShownAsync($"?theme={theme}"));
        Assert.Equal(["Un œuf"], await ShownAsync("?q=oeuf"));

        var page = await composer.Desk.GetAsync($"{composer.Page}?cite={other}");
        var answer = await composer.Desk.SendAsync(
            page, composer.Page, new() { ["newsId"] = page.QuerySelector(".pool-list button")!.GetAttribute("value")! });
        Assert.Equal($"{composer.Page}?cite={other}", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task What_is_checked_or_all_that_is_shown_is_added_at_once()
    {
        foreach (var title in new[] { "Un", "Deux", "Trois" })
        {
            await site.AddNewsAsync(composer.Cite, title, accepted: true);
        }

        await site.AddNewsAsync(null, "Du réseau", accepted: true);
        var page = await composer.Desk.GetAsync($"{composer.Page}?cite={composer.Cite}");
        foreach (var box in page.QuerySelectorAll(".pool-list li").Where(r => !r.TextContent.Contains("Deux", StringComparison.Ordinal)))
        {
            ((IHtmlInputElement)box.QuerySelector("input[name=nouvelles]")!).IsChecked = true;
        }

        var answer = await composer.Desk.PressAsync(page, "/contenu/lot?cite=" + composer.Cite, "");
        page = await composer.Desk.GetAsync(answer.Headers.Location!.OriginalString);

        Assert.Contains("2 éléments sont entrés dans le numéro.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Deux"], await ShownAsync($"?cite={composer.Cite}"));
        await composer.Desk.PressAsync(composer.Page, "/contenu/lot", "true");
        Assert.Empty(await ShownAsync(""));
        answer = await composer.Desk.PressAsync(page, "/contenu/lot?cite=" + composer.Cite, "");
        page = await composer.Desk.GetAsync(answer.Headers.Location!.OriginalString);
        Assert.Contains("Rien n’a été ajouté.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_issue_holds_is_not_added_a_second_time()
    {
        var news = await site.AddNewsAsync(composer.Cite, "Une seule fois", accepted: true);
        var stale = await composer.Desk.GetAsync(composer.Page);
        await composer.AddAsync("newsId", news);

        await composer.Desk.SendAsync(stale, composer.Page, new() { ["newsId"] = $"{news}" }, "/contenu");

        Assert.Single(await composer.TitlesAsync());
        Assert.Contains(
            "c’est déjà dans un numéro",
            (await composer.Desk.GetAsync(composer.Page)).QuerySelector("main .error-summary")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_asks_the_database_as_often_for_sixty_items_as_for_three()
    {
        await composer.AddManyAsync("A", "B", "C");
        var few = await QueriesAsync();
        await FillAsync(inIssue: 57, inPool: 120);

        Assert.InRange(few, 8, 40);
        Assert.Equal(few, await QueriesAsync());
        Assert.Equal(60, (await composer.TitlesAsync()).Count);
    }

    public ValueTask DisposeAsync()
    {
        composer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<IEnumerable<string>> ShownAsync(string query) =>
        (await composer.Desk.GetAsync(composer.Page + query)).QuerySelectorAll(".pool-list li a").Select(a => a.TextContent);

    private Task FillAsync(int inIssue, int inPool) =>
        site.WithDatabaseAsync(async db =>
        {
            var issue = await db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).SingleAsync(Cancel);
            for (var i = 0; i < inIssue + inPool; i++)
            {
                var news = new NewsItem($"Nouvelle {i}", composer.Cite, null, Samples.Noon);
                news.Write(news.Title, "Un texte.", "fr", composer.Cite, null, Samples.Noon);
                news.Accept();
                db.Add(news);
                await db.SaveChangesAsync(Cancel);
                if (i < inIssue)
                {
                    issue.Sections.Single(s => s.Kind is SectionKind.CiteNews).Add(news);
                }
            }

            await db.SaveChangesAsync(Cancel);
        });

    /// <summary>
    /// How many commands one view of the page sends to the database. The site works by itself too: what it does beside a request is not counted.
    /// </summary>
    private async Task<int> QueriesAsync()
    {
        var count = 0;
        using var listener = new CommandListener(site, _ => count += new HttpContextAccessor().HttpContext is null ? 0 : 1);
        await composer.Desk.GetAsync(composer.Page);
        return count;
    }
}
