using System.CommandLine;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>issues import</c>: prints what a PDF, Word or text file of an issue was understood to say.</summary>
internal static class IssuesCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "A PDF, a Word document (.docx), an OpenDocument text (.odt) or a text file." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Prints what was understood and keeps nothing." };
    private static readonly Option<bool> Json = new("--json") { Description = "Prints one JSON object." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Json.Name && a != DryRun.Name)];
        return new Command("issues", "Takes documents apart into issues.")
        {
            CommandConsole.Command(
                "import", "Prints what a document was understood to say. For now only with --dry-run.", () => build(settings),
                (services, output, errors) => new CommandConsole(services, output, errors),
                (parsed, console, cancellation) => ImportAsync(
                    console, parsed.GetValue(File)!, parsed.GetValue(DryRun), parsed.GetValue(Json), cancellation), File, DryRun, Json),
        };
    }

    private static async Task<int> ImportAsync(CommandConsole console, FileInfo file, bool isDryRun, bool isJson, CancellationToken cancellation)
    {
        if (!isDryRun)
        {
            return console.Refuse("Documents cannot be imported yet. Add --dry-run to see what would be understood; nothing was kept.");
        }

        if (!file.Exists)
        {
            return console.Refuse($"There is no file \"{file.FullName}\".");
        }

        if (file.Length > DocumentLimits.FileSize)
        {
            return console.Refuse(Words.Of(DocumentFault.TooLarge));
        }

        try
        {
            var document = await ReadingProcess.ReadAsync(await System.IO.File.ReadAllBytesAsync(file.FullName, cancellation), cancellation);
            var issue = IssueUnderstanding.Of(
                document, await CiteList.OfAsync(console.Db, cancellation), file.Name, ParisTime.Today(console.Get<TimeProvider>()));
            foreach (var note in document.Notes)
            {
                console.Note(Words.Of(note));
            }

            await (isJson ? console.Output.WriteLineAsync(IssueJson.Of(issue)) : UnderstoodText.WriteAsync(issue, console.Output));
            return 0;
        }
        catch (UnreadableDocumentException e)
        {
            return console.Refuse(Words.Of(e.Fault));
        }
    }

    private static class Words
    {
        public static string Of(DocumentFault fault) => fault switch
        {
            DocumentFault.UnknownFormat => "The file is neither a PDF, a Word document (.docx), an OpenDocument text nor a text.",
            DocumentFault.Damaged => "The file is damaged or cut off.",
            DocumentFault.Encrypted => "The file is protected by a password. Save it without one.",
            DocumentFault.TooManyPages => $"The file has more than {DocumentLimits.Pages} pages.",
            DocumentFault.TooLarge => "The file is too large, or unpacks to too much.",
            DocumentFault.NoLetters => "The fonts of the file do not say which letters they show. It can only be kept as it is, as an attachment.",
            DocumentFault.OnlyPictures => "The file consists of pictures, such as a scan. Text is not recognised in pictures. It can only be kept as it is, as an attachment.",
            DocumentFault.Empty => "The file has no text.",
            DocumentFault.TooSlow => $"Reading the file took longer than {ReadingProcess.Time.TotalSeconds} seconds.",
            DocumentFault.TooMuchMemory => $"Reading the file took more than {ReadingProcess.Memory / 1024 / 1024} MB of memory.",
            _ => "The process that read the file ended without an answer.",
        };

        public static string Of(DocumentNote note) => note switch
        {
            DocumentNote.TrackedChanges => "The file has tracked changes: insertions were read, deletions left out.",
            DocumentNote.Macros => "The file has macros. They were not read.",
            DocumentNote.GuessedEncoding => "The text is not UTF-8. It was read as Windows-1252.",
            _ => "Some pictures were left out.",
        };
    }
}
