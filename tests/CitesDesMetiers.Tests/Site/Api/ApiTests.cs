using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;

namespace CitesDesMetiers.Tests.Site.Api;

/// <summary>Other programs read what has appeared.</summary>
public class ApiTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_issue_is_given_as_it_was_frozen_with_its_errata()
    {
        var list = await JsonAsync("/api/v1/numeros");
        var line = list.GetProperty("items")[0];
        var issue = await JsonAsync(new Uri(line.GetProperty("api").GetString()!).AbsolutePath);

        Assert.Equal(2, list.GetProperty("total").GetInt32());
        Assert.Equal($"{SiteFactory.PublicUrl}/numeros/{SampleEdition.Slug}", line.GetProperty("url").GetString());
        Assert.False(line.GetProperty("isArchived").GetBoolean() || issue.GetProperty("isArchived").GetBoolean());
        var content = issue.GetProperty("content").Deserialize<EditionContent>(JsonSerializerOptions.Web)!;
        Assert.Equal(SampleEdition.Content.AllArticles.Select(a => a.Html), content.AllArticles.Select(a => a.Html));
        Assert.Contains("14 juin", issue.GetProperty("errata")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/actualites?cite=estuaire", "/actualites?cite=estuaire")]
    [InlineData("/api/v1/actualites?cite=reseau", "/actualites?cite=reseau")]
    [InlineData("/api/v1/actualites?pays=FR", "/actualites?pays=FR")]
    [InlineData("/api/v1/actualites?pays=XX", "/actualites?pays=XX")]
    [InlineData("/api/v1/actualites?theme=transition-ecologique", "/actualites?theme=transition-ecologique")]
    [InlineData("/api/v1/actualites?annee=2017", "/actualites?annee=2017")]
    public async Task News_are_filtered_as_on_the_page(string api, string path)
    {
        var page = await DeskClient.ParseAsync(await site.AskAsync(path));
        var titles = page.QuerySelectorAll(".news-line-title a").Select(a => SiteFactory.PublicUrl + a.GetAttribute("href"));

        var items = (await JsonAsync(api)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("url").GetString());

        Assert.Equal(titles, items);
    }

    [Fact]
    public async Task An_article_is_given_whole()
    {
        var article = await JsonAsync("/api/v1/actualites/" + PublishedSite.Article);

        Assert.Equal(SampleEdition.Content.AllArticles.Single(a => a.Slug == PublishedSite.Article).Html, article.GetProperty("html").GetString());
        Assert.StartsWith(SiteFactory.PublicUrl, article.GetProperty("pictures")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_told_no_more_than_everybody()
    {
        using var member = await DeskClient.SignInAsync(site, Role.Administrator);
        foreach (
            var path in new[] { "/api/v1/agenda", "/api/v1/recherche?q=conseil", "/api/v1/arrivees-departs", "/api/v1/cites", "/api/v1/actualites" })
        {
            var text = await member.Http.GetStringAsync(path, Cancel);

            Assert.Equal(await site.TextAsync(path), text);
            Assert.DoesNotContain(PublishedSite.ForMembers, text, StringComparison.Ordinal);
            Assert.DoesNotContain(PublishedSite.Secret, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/v1/numeros/inconnu", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/actualites/inconnue", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/cites/inconnue", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/inconnu", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/numeros?page=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/numeros?page=x", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/recherche?q=a&annee=mille", HttpStatusCode.BadRequest)]
    public async Task A_problem_is_described_in_French_for_programs(string path, HttpStatusCode status)
    {
        var answer = await site.AskAsync(path);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.DoesNotContain("error", problem.GetProperty("title").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_long_list_is_read_to_its_end_by_following_next()
    {
        await site.WithDatabaseAsync(db =>
        {
            db.AddRange(Enumerable.Range(1, 51)
                .Select(n => new SearchEntry(SearchKind.Article, $"Salsifis {n}", "", $"/actualites/salsifis-{n}", "fr")));
            return db.SaveChangesAsync(Cancel);
        });

        var first = await site.AskAsync("/api/v1/recherche?q=salsifis&type=actualite");
        var page = await first.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var next = page.GetProperty("next").GetString()!;
        var last = await JsonAsync(new Uri(next).PathAndQuery);

        Assert.Equal($"<{next}>; rel=\"next\"", Assert.Single(first.Headers.GetValues("Link")));
        Assert.Equal((51, 50), (page.GetProperty("total").GetInt32(), page.GetProperty("items").GetArrayLength()));
        Assert.Single(last.GetProperty("items").EnumerateArray());
        Assert.False(last.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task A_page_far_beyond_the_last_is_empty() =>
        Assert.Empty((await JsonAsync("/api/v1/actualites?page=1000000000")).GetProperty("items").EnumerateArray());

    [Fact]
    public async Task Every_address_of_the_description_answers_and_other_sites_may_read_it()
    {
        var description = await JsonAsync("/api/v1/openapi.json");
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            Assert.NotEqual("", path.Value.GetProperty("get").GetProperty("summary").GetString());
            using var ask = new HttpRequestMessage(HttpMethod.Get, path.Name.Replace("{slug}", "x", StringComparison.Ordinal));
            ask.Headers.Add("Origin", "https://cite.example");
            using var client = site.CreateClient();
            var answer = await client.SendAsync(ask, Cancel);

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, path.Name);
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        }
    }

    private async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await site.TextAsync(path)).RootElement;
}
