using System.Net;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>Many programs at once sign up one person who never asked.</summary>
public class FloodTests
{
    [Fact]
    public async Task Three_hundred_requests_from_fifty_addresses_leave_one_row_and_one_mail()
    {
        await using var site = BehindProxy();
        using var reader = new Reader(site);
        var form = await reader.ReadAsync("/inscription");
        site.Clock.Forward(TimeSpan.FromSeconds(5));
        var fields = new Dictionary<string, string>
        {
            ["Address"] = OwnLinks.Jeanne,
            ["Stamp"] = form.QuerySelector("#Stamp")!.GetAttribute("value")!,
            ["__jeton"] = form.QuerySelector("[name=__jeton]")!.GetAttribute("value")!,
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/inscription") { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{i % 50}");
            using var answer = await reader.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }));

        Assert.DoesNotContain(answers, a => a is not (HttpStatusCode.Redirect or HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
        await reader.ConfirmationPathAsync();
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(async db => !await db.OutgoingMails.AnyAsync()), "nothing more waits to leave");
        Assert.Single(site.Relay.Mails);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Subscribers.CountAsync()));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.ConsentEvents.CountAsync()));
    }

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.8", HttpStatusCode.BadRequest)]
    [InlineData("198.51.100.7", "::ffff:198.51.100.7", HttpStatusCode.TooManyRequests)]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2:bbbb::2", HttpStatusCode.TooManyRequests)]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:3:aaaa::1", HttpStatusCode.BadRequest)]
    public async Task A_line_of_IPv6_counts_as_one_client(string first, string second, HttpStatusCode answered)
    {
        await using var site = BehindProxy();
        site.Settings["RateLimits:PublicFormPerMinute"] = "1";
        using var client = site.CreateSiteClient();
        await PostAsync(client, first);

        Assert.Equal(answered, await PostAsync(client, second));
    }

    private static SmtpSite BehindProxy() => new() { Settings = { ["ForwardedHeaders_Enabled"] = "true" } };

    /// <summary>To a form that is limited; without its antiforgery token it is refused for that.</summary>
    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/abonnement");
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
