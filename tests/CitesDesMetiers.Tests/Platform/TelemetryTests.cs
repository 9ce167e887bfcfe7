using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>What leaves the site for those who watch it: figures with the names of docs/monitoring.md, and nobody's data.</summary>
public sealed class TelemetryTests
{
    private const string Token = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_reads_the_figures_on_a_port_of_its_own()
    {
        var address = $"localhost:{FreePort()}";
        await using var site = new SmtpSite { Settings = { ["Telemetry:Prometheus"] = address } };
        site.Relay.Script = (moment, to) => Task.FromResult(
            moment is SmtpMoment.Recipient && to.StartsWith("lecteur2@", StringComparison.Ordinal) ? "550 5.1.1 user unknown" : null);
        using var visitor = site.CreateClient();
        await site.CompletedAsync(await site.DispatchAsync(3));
        await visitor.GetAsync("/", Cancel);
        await visitor.GetAsync("/", Cancel);
        using var prometheus = new HttpClient();
        var figures = "";

        await Eventually.TrueAsync(
            async () =>
            {
                figures = await prometheus.GetStringAsync($"http://{address}/metrics", Cancel);
                return figures.Contains("infolettre_subscribers{", StringComparison.Ordinal);
            },
            "the figures of the database are read");

        Assert.Matches("infolettre_reading_pages_total\\{[^}]*cache=\"hit\"[^}]*\\} 1", figures);
        Assert.Matches("infolettre_smtp_attempt_duration_seconds_count\\{[^}]*outcome=\"Sent\"[^}]*\\} 2", figures);
        Assert.Matches("infolettre_smtp_attempt_duration_seconds_count\\{[^}]*outcome=\"Rejected\"[^}]*\\} 1", figures);
        Assert.Contains("infolettre_deliveries_oldest_age_seconds", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("lecteur2", figures, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration", figures, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/metrics", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Traces_metrics_and_logs_are_sent_by_OTLP_without_tokens_and_searches()
    {
        await using var collector = await Collector.StartAsync();
        await using (var site = new SiteFactory
        {
            Settings =
            {
                ["Telemetry:Otlp"] = collector.Url, ["OTEL_METRIC_EXPORT_INTERVAL"] = "500", ["Serilog:MinimumLevel:Default"] = "Debug",
            },
        })
        {
            using var visitor = site.CreateClient();
            await visitor.GetAsync($"/desinscription/{Token}?q=quatre-tuiles", Cancel);
            await Eventually.TrueAsync(() => collector.Received.Select(r => r.Path).Distinct().Count() == 3, "all three kinds are sent");
        }

        string Sent(string path) => string.Concat(collector.Received.Where(r => r.Path.Contains(path, StringComparison.Ordinal)).Select(r => r.Text));

        Assert.Contains("http.server.request.duration", Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("/desinscription/…", Sent("/v1/logs"), StringComparison.Ordinal);
        Assert.Contains("/desinscription/…", Sent("/v1/traces"), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, Sent("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("quatre-tuiles", Sent("/"), StringComparison.Ordinal);
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
        public ConcurrentQueue<(string Path, string Text)> Received { get; } = [];

        public string Url => app.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var app = WebApplication.CreateSlimBuilder().Build();
            var collector = new Collector(app);
            app.Urls.Add("http://127.0.0.1:0");
            app.MapPost("/v1/{kind}", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                collector.Received.Enqueue((request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
            });
            await app.StartAsync(Cancel);
            return collector;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
