using System.Net;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Fuzz;

/// <summary>Every route of the site with values that nobody's form sends, for somebody signed in and for a stranger.</summary>
public sealed partial class AddressFuzzTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    /// <summary>Escaped already: some are no UTF-8.</summary>
    private static readonly string[] Values =
    [
        "-1", "0", "1", "2147483647", "2147483648", "-2147483648", "99999999999999999999", "1.5", "1e9", "NaN", "true", "x", "-", "%C3%A9", "%25",
        "_", "%27", "%00", "%FF%FE", "%ED%A0%80",
        "0001-01-01", "9999-12-31", "2026-02-30", "10000-01-01", "2026-W53", "00:00", "25:61", "..", "%2E%2E%2F", "%F0%9F%98%80", "%E2%80%AE",
        "%3Cb%3E", "a%0D%0Ab", new('x', 3_000),
    ];

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("404")]
    [InlineData("500")]
    [InlineData("2147483648")]
    public async Task A_page_of_errors_that_nobody_was_sent_to_does_not_exist(string status)
    {
        using var client = site.CreateSiteClient();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/erreur/{status}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Correspondent)]
    [InlineData(Role.Administrator)]
    public async Task No_address_ends_in_500(Role? role)
    {
        using var client = await ClientAsync(role);
        var random = new Random(14);

        var failures = new List<string>();
        foreach (var (route, action) in Routes("GET"))
        {
            // The valid one first, so that its page is read with the values of the query.
            for (var round = 0; round < (role is Role.Administrator ? 5 : 2); round++)
            {
                var path = Fill(route, () => round == 0 ? "1" : Some(random));
                var address = $"{path}?{string.Join('&', Fields(action).Select(f => $"{f}={Some(random)}"))}";
                await TryAsync(client.GetAsync(address, TestContext.Current.CancellationToken), "GET " + address, failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Administrator)]
    public async Task No_form_ends_in_500(Role? role)
    {
        using var client = await ClientAsync(role);
        var token = (await new DeskClient(client).GetAsync("/inscription")).QuerySelector("input[name=__jeton]")!.GetAttribute("value")!;
        var random = new Random(14);

        var failures = new List<string>();
        foreach (var (route, action) in Routes("POST").Where(r => r.Route != "/deconnexion"))
        {
            for (var round = 0; round < 3; round++)
            {
                // Nothing that exists: a form without sense may well delete it.
                var path = Fill(route, () => Some(random) is var value && value == "1" ? "0" : value);
                var fields = round == 0 ? [] : Fields(action).Select(f => KeyValuePair.Create(f, Uri.UnescapeDataString(Some(random))));
                using var form = new FormUrlEncodedContent([KeyValuePair.Create("__jeton", token), .. fields]);
                await TryAsync(
                    client.PostAsync(path, form, TestContext.Current.CancellationToken),
                    $"POST {path} {await form.ReadAsStringAsync(TestContext.Current.CancellationToken)}",
                    failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    private static async Task TryAsync(Task<HttpResponseMessage> sending, string what, List<string> failures)
    {
        using var answer = await sending;
        if ((int)answer.StatusCode >= 500)
        {
            failures.Add($"{(int)answer.StatusCode} {what}");
        }
    }

    private static string Some(Random random) => Values[random.Next(Values.Length)];

    /// <summary>A zero byte in the path never arrives: Kestrel answers 400 by itself.</summary>
    private static string Fill(string route, Func<string> value) =>
        Parameter().Replace(route, _ => value() is var some && some == "%00" ? "%01" : some);

    /// <summary>What may stand in the query or the form: the parameters, and the properties of those that have some.</summary>
    private static IEnumerable<string> Fields(ControllerActionDescriptor action) =>
        action.Parameters.Where(p => p.ParameterType != typeof(CancellationToken)).SelectMany(p =>
            p.ParameterType == typeof(string) || p.ParameterType.IsValueType || p.ParameterType.IsInterface
                ? [p.BindingInfo?.BinderModelName ?? p.Name]
                : p.ParameterType.GetProperties().Where(f => f.CanWrite)
                    .Select(f => p.BindingInfo?.BinderModelName is { } prefix ? $"{prefix}.{f.Name}" : f.Name));

    private async Task<HttpClient> ClientAsync(Role? role) =>
        role is { } signedIn
            ? (await DeskClient.SignInAsync(site, signedIn, signedIn is Role.Correspondent ? 1 : null)).Http
            : site.CreateSiteClient();

    private IEnumerable<(string Route, ControllerActionDescriptor Action)> Routes(string method) =>
        site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) != false)
            .Select(e => ("/" + e.RoutePattern.RawText!.TrimStart('/'), e.Metadata.GetMetadata<ControllerActionDescriptor>()!))
            .Where(r => r.Item2 is not null)
            .OrderBy(r => r.Item1, StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Parameter();
}
