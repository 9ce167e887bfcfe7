using System.Text.Json;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>The <c>dispatch</c> commands over the database of a site that is running.</summary>
public class DispatchCommandTests
{
    private static readonly string[] States = ["pending", "leased", "sent", "deferred", "failed", "bounced", "suppressed", "uncertain", "cancelled"];

    [Fact]
    public async Task An_approved_issue_is_sent_beside_a_running_site_once_and_followed_in_json_that_no_log_gets_into()
    {
        await using var site = new SmtpSite();
        await site.AddSettingsAsync();
        await AddReadersAsync(site, 12);
        await site.ApproveAsync(await site.AddIssueAsync(7));
        await site.AddIssueAsync(8);

        // A process of its own: what a library writes to the console before the command begins must not reach its output either.
        var list = await WebProcess.RunAsync(
            site.Folder,
            [
                "dispatch",
                "list",
                "--json",
                "--Serilog:MinimumLevel:Default=Verbose",
                "--Serilog:MinimumLevel:Override:Microsoft=Verbose",
                .. Relay(site)
            ]);
        Assert.Equal("""[{"number":8,"state":"in-progress","sendable":false},{"number":7,"state":"approved","sendable":true}]""", list.Output.Trim());
        Assert.NotEmpty(list.Errors);

        var sent = await RunAsync(site, "send", "7");
        Assert.Equal(0, sent.Code);
        Assert.Contains("12 deliveries are queued", sent.Output, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => site.Relay.Mails.Count == 12, "the running site has sent them");
        await site.CompletedAsync(await site.WithDatabaseAsync(db => db.Dispatches.Select(d => d.Id).SingleAsync()));

        var status = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>((await RunAsync(site, "status", "7", "--json")).Output)!;
        Assert.Equal(("completed", JsonValueKind.Null), (status["state"].GetString(), status["reason"].ValueKind));
        var counts = status.Where(s => s.Key is not ("state" or "reason")).ToDictionary(s => s.Key, s => s.Value.GetInt32());
        Assert.Equal(States.Order(), counts.Keys.Order());
        Assert.Equal((12, 12), (counts["sent"], counts.Values.Sum()));
        Assert.Equal((1, true), await RefusedAsync(site, "has been published already", "send", "7"));
        Assert.Equal(12, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_with_the_reason_and_changes_nothing()
    {
        await using var site = new SmtpSite();
        await site.AddIssueAsync(8);
        await site.ApproveAsync(await site.WithDatabaseAsync(async db =>
        {
            var empty = new Issue(9, new DateOnly(2026, 6, 1));
            db.Issues.Add(empty);
            await db.SaveChangesAsync();
            return empty.Id;
        }));

        Assert.Equal((1, true), await RefusedAsync(site, "There is no issue 99", "send", "99"));
        Assert.Equal((1, true), await RefusedAsync(site, "Issue 8 is not approved", "send", "8"));
        Assert.Equal((1, true), await RefusedAsync(site, "the checklist found what has to be mended first", "send", "9"));
        Assert.Equal((1, true), await RefusedAsync(site, "Issue 8 has not been sent", "status", "8"));
        Assert.False(await site.WithDatabaseAsync(db => db.Dispatches.AnyAsync()));
    }

    [Fact]
    public async Task A_dispatch_is_resumed_paused_and_cancelled_and_what_is_over_stays_over()
    {
        await using var site = new SmtpSite();
        var first = await site.DispatchAsync(6, d => d.Pause(null));
        Assert.Equal(0, (await RunAsync(site, "resume", "1")).Code);
        await site.CompletedAsync(first);
        Assert.Equal((1, true), await RefusedAsync(site, "is over: there is nothing to pause", "pause", "1"));
        Assert.Equal((1, true), await RefusedAsync(site, "everything has left", "cancel", "1", "--yes"));

        var second = await site.DispatchAsync(6, d => d.Pause("Le relais refuse tout."), "Un autre numéro");
        Assert.Equal((1, true), await RefusedAsync(site, "is paused already", "pause", "2"));
        var paused = JsonSerializer.Deserialize<JsonElement>((await RunAsync(site, "status", "2", "--json")).Output);
        Assert.Equal(("paused", "Le relais refuse tout."), (paused.GetProperty("state").GetString(), paused.GetProperty("reason").GetString()));
        Assert.Equal(0, (await RunAsync(site, "cancel", "2", "--yes")).Code);
        Assert.All(await site.DeliveriesAsync(second), d => Assert.Equal(DeliveryState.Cancelled, d.State));
        Assert.Contains("] 100 % of 6, cancelled: 6 cancelled.", (await RunAsync(site, "status", "2", "--watch")).Output, StringComparison.Ordinal);
        Assert.Equal(6, site.Relay.Mails.Count);
    }

    private static Task AddReadersAsync(SmtpSite site, int count) =>
        site.WithDatabaseAsync(async db =>
        {
            var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
            db.Subscribers.AddRange(Enumerable.Range(1, count).Select(i => SampleNewsletter.Reader($"lecteur{i}@example.org", keys)));
            await db.SaveChangesAsync();
        });

    private static async Task<(int Code, bool IsSaid)> RefusedAsync(SmtpSite site, string reason, params string[] words)
    {
        var (code, output, errors) = await RunAsync(site, words);
        return (code, output.Length == 0 && errors.Contains(reason, StringComparison.Ordinal));
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(SmtpSite site, params string[] words) =>
        CommandInProcess.RunAsync(site.Folder, ["dispatch", .. words, .. Relay(site)]);

    private static string[] Relay(SmtpSite site) => ["--Mail:Transport=Smtp", "--Mail:Smtp:Host=127.0.0.1", $"--Mail:Smtp:Port={site.Relay.Port}"];
}
