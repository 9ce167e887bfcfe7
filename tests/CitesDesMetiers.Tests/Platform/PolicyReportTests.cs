using System.Net;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.PolicyReports;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>Browsers report what the policy of a page blocked; the site counts it and keeps nothing about anybody.</summary>
public class PolicyReportTests(PolicyReportTests.Site site) : IClassFixture<PolicyReportTests.Site>
{
    private const string Endpoint = "/rapports-de-securite";

    private static readonly string Token = new('A', 43);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IReadOnlyList<KeyValuePair<BlockedThing, int>> Counted => site.Services.GetRequiredService<BlockedThings>().Read();

    [Fact]
    public async Task Both_forms_of_reports_are_counted_together_without_token_query_or_address()
    {
        var older = $$$"""
            {"csp-report":{"document-uri":"https://lettre.example/abonnement/{{{Token}}}?a=jeanne@example.org","effective-directive":"script-src-elem",
            "blocked-uri":"https://mal.example/suivi.js?qui=jeanne@example.org"}}
            """;
        var newer = $$$"""
            [{"type":"csp-violation","url":"https://lettre.example/","user_agent":"x","body":{"documentURL":"https://lettre.example/abonnement/{{{Token}}}",
            "effectiveDirective":"script-src-elem","blockedURL":"https://mal.example/autre.js"}},{"type":"deprecation","body":{}}]
            """;

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(older, "application/csp-report"));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(newer, "application/reports+json"));

        Assert.Contains(new(new BlockedThing("/abonnement/…", "script-src-elem", "https://mal.example"), 2), Counted);
        using var admin = await DeskClient.SignInAsync(site, Role.Administrator);
        var shown = (await admin.GetAsync("/redaction/reglages")).QuerySelector("section[aria-labelledby=blocages]")!.TextContent;
        Assert.Contains("/abonnement/…", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("jeanne", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pas du JSON", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.NoContent)]
    [InlineData("17", HttpStatusCode.NoContent)]
    [InlineData("{\"csp-report\":[]}", HttpStatusCode.NoContent)]
    [InlineData("[{\"type\":\"csp-violation\",\"body\":{\"documentURL\":7,\"effectiveDirective\":\"x\"}}]", HttpStatusCode.NoContent)]
    [InlineData("[{\"type\":\"csp-violation\"}]", HttpStatusCode.NoContent)]
    public async Task What_is_no_report_is_not_counted(string body, HttpStatusCode status)
    {
        var before = Counted.Sum(c => c.Value);

        Assert.Equal(status, await SendAsync(body, "application/reports+json"));
        Assert.Equal(before, Counted.Sum(c => c.Value));
    }

    [Fact]
    public async Task A_long_report_is_refused_and_a_flood_too()
    {
        await using var own = new SiteFactory();
        using var client = own.CreateSiteClient();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(client, $"[\"{new string('a', 20_000)}\"]"));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++)
        {
            answers.Add(await SendAsync(client, "[]"));
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public void Invented_reports_do_not_fill_the_memory()
    {
        var blocked = ActivatorUtilities.CreateInstance<BlockedThings>(site.Services);
        for (var i = 0; i < 1_000; i++)
        {
            blocked.Add(new BlockedThing($"/{i}", "script-src", "inline"));
        }

        blocked.Add(new BlockedThing("/0", "script-src", "inline"));
        Assert.Equal(200, blocked.Read().Count);
        Assert.Equal(("/0", 2), (blocked.Read()[0].Key.Page, blocked.Read()[0].Value));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cette-page-n-existe-pas")]
    public async Task Every_page_asks_for_reports_and_for_trusted_types(string path)
    {
        using var client = site.CreateSiteClient();

        var headers = (await client.GetAsync(path, Cancel)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("require-trusted-types-for 'script'; trusted-types infolettre default;", policy, StringComparison.Ordinal);
        Assert.Contains($"report-uri {Endpoint}; report-to csp;", policy, StringComparison.Ordinal);
        Assert.Equal($"csp=\"{Endpoint}\"", headers.GetValues("Reporting-Endpoints").Single());
    }

    private async Task<HttpStatusCode> SendAsync(string body, string type)
    {
        using var client = site.CreateSiteClient();
        return await SendAsync(client, body, type);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string body, string type = "application/reports+json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        return (await client.PostAsync(Endpoint, content, Cancel)).StatusCode;
    }

    public sealed class Site : SiteFactory;
}
