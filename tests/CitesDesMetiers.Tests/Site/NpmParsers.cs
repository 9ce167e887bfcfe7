using System.Diagnostics;
using System.Text.Json;
using CitesDesMetiers.Tests.Architecture;

namespace CitesDesMetiers.Tests.Site;

/// <summary>
/// Parsers of calendars and feeds that others wrote. They need node and the folder that NPM_PARSERS names; tests/run.sh installs them
/// where it can.
/// </summary>
internal static class NpmParsers
{
    private static readonly string Script = Path.Combine(Sources.Root, "tests", "CitesDesMetiers.Tests", "Site", "npm-parsers.cjs");

    /// <summary>Whether the parsers are there. Otherwise the test gets a warning that it checked nothing.</summary>
    public static bool AreThere
    {
        get
        {
            var areThere = Environment.GetEnvironmentVariable("NPM_PARSERS") is { Length: > 0 };
            if (!areThere)
            {
                TestContext.Current.AddWarning("ical.js and feedsmith have not read anything: NPM_PARSERS does not name their folder.");
            }

            return areThere;
        }
    }

    /// <param name="kind">"calendar" or "feed".</param>
    public static async Task<T> ReadAsync<T>(string kind, byte[] bytes)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Script, Environment.GetEnvironmentVariable("NPM_PARSERS")!, kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await node.StandardInput.BaseStream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        node.StandardInput.Close();
        var answer = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, node.ExitCode);
        return JsonSerializer.Deserialize<T>(answer, JsonSerializerOptions.Web)!;
    }
}
