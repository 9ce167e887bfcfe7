using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Webhooks;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Webhooks;

/// <summary>Programs that are called at each publication.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 5, 4, 9, 0, 0, DateTimeKind.Utc);

    private readonly ClockedSite site = new(Start);
    private DeskClient administrator = null!;
    private WebhookReceiver program = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site.Settings["Webhooks:AllowPrivateNetworks"] = "true";
        await site.AddSettingsAsync();
        administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        program = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        administrator.Dispose();
        await program.DisposeAsync();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task A_publication_calls_the_program_once_with_a_signature_that_the_secret_proves()
    {
        var secret = await AddAsync();
        await site.AddSubscribersAsync(1);
        await PublishAsync();

        await CallAsync();
        await CallAsync();

        var call = Assert.Single(program.Calls);
        var data = JsonDocument.Parse(call.Body).RootElement;
        Assert.Equal("issue.published", data.GetProperty("type").GetString());
        var slug = await site.WithDatabaseAsync(db => db.Editions.Select(e => e.Slug).SingleAsync(Cancel));
        Assert.Equal($"{SiteFactory.PublicUrl}/numeros/{slug}", data.GetProperty("data").GetProperty("url").GetString());
        Assert.Equal($"{SiteFactory.PublicUrl}/api/v1/numeros/{slug}", data.GetProperty("data").GetProperty("apiUrl").GetString());

        // As the specification says: "id.timestamp.body", HMAC-SHA256 with the bytes of the secret, in base64.
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}.{call.Body}"));
        Assert.Equal("v1," + Convert.ToBase64String(signed), call.Signature);
        Assert.Equal(new DateTimeOffset(Start).ToUnixTimeSeconds(), call.Timestamp);
        Assert.Contains("Reçu", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_call_comes_again_under_the_same_id_until_three_days_have_passed()
    {
        await AddAsync();
        program.Status = 503;
        await TryAsync();

        await CallAsync();
        Assert.Contains("l’erreur 503", await PageAsync(), StringComparison.Ordinal);
        await CallAsync();
        Assert.Single(program.Calls);

        site.Clock.Now += TimeSpan.FromMinutes(1);
        await CallAsync();
        Assert.Equal(2, program.Calls.Count);
        Assert.Single(program.Calls.Select(c => c.Id).Distinct());

        for (var day = 0; day < 5; day++)
        {
            for (var half = 0; half < 2; half++)
            {
                site.Clock.Now += TimeSpan.FromHours(12);
                await CallAsync();
            }
        }

        Assert.InRange(program.Calls.Count, 8, 12);
        Assert.True(await site.WithDatabaseAsync(db => db.WebhookCalls.AllAsync(c => c.NextAttemptAt == null && c.DeliveredAt == null, Cancel)));
        var count = program.Calls.Count;
        program.Status = 204;
        await CallAsync();
        Assert.Equal(count, program.Calls.Count);
    }

    [Fact]
    public async Task A_program_that_is_away_gets_the_call_when_it_is_back_and_holds_up_no_publication()
    {
        await AddAsync();
        await site.AddSubscribersAsync(2);
        program.Status = 500;
        await PublishAsync();
        await CallAsync();

        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Deliveries.CountAsync(Cancel)));
        program.Status = 200;
        site.Clock.Now += TimeSpan.FromMinutes(1);
        await CallAsync();
        Assert.Equal(2, program.Calls.Count);
        Assert.Contains("Reçu", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_is_removed_is_not_called_and_the_log_says_who_did_it()
    {
        await AddAsync();
        await TryAsync();
        var id = await site.WithDatabaseAsync(db => db.Webhooks.Select(w => w.Id).SingleAsync(Cancel));

        await administrator.SubmitAsync("/redaction/reglages/webhooks", [], $"/{id}/suppression");
        await CallAsync();

        Assert.Empty(program.Calls);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.WebhookCalls.CountAsync(Cancel)));
        Assert.Equal(
            [AuditAction.WebhookAdded, AuditAction.WebhookRemoved],
            await site.WithDatabaseAsync(db => db.AuditEntries.Where(e => e.Action != AuditAction.SignedIn).OrderBy(e => e.Id).Select(e => e.Action)
                .ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Calls_that_ended_a_month_ago_are_deleted_and_those_that_wait_stay()
    {
        await AddAsync();
        await TryAsync();
        await CallAsync();
        site.Clock.Now += TimeSpan.FromDays(31);
        await site.WithDatabaseAsync(async db =>
        {
            db.Add(new WebhookCall(await db.Webhooks.Select(w => w.Id).SingleAsync(Cancel), "{}", site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });

        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebhookCalling>().DeleteOldAsync(Cancel);

        Assert.Null((await site.WithDatabaseAsync(db => db.WebhookCalls.AsNoTracking().SingleAsync(Cancel))).DeliveredAt);
    }

    [Theory]
    [InlineData("http://cite.example/parution", "https://")]
    [InlineData("ftp://cite.example/", "https://")]
    [InlineData("parution", "https://")]
    [InlineData("", "à renseigner")]
    public async Task An_address_that_cannot_be_called_is_refused_and_what_was_typed_comes_back(string url, string problem)
    {
        await using var strict = new SiteFactory();
        await strict.AddSettingsAsync();
        using var desk = await DeskClient.SignInAsync(strict, Role.Administrator);

        var page = await DeskClient.ParseAsync(
            await desk.SubmitAsync("/redaction/reglages/webhooks", new() { ["Name"] = "Site de Rouen", ["Url"] = url }));

        Assert.Contains(problem, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Site de Rouen", page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Equal(0, await strict.WithDatabaseAsync(db => db.Webhooks.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_not_called()
    {
        await using var strict = new SiteFactory();
        await strict.AddSettingsAsync();
        await using var scope = strict.Services.CreateAsyncScope();
        var (_, stored) = scope.ServiceProvider.GetRequiredService<WebhookSecrets>().Draw();
        var call = await strict.WithDatabaseAsync(async db =>
        {
            var webhook = new Webhook(program.Url, "Intranet", stored, Start);
            db.Add(webhook);
            await db.SaveChangesAsync(Cancel);
            db.Add(new WebhookCall(webhook.Id, "{}", Start.AddYears(10)));
            await db.SaveChangesAsync(Cancel);
            return await db.WebhookCalls.Include(c => c.Webhook).SingleAsync(Cancel);
        });

        Assert.Equal("L’adresse mène à un réseau privé.", await scope.ServiceProvider.GetRequiredService<WebhookClient>().TryAsync(call, Cancel));
        Assert.Empty(program.Calls);
    }

    /// <returns>The secret that the page shows, this once.</returns>
    private async Task<string> AddAsync()
    {
        await administrator.SubmitAsync(
            "/redaction/reglages/webhooks", new() { ["Name"] = "Site de Rouen", ["Url"] = program.Url });
        var secret = (await administrator.GetAsync("/redaction/reglages/webhooks")).QuerySelector("#secret")!.GetAttribute("value")!;
        Assert.Null((await administrator.GetAsync("/redaction/reglages/webhooks")).QuerySelector("#secret"));
        return secret;
    }

    private Task<HttpResponseMessage> TryAsync() => administrator.SubmitAsync("/redaction/reglages/webhooks", [], "/essai");

    private async Task<string> PageAsync() => (await administrator.GetAsync("/redaction/reglages/webhooks")).QuerySelector("table")!.TextContent;

    private async Task CallAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebhookCalling>().CallDueAsync(Cancel);
    }

    private async Task PublishAsync()
    {
        var issue = await site.AddIssueAsync();
        await site.ApproveAsync(issue);
        await using var scope = site.Services.CreateAsyncScope();
        Assert.IsType<PublicationResult.Published>(await scope.ServiceProvider.GetRequiredService<Publisher>().PublishAsync(issue, null, Cancel));
    }
}
