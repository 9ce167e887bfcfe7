using System.Net;

namespace CitesDesMetiers.Tests.App;

public class StartTests
{
    [Fact]
    public async Task The_site_starts_on_an_empty_folder_and_says_it_is_healthy()
    {
        await using var site = new SiteFactory();
        using var client = site.CreateSiteClient();

        var answer = await client.GetAsync("/health", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/cette-page-n-existe-pas", 404)]
    public async Task An_error_has_a_page_in_French(string path, int status)
    {
        await using var site = new SiteFactory();
        using var client = site.CreateSiteClient();

        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains("Cette page n’existe pas", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
