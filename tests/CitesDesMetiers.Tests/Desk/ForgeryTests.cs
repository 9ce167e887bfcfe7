using System.Net;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>Requests that another site makes the browser of a signed-in person send (OWASP ASVS 5.0, 3.5).</summary>
public partial class ForgeryTests(SharedSite shared) : IClassFixture<SharedSite>
{
    /// <summary>
    /// What answers without the token of a form: leaving at one click (RFC 8058), the form of other sites, which keeps nothing, reports of browsers,
    /// and the pages of errors.
    /// </summary>
    private static readonly string[] WithoutToken = ["Errors.Show", "PolicyReports.Take", "Subscription.From", "Unsubscription.Unsubscribe"];

    [Fact]
    public async Task Every_request_that_changes_something_needs_the_token_of_its_form()
    {
        var site = await shared.FreshAsync();
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);
        List<string> open = [];
        var tried = 0;
        foreach (var (endpoint, action) in Actions(site).Where(a => !IsWithoutToken(a.Endpoint)))
        {
            foreach (var method in Methods(endpoint).Where(IsUnsafe))
            {
                var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "999999");
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new FormUrlEncodedContent([new("a", "b")]) };
                var answer = await desk.Http.SendAsync(request, TestContext.Current.CancellationToken);
                tried++;

                // Behind a personal link, an unknown token is looked at first.
                var isUnknownLink = answer.StatusCode is HttpStatusCode.NotFound && path.StartsWith("/contribuer/", StringComparison.Ordinal);
                if (answer.StatusCode is not HttpStatusCode.BadRequest && !isUnknownLink)
                {
                    open.Add($"{method} {path} ({action}): {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(open);
        Assert.True(tried > 100, $"{tried} requests");
    }

    [Fact]
    public async Task Only_a_few_named_actions_do_without_a_token_and_every_other_one_names_its_method()
    {
        var actions = Actions(await shared.FreshAsync()).ToList();

        Assert.Empty(actions.Where(a => IsWithoutToken(a.Endpoint) && Methods(a.Endpoint) is var m && (m.Count == 0 || m.Any(IsUnsafe)))
            .Select(a => a.Name).Except(WithoutToken));
        Assert.Empty(actions.Where(a => !IsWithoutToken(a.Endpoint) && Methods(a.Endpoint).Count == 0).Select(a => a.Name));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/connexion")]
    [InlineData("/redaction")]
    [InlineData("/api")]
    [InlineData("/health")]
    [InlineData("/robots.txt")]
    [InlineData("/nulle-part")]
    public async Task Trace_gives_no_header_back(string path)
    {
        using var client = (await shared.FreshAsync()).CreateSiteClient();
        using var request = new HttpRequestMessage(HttpMethod.Trace, path);
        request.Headers.Add("X-Secret", "quatre-tuiles");

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("quatre-tuiles", body, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("X-Secret"));
    }

    private static IEnumerable<(RouteEndpoint Endpoint, string Name)> Actions(SiteFactory site) =>
        site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Endpoint: e, Action: e.Metadata.GetMetadata<ControllerActionDescriptor>())).Where(e => e.Action is not null)
            .Select(e => (e.Endpoint, $"{e.Action!.ControllerName}.{e.Action.ActionName}"));

    private static bool IsUnsafe(string method) => method is not ("GET" or "HEAD");

    private static bool IsWithoutToken(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IgnoreAntiforgeryTokenAttribute>() is not null;

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Parameter();
}
