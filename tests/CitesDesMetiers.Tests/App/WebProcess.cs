using System.Diagnostics;

namespace CitesDesMetiers.Tests.App;

/// <summary>The site as a process of its own, as it runs on a server.</summary>
internal static class WebProcess
{
    /// <param name="folder">Where it is started; null for the folder of the tests.</param>
    /// <param name="executable">Another copy of the site.</param>
    /// <param name="environment">Variables of the environment, besides the usual ones.</param>
    public static Process Start(
        IEnumerable<string> arguments, string? folder = null, string? executable = null, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [executable ?? typeof(Program).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Site__PublicUrl"] = "https://lettre.example", ["ASPNETCORE_ENVIRONMENT"] = "Production"
            },
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits until a site listens. What it prints after that is read and forgotten.</summary>
    /// <returns>Its address.</returns>
    public static async Task<string> ListeningAsync(Process process)
    {
        const string Said = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.IndexOf(Said, StringComparison.Ordinal) is > 0 and var at)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return line[(at + Said.Length)..].Trim();
            }
        }

        throw new EndOfStreamException("The site did not start: " + await process.StandardError.ReadToEndAsync(CancellationToken.None));
    }

    /// <summary>Runs a command over the database and the files of a site, to its end.</summary>
    /// <param name="folder">Of the site.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string folder, params string[] words)
    {
        using var process = Start([.. words, .. Over(folder)]);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The settings under which a process shares the database and the files of a site.</summary>
    public static string[] Over(string folder) =>
        [.. TestDatabase.SettingsIn(folder), $"--Erasures:Journal={Path.Combine(folder, "effacements.txt")}"];
}
