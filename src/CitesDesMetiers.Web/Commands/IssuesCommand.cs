using System.CommandLine;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>issues import</c>: sends documents of old issues to the desk, or prints what one was understood to say.</summary>
internal static class IssuesCommand
{
    private static readonly Argument<FileSystemInfo> Source = new("path")
    {
        Description = "A PDF, a Word document (.docx), an OpenDocument text (.odt), a text file, a ZIP of these, or a folder of these.",
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Prints what was understood and keeps nothing." };
    private static readonly Option<bool> Json = new("--json") { Description = "With --dry-run and one file: prints one JSON object." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Json.Name && a != DryRun.Name)];
        return new Command("issues", "Takes documents apart into issues.")
        {
            CommandConsole.Command(
                "import", "Sends documents to the desk to be corrected, or prints what they were understood to say.", () => build(settings),
                (services, output, errors) => new CommandConsole(services, output, errors),
                (parsed, console, cancellation) => ImportAsync(
                    console, parsed.GetValue(Source)!, parsed.GetValue(DryRun), parsed.GetValue(Json), cancellation), Source, DryRun, Json),
        };
    }

    private static async Task<int> ImportAsync(
        CommandConsole console, FileSystemInfo source, bool isDryRun, bool isJson, CancellationToken cancellation)
    {
        if (!source.Exists)
        {
            return console.Refuse($"There is no file \"{source.FullName}\".");
        }

        if (isDryRun && source is FileInfo { Extension: not ".zip" } file)
        {
            return await UnderstandAsync(console, file, isJson, cancellation);
        }

        return isJson ? console.Refuse("--json needs --dry-run and one document.")
            : await new IssuesImport(console).RunAsync(source, isDryRun, cancellation);
    }

    private static async Task<int> UnderstandAsync(CommandConsole console, FileInfo file, bool isJson, CancellationToken cancellation)
    {
        if (file.Length > DocumentLimits.FileSize)
        {
            return console.Refuse(DocumentFaultWords.Of(DocumentFault.TooLarge));
        }

        try
        {
            var document = await ReadingProcess.ReadAsync(await File.ReadAllBytesAsync(file.FullName, cancellation), cancellation);
            var issue = IssueUnderstanding.Of(
                document, await CiteList.OfAsync(console.Db, cancellation), file.Name, ParisTime.Today(console.Get<TimeProvider>()));
            foreach (var note in document.Notes)
            {
                console.Note(DocumentFaultWords.Of(note));
            }

            await (isJson ? console.Output.WriteLineAsync(IssueJson.Of(issue)) : UnderstoodText.WriteAsync(issue, console.Output));
            return 0;
        }
        catch (UnreadableDocumentException e)
        {
            return console.Refuse(DocumentFaultWords.Of(e.Fault));
        }
    }
}
