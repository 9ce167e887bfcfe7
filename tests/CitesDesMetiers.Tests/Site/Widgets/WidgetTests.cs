using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Site.Widgets;

/// <summary>What the sites of the Cités show of this one.</summary>
public class WidgetTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private static readonly string[] All = ["/inserer/actualites", "/inserer/agenda", "/inserer/numero"];

    [Theory]
    [InlineData("", "metiers-verts", "album-jeunesse", "employability-tools", "rencontre-annuelle")]
    [InlineData("?cite=estuaire", "metiers-verts", "album-jeunesse", "employability-tools")]
    [InlineData("?cite=estuaire&nombre=2", "metiers-verts", "album-jeunesse")]
    [InlineData("?nombre=0", "metiers-verts")]
    [InlineData("?cite=trois-sources")]
    public async Task The_latest_news_are_those_of_the_Cite_and_no_more_than_wanted(string query, params string[] slugs)
    {
        var widget = await ReadAsync("/inserer/actualites" + query);

        Assert.Equal(
            slugs.Select(s => $"{SiteFactory.PublicUrl}/actualites/{s}"), widget.QuerySelectorAll("li a").Select(a => a.GetAttribute("href")));
        Assert.Equal(slugs.Length == 0, widget.Body!.TextContent.Contains("Rien n’a encore paru", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_dates_are_public_to_come_and_not_cancelled()
    {
        var widget = await ReadAsync("/inserer/agenda?cite=estuaire&nombre=10");
        var agenda = await ReadAsync("/agenda?cite=estuaire");

        var shown = widget.QuerySelectorAll("li").Select(l => l.QuerySelector("a, strong")!.TextContent.Trim()).ToList();
        Assert.NotEmpty(shown);
        Assert.Equal(
            agenda.QuerySelectorAll(".date-line:not(.is-cancelled) .date-title").Select(t => t.TextContent.Trim()).Take(10), shown);
        Assert.DoesNotContain(PublishedSite.ForMembers, widget.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(PublishedSite.Secret, widget.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_issue_leads_to_itself_and_to_the_subscription()
    {
        var widget = await ReadAsync("/inserer/numero");

        Assert.Contains("numéro\u00A021", widget.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        var links = widget.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains($"{SiteFactory.PublicUrl}/numeros/{Letters.SampleEdition.Slug}", links);
        Assert.Equal($"{SiteFactory.PublicUrl}/inscription", links[^1]);
    }

    [Theory]
    [InlineData("/inserer/actualites?cite=inconnue", "/actualites")]
    [InlineData("/inserer/agenda?cite=inconnue", "/agenda")]
    public async Task A_Cite_that_is_no_longer_there_is_said_with_what_to_look_at_instead(string path, string instead)
    {
        using var client = site.CreateSiteClient();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        var widget = await ParseAsync(answer);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("ne figure plus", widget.QuerySelector(".infolettre")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(SiteFactory.PublicUrl + instead, widget.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Any_site_may_frame_and_read_them_and_they_bring_no_cookie_and_no_script()
    {
        foreach (var path in All)
        {
            using var client = site.CreateSiteClient();
            using var asked = new HttpRequestMessage(HttpMethod.Get, path);
            asked.Headers.Add("Origin", "https://cite.example");
            using var answer = await client.SendAsync(asked, TestContext.Current.CancellationToken);
            var page = await ParseAsync(answer);

            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Contains("frame-ancestors *", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.False(answer.Headers.Contains("X-Frame-Options"));
            Assert.Empty(page.QuerySelectorAll("script, form, img"));
            Assert.All(
                page.QuerySelectorAll(".infolettre a"),
                a => Assert.StartsWith("https://", a.GetAttribute("href"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_script_is_under_three_kilobytes_and_asks_only_its_own_site()
    {
        using var client = site.CreateSiteClient();
        var script = await client.GetStringAsync("/inserer/infolettre.js?montre=agenda", TestContext.Current.CancellationToken);

        Assert.True(script.Length < 3_072, $"{script.Length} characters");
        Assert.All(
            (string[])["document.cookie", "localStorage", "withCredentials", "fetch(", "sendBeacon", "innerHTML", "eval"],
            word => Assert.DoesNotContain(word, script, StringComparison.Ordinal));
        Assert.Equal(2, script.Split(".open(").Length);
        Assert.Contains("request.open(\"GET\", source.origin + ", script, StringComparison.Ordinal);
    }

    private async Task<IDocument> ReadAsync(string path)
    {
        using var client = site.CreateSiteClient();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ParseAsync(answer);
    }

    private static async Task<IDocument> ParseAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
