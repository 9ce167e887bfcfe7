using System.Net;
using System.Text;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site.Subscription;

public class UnsubscriptionTests
{
    [Theory]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", "")]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", "/")]
    [
        InlineData(
            "multipart/form-data; boundary=xyz",
            "--xyz\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--xyz--\r\n",
            "")
    ]
    [
        InlineData(
            "multipart/form-data; boundary=xyz",
            "--xyz\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--xyz--\r\n",
            "/")
    ]
    [InlineData("multipart/form-data", "coupé", "")]
    [InlineData("text/plain", "List-Unsubscribe=One-Click", "")]
    public async Task One_click_ends_the_subscription_without_cookie_login_or_redirection(string type, string body, string slash)
    {
        await using var site = new SmtpSite();
        var path = await SubscribedAsync(site) + slash;
        using var mailProgram = site.CreateSiteClient();

        for (var times = 0; times < 3; times++)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await mailProgram.PostAsync(path, content, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Null(answer.Headers.Location);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        var subscriber = await site.WithDatabaseAsync(db => db.Subscribers.Include(s => s.ConsentEvents).SingleAsync());
        Assert.Equal(SubscriberState.Unsubscribed, subscriber.State);
        var proof = Assert.Single(subscriber.ConsentEvents, e => e.Kind is ConsentKind.Withdrawn);
        Assert.Equal((ConsentSource.OneClick, "List-Unsubscribe=One-Click"), (proof.Source, proof.Wording));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Opening_the_link_changes_nothing(string method)
    {
        await using var site = new SmtpSite();
        var path = await SubscribedAsync(site);
        using var client = site.CreateSiteClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store, no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(["noindex"], answer.Headers.GetValues("X-Robots-Tag"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(SubscriberState.Confirmed, (await site.WithDatabaseAsync(db => db.Subscribers.SingleAsync())).State);
    }

    [Fact]
    public async Task The_page_has_one_button_and_its_effect_is_shown_and_proven()
    {
        await using var site = new SmtpSite();
        var path = await SubscribedAsync(site);
        using var reader = new Reader(site);
        var page = await reader.ReadAsync(path);
        var button = Assert.Single(page.QuerySelectorAll("main button"));

        var after = await reader.SendAsync(path, page, new() { [button.GetAttribute("name")!] = button.GetAttribute("value")! });

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Contains(
            "Votre désabonnement est enregistré", (await Reader.ParseAsync(after)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Votre désabonnement est enregistré", (await reader.ReadAsync(path)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var proof = await site.WithDatabaseAsync(db => db.ConsentEvents.SingleAsync(e => e.Kind == ConsentKind.Withdrawn));
        Assert.Equal(ConsentSource.UnsubscribePage, proof.Source);
        Assert.Contains(proof.Wording, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("trimestre")]
    public async Task Less_is_offered_beside_the_button_and_keeps_the_subscription(string what)
    {
        await using var site = new SmtpSite();
        var path = await SubscribedAsync(site);
        using var reader = new Reader(site);
        var link = (await reader.ReadAsync(path)).QuerySelector("main a")!.GetAttribute("href")!;
        Assert.Equal(path + "/moins", link);
        var page = await reader.ReadAsync(link);
        Assert.Null((await site.WithDatabaseAsync(db => db.Subscribers.SingleAsync())).PausedUntil);

        var after = await reader.SendAsync($"{path}/{what}", page, []);

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        var subscriber = await site.WithDatabaseAsync(db => db.Subscribers.Include(s => s.ConsentEvents).SingleAsync());
        Assert.Equal(SubscriberState.Confirmed, subscriber.State);
        Assert.Equal((what == "pause", what == "trimestre"), (subscriber.PausedUntil is not null, subscriber.Frequency is Frequency.Quarterly));
        Assert.Contains(subscriber.ConsentEvents[^1].Wording, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reader.Client.PostAsync(path, null, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(SubscriberState.Unsubscribed, (await site.WithDatabaseAsync(db => db.Subscribers.SingleAsync())).State);
    }

    [Fact]
    public async Task The_link_of_somebody_who_was_erased_still_answers_without_an_error()
    {
        await using var site = new SmtpSite();
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(TestContext.Current.CancellationToken);
        using var client = site.CreateSiteClient();
        using var content = new StringContent("List-Unsubscribe=One-Click", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await client
            .PostAsync("/desinscription/" + keys.UnsubscribeToken(Guid.NewGuid()), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("*AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_that_was_not_made_here_is_refused_with_an_explanation(string token)
    {
        await using var site = new SmtpSite();
        await SubscribedAsync(site);
        using var client = site.CreateSiteClient();

        using var answer = await client.PostAsync("/desinscription/" + token, null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            "Ce lien est incomplet", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Confirmed, (await site.WithDatabaseAsync(db => db.Subscribers.SingleAsync())).State);
    }

    [Fact]
    public async Task The_page_without_a_token_explains_how_to_leave()
    {
        await using var site = new SmtpSite();
        using var reader = new Reader(site);

        Assert.Contains("suivez le lien", (await reader.ReadAsync("/desinscription")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string> SubscribedAsync(SmtpSite site)
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        var reader = SampleNewsletter.Reader("jeanne@example.org", keys);
        await site.WithDatabaseAsync(async db =>
        {
            db.Subscribers.Add(reader);
            await db.SaveChangesAsync();
        });
        return "/desinscription/" + keys.UnsubscribeToken(reader.PublicId);
    }
}
