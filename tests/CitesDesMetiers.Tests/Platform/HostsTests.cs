using System.Net;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>For whom the site answers, and what it tells browsers of other sites.</summary>
public sealed class HostsTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    [Theory]
    [InlineData("lettre.example", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("attaque.example", HttpStatusCode.BadRequest)]
    [InlineData("lettre.example.attaque.example", HttpStatusCode.BadRequest)]
    public async Task A_forged_host_is_refused(string host, HttpStatusCode status)
    {
        using var client = site.CreateSiteClient();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/connexion");
        asked.Headers.Host = host;

        using var answer = await client.SendAsync(asked, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Hosts_of_the_setting_are_answered_instead()
    {
        await using var other = new SiteFactory();
        other.Settings["AllowedHosts"] = "equilibreur.example;localhost";
        using var client = other.CreateSiteClient();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/health");
        asked.Headers.Host = "equilibreur.example";

        using var answer = await client.SendAsync(asked, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/", "same-origin")]
    [InlineData("/redaction", "same-origin")]
    [InlineData($"/images/{PublishedSite.PictureName}.jpg", "cross-origin")]
    [InlineData("/inserer/infolettre.js", "cross-origin")]
    [InlineData("/inscription/formulaire.js", "cross-origin")]
    public async Task Only_what_is_made_for_other_sites_is_loaded_by_them(string path, string policy)
    {
        using var answer = await site.AskAsync(path);

        Assert.Equal(policy, Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Theory]
    [InlineData("false", "max-age=31536000")]
    [InlineData("true", "max-age=31536000; includeSubDomains")]
    public async Task Browsers_keep_to_https_for_a_year(string subdomains, string expected)
    {
        await using var strict = new SiteFactory();
        strict.Settings["Site:StrictSubdomains"] = subdomains;
        using var client = strict.CreateSiteClient();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/connexion");
        asked.Headers.Host = "lettre.example";

        using var answer = await client.SendAsync(asked, TestContext.Current.CancellationToken);

        Assert.Equal(expected, Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }
}
