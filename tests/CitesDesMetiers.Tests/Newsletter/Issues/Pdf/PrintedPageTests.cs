using AngleSharp.Html.Parser;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Tests.Site;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Pdf;

/// <summary>The page that the browser prints: all of the issue, and nothing to fetch.</summary>
public sealed class PrintedPageTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    [Fact]
    public async Task The_page_refers_to_nothing_outside_itself_and_forbids_every_request()
    {
        var page = await PageAsync();
        var document = new HtmlParser().ParseDocument(page.Html);

        Assert.Empty(document.QuerySelectorAll("script, link[href], iframe, [srcset], [loading]"));
        Assert.All(document.QuerySelectorAll("[src]"), e => Assert.StartsWith("data:", e.GetAttribute("src")!, StringComparison.Ordinal));
        Assert.Contains(document.QuerySelectorAll("img"), e => e.GetAttribute("src")!.Length > 100);
        var styles = string.Concat(document.QuerySelectorAll("style").Select(s => s.TextContent));
        Assert.DoesNotContain("../lib", styles, StringComparison.Ordinal);
        Assert.Contains("url(\"data:font/woff2;base64,", styles, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", document.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_lead_to_the_public_address_or_to_a_place_in_the_page()
    {
        var page = await PageAsync();
        var document = new HtmlParser().ParseDocument(page.Html);
        var links = document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.DoesNotContain(links, link => link.StartsWith('/'));
        Assert.Contains($"{SiteFactory.PublicUrl}/actualites/{PublishedSite.Article}", links);
        var places = links.Where(l => l.StartsWith('#')).Select(l => l[1..]).ToList();
        Assert.NotEmpty(places);
        Assert.All(places, place => Assert.True(page.Places.TryGetValue(place, out var heading) && heading.Length > 0, place));
    }

    [Fact]
    public async Task Contents_agenda_texts_and_errata_are_in_it_and_what_is_for_members_is_not()
    {
        var text = new HtmlParser().ParseDocument((await PageAsync()).Html).Body!.TextContent;

        Assert.Contains("Dans ce numéro", text, StringComparison.Ordinal);
        Assert.Contains("La réunion du 14 juin a eu lieu le 15.", text, StringComparison.Ordinal);
        Assert.Contains(SampleEdition.Content.Editorial.Signatory!, text, StringComparison.Ordinal);
        Assert.All(SampleEdition.Content.AllArticles, article => Assert.Contains(article.Title[..8], text, StringComparison.Ordinal));
        Assert.DoesNotContain(PublishedSite.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(PublishedSite.ForMembers, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Se désabonner", text, StringComparison.Ordinal);
    }

    private async Task<PrintedPage> PageAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var scope = site.Services.CreateAsyncScope();
        var edition = await site.WithDatabaseAsync(db => db.Editions.Where(e => e.Slug == SampleEdition.Slug).Select(e => e.Id).SingleAsync(cancel));
        var html = await scope.ServiceProvider.GetRequiredService<IIssuePaper>().RenderAsync(edition, cancel);
        return await scope.ServiceProvider.GetRequiredService<PageSources>().GatherAsync(html!, cancel);
    }
}
