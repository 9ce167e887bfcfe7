using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Benchmarks.Reading;

/// <summary>One run of the load generator wrk, whose cost is small beside the server's.</summary>
internal static partial class Wrk
{
    /// <returns>Answers per second, and the time in milliseconds within which 99 of 100 came.</returns>
    public static async Task<(double Rate, double P99)> RunAsync(string url, int connections, int seconds, params string[] headers)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        string[] arguments = ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", .. headers.SelectMany(h => new[] { "-H", h }), url];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var run = Process.Start(start) ?? throw new InvalidOperationException("Install wrk.");
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal) && !headers.Any(h => h.StartsWith("If-None-Match", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"{url} answered with errors.\n{output}");
        }

        var p99 = P99().Match(output);
        var unit = p99.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1_000 };
        return (Number(Rate().Match(output).Groups[1].Value), Number(p99.Groups[1].Value) * unit);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
