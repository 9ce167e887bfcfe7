using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CitesDesMetiers.BrowserTests;

namespace CitesDesMetiers.Benchmarks.Reading;

/// <summary>
/// <c>read</c>: the page of an issue, kept and made anew, beside servers that only give its bytes. Each round measures everything
/// once in turn, so that a slow minute is slow for all.
/// </summary>
internal static class ReadBenchmark
{
    private const int Rounds = 3;
    private const string Brotli = "Accept-Encoding: br";

    private static readonly Option<int> Seconds = new("--seconds") { DefaultValueFactory = _ => 4, Description = "Length of each run." };

    public static Command Create()
    {
        var command = new Command(
            "read", "The page of an issue from the cache and without it, beside Kestrel and nginx giving the same bytes. Needs wrk.") { Seconds };
        command.SetAction((result, _) => RunAsync(result.GetValue(Seconds)));
        return command;
    }

    private static async Task<int> RunAsync(int seconds)
    {
        // As in a published site. The build's output otherwise looks for each asset on the disk at every request.
        await using var site = new SiteProcess { EnvironmentName = "Production" }.With("ReloadStaticAssetsAtRuntime", "false");
        await site.RunAsync("demo");
        await site.StartAsync();
        using var client = new HttpClient(
            new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
        { BaseAddress = new Uri(site.Url) };
        var path = await IssueAsync(client);
        var (plain, tag) = await ReadAsync(client, path, null);
        var (compressed, _) = await ReadAsync(client, path, "br");
        await using var bare = new BareServers();
        await bare.StartAsync(new Dictionary<string, byte[]> { ["/br"] = compressed, ["/plain"] = plain });

        // A long query is not kept.
        var anew = site.Url + path + "?x=" + new string('x', 250);
        List<Target> targets =
        [
            new("Kestrel, brotli", bare.Kestrel + "/br", [Brotli], "Kestrel, brotli"),
            new("site kept, brotli", site.Url + path, [Brotli], "Kestrel, brotli"),
            new("site anew, brotli", anew, [Brotli], "Kestrel, brotli"),
            new("site kept, 304", site.Url + path, [Brotli, "If-None-Match: " + tag], "Kestrel, brotli"),
            new("Kestrel, plain", bare.Kestrel + "/plain", [], "Kestrel, plain"),
            new("site kept, plain", site.Url + path, [], "Kestrel, plain"),
            new("site anew, plain", anew, [], "Kestrel, plain"),
        ];
        if (bare.Nginx is { } nginx)
        {
            targets.Add(new("nginx, brotli", nginx + "/br", [Brotli], "Kestrel, brotli"));
            targets.Add(new("nginx, plain", nginx + "/plain", [], "Kestrel, plain"));
        }

        foreach (var target in targets)
        {
            await Wrk.RunAsync(target.Url, 32, 2, target.Headers);
        }

        Console.WriteLine($"{path}: {plain.Length} bytes, {compressed.Length} with brotli");
        foreach (var connections in new[] { 32, 128 })
        {
            await MeasureAsync(targets, connections, seconds);
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"memory of the site: {site.Memory / 1e6:F0} MB, at most {site.PeakMemory / 1e6:F0} MB"));
        return 0;
    }

    private static async Task MeasureAsync(List<Target> targets, int connections, int seconds)
    {
        var rounds = new List<Dictionary<string, (double Rate, double P99)>>();
        for (var round = 0; round < Rounds; round++)
        {
            var results = new Dictionary<string, (double Rate, double P99)>();
            foreach (var target in targets)
            {
                results[target.Name] = await Wrk.RunAsync(target.Url, connections, seconds, target.Headers);
            }

            rounds.Add(results);
        }

        Console.WriteLine($"{$"{connections} connections",-24} {"requests/s",10} {"p99 ms",10} {"of Kestrel",12}  (each round)");
        var rows = targets.Select(t => new
        {
            t.Name,
            Rate = Median(rounds.Select(r => r[t.Name].Rate)),
            P99 = Median(rounds.Select(r => r[t.Name].P99)),
            Ratios = rounds.Select(r => r[t.Name].Rate / r[t.Reference].Rate).ToList(),
        }).ToList();
        foreach (var row in rows)
        {
            var each = string.Join(" ", row.Ratios.Select(r => r.ToString("F3", CultureInfo.InvariantCulture)));
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{row.Name,-24} {row.Rate,10:F0} {row.P99,10:F1} {Median(row.Ratios),12:F3}  ({each})"));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "read",
            connections,
            figures = rows.Select(r => new { r.Name, r.Rate, r.P99, Ratio = Median(r.Ratios) }),
        }));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static async Task<string> IssueAsync(HttpClient client)
    {
        var archive = await client.GetStringAsync(new Uri("/numeros", UriKind.Relative));
        var at = archive.IndexOf("href=\"/numeros/", StringComparison.Ordinal) + "href=\"".Length;
        return archive[at..archive.IndexOf('"', at)];
    }

    private static async Task<(byte[] Bytes, string Tag)> ReadAsync(HttpClient client, string path, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
        {
            request.Headers.Add("Accept-Encoding", encoding);
        }

        using var answer = (await client.SendAsync(request)).EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ETag!.ToString());
    }

    /// <param name="Reference">The name of the target that gives the same bytes and does nothing else.</param>
    private sealed record Target(string Name, string Url, string[] Headers, string Reference);
}
