using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Returns;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>
/// What leaves the site for those who watch it: figures with the names of docs/monitoring.md, and nobody's data. Sites have a process of
/// their own here, because telemetry is of a whole process.
/// </summary>
public sealed class TelemetryTests
{
    private const string Token = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attempts_are_measured_by_their_outcome()
    {
        await using var site = new SmtpSite();
        site.Relay.Script = (moment, to) => Task.FromResult(
            moment is SmtpMoment.Recipient && to.StartsWith("lecteur2@", StringComparison.Ordinal) ? "550 5.1.1 user unknown" : null);
        using var attempts = new Measured(site, "infolettre.smtp.attempt.duration");

        await site.CompletedAsync(await site.DispatchAsync(3));

        Assert.Equal(["Rejected", "Sent", "Sent"], attempts.FirstTags.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Returned_mails_are_counted_by_what_they_mean()
    {
        await using var site = new ReturnSite(new ImapListener());
        using var returns = new Measured(site, "infolettre.returns");
        var sent = await site.SentAsync(2);

        await site.ReturnAsync("orange-unknown", sent[1]);
        await site.RecordedAsync(1);

        await Eventually.TrueAsync(() => returns.FirstTags.SequenceEqual(["Failure"]), "the bounce is counted");
    }

    [Fact]
    public async Task Prometheus_reads_the_figures_on_a_port_of_its_own()
    {
        var address = $"localhost:{FreePort()}";
        await using var site = new SmtpSite();
        using var account = await DeskClient.SignInAsync(site, Role.Editor);
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        var sent = await site.DispatchAsync(3);
        await site.CompletedAsync(sent);
        await site.DispatchAsync(3, d => d.Cancel(DateTime.UtcNow));
        var reader = await ReaderAsync(site, keys);
        using var process = WebProcess.Start(
        [
            "serve", .. WebProcess.Over(site.Folder), $"--Telemetry:Prometheus={address}",
            $"--Backup:Folder={Path.Combine(site.Folder, "sauvegardes")}",
        ]);
        using var client = await VisitAsync(process, "/", "/");
        using var leaving = await LeaveAsync(client, keys, reader);
        using var prometheus = new HttpClient();
        var figures = "";
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    figures = await prometheus.GetStringAsync($"http://{address}/metrics", Cancel);
                    return figures.Contains("infolettre_deliveries_oldest_age_seconds", StringComparison.Ordinal)
                        && figures.Contains("infolettre_backup_age_seconds", StringComparison.Ordinal);
                },
                "the figures of the database are read, and the first backup is made");

            Assert.Matches("infolettre_reading_pages_total\\{[^}]*cache=\"hit\"[^}]*\\} 1", figures);
            Assert.Matches("infolettre_consents_total\\{[^}]*kind=\"Withdrawn\"[^}]*\\} 1", figures);
            Assert.Matches("infolettre_deliveries\\{[^}]*state=\"Sent\"[^}]*\\} 3", figures);
            Assert.DoesNotMatch("infolettre_deliveries\\{[^}]*state=\"(Pending|Cancelled)\"", figures);
            Assert.Matches("infolettre_leases_lost_total(\\{[^}]*\\})? 0", figures);
            Assert.Contains("infolettre_disk_free_bytes", figures, StringComparison.Ordinal);
            Assert.Contains("http_server_request_duration", figures, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/metrics", Cancel)).StatusCode);
        }
        finally
        {
            await StopAsync(process);
        }
    }

    [Fact]
    public async Task Traces_metrics_and_logs_are_sent_by_OTLP_without_addresses_tokens_and_searches()
    {
        await using var collector = await Collector.StartAsync();
        await using var site = new SiteFactory();
        using var account = await DeskClient.SignInAsync(site, Role.Editor);
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        var reader = await ReaderAsync(site, keys);
        using var process = WebProcess.Start(
        [
            "serve", .. WebProcess.Over(site.Folder), $"--Telemetry:Otlp={collector.Url}", "--OTEL_METRIC_EXPORT_INTERVAL=500",
            "--Serilog:MinimumLevel:Default=Debug",
        ]);
        using var client = await VisitAsync(process, $"/desinscription/{Token}?q=quatre-tuiles");
        using var leaving = await LeaveAsync(client, keys, reader);
        try
        {
            await Eventually.TrueAsync(
                () => collector.Sent("/v1/traces").Contains("/desinscription/…", StringComparison.Ordinal)
                    && collector.Sent("/v1/logs").Contains("/desinscription/…", StringComparison.Ordinal)
                    && collector.Sent("/v1/metrics").Contains("http.server.request.duration", StringComparison.Ordinal),
                "all three tell of the request");
        }
        finally
        {
            await StopAsync(process);
        }

        Assert.Equal(SubscriberState.Unsubscribed, await site.WithDatabaseAsync(db => db.Subscribers.Select(s => s.State).SingleAsync(Cancel)));
        Assert.DoesNotContain("lectrice", collector.Sent("/"), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, collector.Sent("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("quatre-tuiles", collector.Sent("/"), StringComparison.Ordinal);
    }

    private static async Task<Subscriber> ReaderAsync(SiteFactory site, AddressKeys keys)
    {
        var reader = SampleNewsletter.Reader("lectrice@example.org", keys);
        await site.WithDatabaseAsync(async db =>
        {
            db.Add(reader);
            await db.SaveChangesAsync(Cancel);
        });
        return reader;
    }

    private static Task<HttpResponseMessage> LeaveAsync(HttpClient client, AddressKeys keys, Subscriber reader) => client.PostAsync(
        "/desinscription/" + keys.UnsubscribeToken(reader.PublicId), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel);

    /// <summary>Waits until the site listens, and asks for pages.</summary>
    private static async Task<HttpClient> VisitAsync(Process process, params string[] paths)
    {
        var client = new HttpClient { BaseAddress = new Uri(await WebProcess.ListeningAsync(process)) };
        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(path, Cancel);
        }

        return client;
    }

    private static async Task StopAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Takes what is sent by OTLP over HTTP. The texts in its messages are plain UTF-8.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Text)> received = [];

        public string Url => app.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var collector = new Collector(app);
            app.Urls.Add("http://127.0.0.1:0");
            app.MapPost("/v1/{kind}", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                collector.received.Enqueue((request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
            });
            await app.StartAsync(Cancel);
            return collector;
        }

        /// <summary>All that came under a path.</summary>
        public string Sent(string path) => string.Concat(received.Where(r => r.Path.StartsWith(path, StringComparison.Ordinal)).Select(r => r.Text));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
