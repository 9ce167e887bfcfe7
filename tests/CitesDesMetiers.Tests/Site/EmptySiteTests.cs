using System.Net;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Site;

public class EmptySiteTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/numeros")]
    [InlineData("/actualites")]
    [InlineData("/agenda")]
    [InlineData("/agenda?periode=passe")]
    [InlineData("/cites")]
    public async Task A_site_without_anything_says_so_and_what_to_do(string path)
    {
        var page = await site.PageAsync(path);

        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotNull(page.QuerySelector("main .empty"));
    }

    [Theory]
    [InlineData("/feed.atom")]
    [InlineData("/agenda.ics")]
    [InlineData("/mentions-legales")]
    public async Task And_still_answers(string path)
    {
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(path));
    }
}
