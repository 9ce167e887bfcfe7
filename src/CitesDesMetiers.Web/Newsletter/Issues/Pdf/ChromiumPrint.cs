using System.ComponentModel;
using System.Diagnostics;
using CitesDesMetiers.Core.Issues;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>
/// Prints a page with an installed Chromium: a process of its own with a folder of its own, limited in time and in what it writes. It may
/// reach no network.
/// </summary>
internal sealed class ChromiumPrint(IOptions<PdfOptions> options, ILogger<ChromiumPrint> logger)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>What the browser needs of the site's environment. The rest may hold passwords.</summary>
    private static readonly string[] Inherited = ["PATH", "LANG", "LC_ALL", "SystemRoot", "SystemDrive", "ProgramFiles", "FONTCONFIG_PATH"];

    /// <summary>Takes away what the browser does not need of the site's environment: passwords above all.</summary>
    public static void RemoveSettings(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Except(Inherited, StringComparer.OrdinalIgnoreCase).ToList())
        {
            start.Environment.Remove(name);
        }
    }

    /// <param name="html">A whole page that refers to nothing outside itself.</param>
    public async Task<PrintResult> PrintAsync(string html, CancellationToken cancellation)
    {
        await using var folder = new PrintFolder();
        await File.WriteAllTextAsync(folder.Page, html, cancellation);
        using var process = new Process { StartInfo = CommandFor(folder) };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            logger.LogWarning("Pdf:Chromium cannot be started: {Error}", e.Message);
            return new PrintResult.Failed(PdfFailure.Missing);
        }

        var words = LastWords.Of(process.StandardError);
        _ = LastWords.Of(process.StandardOutput);
        PdfFailure? stopped;
        try
        {
            stopped = await WatchAsync(process, folder, cancellation);
        }
        finally
        {
            await KillAsync(process);
        }

        var failure = stopped ?? folder.Check(options.Value.MaxBytes);
        if (failure is { } cause)
        {
            logger.LogWarning("Chromium made no PDF ({Failure}). Its last words: {Words}", cause, words.ToString());
            return new PrintResult.Failed(cause);
        }

        return new PrintResult.Printed(await File.ReadAllBytesAsync(folder.Pdf, cancellation));
    }

    private ProcessStartInfo CommandFor(PrintFolder folder)
    {
        var start = new ProcessStartInfo(options.Value.Chromium)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        RemoveSettings(start);

        // All that it writes is then in the folder, which is measured and removed.
        foreach (var name in (string[])["HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"])
        {
            start.Environment[name] = folder.Path;
        }

        string[] arguments =
        [
            "--headless", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf=" + folder.Pdf,
            "--user-data-dir=" + folder.Profile, "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--disable-breakpad", "--disable-dev-shm-usage",
            "--password-store=basic", "--host-resolver-rules=MAP * ~NOTFOUND",

            // Chromium refuses its sandbox to root.
            .. OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
            new Uri(folder.Page).AbsoluteUri,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <returns>Why it must be stopped; null when it ended by itself.</returns>
    private async Task<PdfFailure?> WatchAsync(Process process, PrintFolder folder, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!process.HasExited)
        {
            if (Stopwatch.GetElapsedTime(started) > options.Value.Longest)
            {
                return PdfFailure.TimedOut;
            }

            if (folder.Size > options.Value.MaxBytes)
            {
                return PdfFailure.TooLarge;
            }

            await Task.Delay(Glance, cancellation);
        }

        return null;
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
