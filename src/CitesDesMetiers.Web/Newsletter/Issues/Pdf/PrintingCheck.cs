using System.ComponentModel;
using System.Diagnostics;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Web.Platform.SystemChecks;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Whether the browser that prints issues can be started.</summary>
internal sealed class PrintingCheck(IOptions<PdfOptions> options) : ISystemCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public string Title => "Numéros en PDF";

    public string Meaning => "Un Chromium installé imprime les numéros.";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation) => [await LookAsync(options.Value.Chromium, cancellation)];

    private static async Task<Finding> LookAsync(string chromium, CancellationToken cancellation)
    {
        const string Subject = "Chromium";
        if (chromium.Length == 0)
        {
            return new(Subject, CheckState.Information, "Pdf:Chromium est vide : les numéros n’ont pas de PDF.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        var start = new ProcessStartInfo(chromium, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        ChromiumPrint.RemoveSettings(start);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var version = await process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0
                    ? new(Subject, CheckState.Ok, $"{version.Trim()}.")
                    : new(Subject, CheckState.ToFix, $"{chromium} s’arrête avec le code {process.ExitCode}. Réinstallez-le.");
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            return new(Subject, CheckState.ToFix, $"{chromium} ne se lance pas. Installez-le, ou corrigez Pdf:Chromium.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(Subject, CheckState.ToFix, $"{chromium} ne répond pas.");
        }
    }
}
