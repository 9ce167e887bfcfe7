using System.CommandLine;
using CitesDesMetiers.Core.Settings;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Commands.Archive;

/// <summary><c>archive export</c>: writes everything that has appeared as files that need no server.</summary>
internal static class ArchiveCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder") { Description = "Folder to write to. It must be empty or new." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var export = new Command("export", "Writes the archive as pages, files and data that need no server.") { Folder };
        export.TreatUnmatchedTokensAsErrors = false;
        export.SetAction(async (parsed, cancellation) =>
        {
            var output = Console.Out;
            Console.SetOut(Console.Error);
            await using var app = build(args);
            await app.Services.PrepareDatabaseAsync(cancellation);
            return await RunAsync(app, parsed.GetValue(Folder)!, output, cancellation);
        });
        return new Command("archive", "Keeps what has appeared.") { export };
    }

    private static async Task<int> RunAsync(WebApplication app, DirectoryInfo folder, TextWriter output, CancellationToken cancellation)
    {
        if (File.Exists(folder.FullName) || (folder.Exists && folder.EnumerateFileSystemInfos().Any()))
        {
            await Console.Error.WriteLineAsync($"{folder.FullName} is not empty: nothing was written. Name an empty folder, or one that does not exist.");
            return 1;
        }

        var site = new SiteInProcess(app);
        var addresses = new ExportAddresses(app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.PublicUrl);
        var progress = new ProgressLine(output);
        try
        {
            var files = await new ArchiveExport(site, addresses, folder).RunAsync(
                (written, known) => progress.ShowAsync($"{ProgressLine.Bar((double)written / known)} {written} files", isOver: false), cancellation);
            await progress.ShowAsync($"{files} files written to {folder.FullName}. Open index.html.", isOver: true);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The archive could not be written, and is incomplete: {e.Message} Empty the folder and try again.");
            return 1;
        }
    }
}
