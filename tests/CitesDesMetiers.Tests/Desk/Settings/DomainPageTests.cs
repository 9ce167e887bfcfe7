using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Sending.DomainChecks;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.DomainChecks;

namespace CitesDesMetiers.Tests.Desk.Settings;

/// <summary>The page as a whole: what it asks, when it asks again, and what it says when nobody answers.</summary>
public class DomainPageTests
{
    private const string Path = "/redaction/reglages/domaine";

    [Fact]
    public async Task A_domain_where_all_is_right_has_nothing_to_mend_and_only_configured_names_are_looked_up()
    {
        await using var site = new DomainSite { DnsLimits = new() };
        await site.WithKeysAsync();
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);

        var page = await desk.GetAsync(Path + "?domaine=ailleurs.example");

        Assert.Contains("Rien à corriger", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.All(site.Dns.Asked, name => Assert.EndsWith("lettre.example", name, StringComparison.Ordinal));
        Assert.NotNull((await desk.GetAsync("/redaction")).QuerySelector($".desk-nav a[href='{Path}']"));
    }

    [Fact]
    public async Task What_was_found_is_kept_for_a_minute_and_looked_up_again_by_the_button()
    {
        await using var site = new DomainSite();
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);
        await desk.GetAsync(Path);
        var asked = site.Dns.Asked.Count;

        await desk.GetAsync(Path);
        Assert.Equal(asked, site.Dns.Asked.Count);

        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync(Path, [], Path)).StatusCode);
        await desk.GetAsync(Path);
        Assert.Equal(2 * asked, site.Dns.Asked.Count);

        site.Clock.Forward(TimeSpan.FromMinutes(2));
        await desk.GetAsync(Path);
        Assert.Equal(3 * asked, site.Dns.Asked.Count);
    }

    [Theory]
    [InlineData(true, "à temps")]
    [InlineData(false, "une erreur (ServerFailure)")]
    public async Task Without_an_answer_everything_that_asks_the_dns_is_unknown(bool silent, string reason)
    {
        await using var site = new DomainSite
        {
            DnsLimits = new DomainCheckLimits
            {
                Timeout = TimeSpan.FromMinutes(1),
                Lookup = silent ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromMinutes(1),
            },
        };
        await site.WithKeysAsync();
        (site.Dns.IsSilent, site.Dns.IsBroken) = (silent, !silent);

        foreach (var section in new[] { "SPF", "DKIM", "DMARC", "MX", "MTA-STS et TLS-RPT" })
        {
            Assert.All(await site.FindingsAsync(section), f =>
            {
                Assert.Equal("Inconnu", f.Badge);
                Assert.Contains("Non vérifié", f.Text, StringComparison.Ordinal);
                Assert.Contains(reason, f.Text, StringComparison.Ordinal);
            });
        }

        Assert.Equal("Bon", (await site.FindingAsync("TLS")).Badge);
    }

    [Fact]
    public async Task A_check_that_hangs_is_given_up_in_time()
    {
        await using var site = new DomainSite
        {
            DnsLimits = new DomainCheckLimits { Timeout = TimeSpan.FromMilliseconds(300), Lookup = TimeSpan.FromMinutes(1) }
        };
        site.Dns.IsSilent = true;
        var released = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        site.Relay.Script = (_, _) => released.Task;

        Assert.Contains("pas de réponse à temps", (await site.FindingAsync("TLS")).Text, StringComparison.Ordinal);

        // Disposing the relay waits for its sessions.
        released.SetResult(null);
    }
}
