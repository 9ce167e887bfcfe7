using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;
using CitesDesMetiers.Web.Newsletter.Documents;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Commands;

/// <summary>Several documents of <c>issues import</c>: a line for each, and what became of all.</summary>
internal sealed class IssuesImport(CommandConsole console)
{
    private int count;
    private string total = "";

    /// <summary>Queues the documents, which the site reads, or tells what each says.</summary>
    /// <returns>The exit code: 1 if there is no document at all.</returns>
    public async Task<int> RunAsync(FileSystemInfo source, bool isDryRun, CancellationToken cancellation)
    {
        var paths = source is DirectoryInfo folder
            ? [.. folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(IsDocument).Select(f => f.FullName).Order(StringComparer.Ordinal)]
            : (List<string>)[source.FullName];
        var files = paths.SelectMany(Read);
        total = paths.Count > 1 ? FormattableString.Invariant($"/{paths.Count}") : "";
        if (isDryRun)
        {
            var cites = await CiteList.OfAsync(console.Db, cancellation);
            foreach (var file in files)
            {
                await SayAsync(file.Name, file.Bytes is { } bytes ? await SummaryAsync(file.Name, bytes, cites, cancellation) : Of(file.Why));
            }

            return count > 0 ? 0 : console.Refuse($"There is no document in \"{source.FullName}\".");
        }

        var isBatch = paths.Count > 1 || (source is FileInfo && IsArchive(source));
        var (received, batch) = await console.Get<DocumentIntake>().ReceiveAsync(
            files, isBatch ? source.Name : null, null, AuditPerson.CommandLine.Name, cancellation,
            file => SayAsync(file.Name, file switch
            {
                { Id: null } => "left out: " + Of(file.Why),
                { IsKnown: true } => "there already: " + Absolute(DeskAddresses.Document(file.Id.Value)),
                _ => "queued: " + Absolute(DeskAddresses.Document(file.Id.Value)),
            }));
        if (batch is { } id)
        {
            await console.Output.WriteLineAsync("All of them: " + Absolute(DeskAddresses.DocumentBatch(id)));
        }

        return received.Any(f => f.Id is not null) ? 0 : console.Refuse($"There is no document in \"{source.FullName}\".");
    }

    private static bool IsDocument(FileInfo file) => DocumentArchive.Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);

    private static bool IsArchive(FileSystemInfo source)
    {
        using var content = File.OpenRead(source.FullName);
        return DocumentArchive.IsArchive(content);
    }

    private static IEnumerable<SentFile> Read(string path)
    {
        using var content = File.OpenRead(path);
        foreach (var file in DocumentArchive.Read(Path.GetFileName(path), content))
        {
            yield return file;
        }
    }

    private async Task<string> SummaryAsync(string name, byte[] bytes, List<KnownCite> cites, CancellationToken cancellation)
    {
        try
        {
            var document = await ReadingProcess.ReadAsync(bytes, cancellation);
            var issue = IssueUnderstanding.Of(document, cites, name, ParisTime.Today(console.Get<TimeProvider>()));
            var number = issue.Number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
            var month = issue.Date is { } date ? FrenchDates.Month(date) : "date unknown";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"number {number}, {month}, {issue.Articles.Count} articles, {issue.Agenda.Count} dates, {issue.Moves.Count} moves, "
                    + $"{issue.Doubts.Count} doubts");
        }
        catch (UnreadableDocumentException e)
        {
            return DocumentFaultWords.Of(e.Fault);
        }
    }

    private Task SayAsync(string name, string what) =>
        console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{++count}{total} {name}: {what}"));

    private string Absolute(string path) => console.Get<IOptions<SiteOptions>>().Value.Absolute(path);

    private static string Of(LeftOut why) => why switch
    {
        LeftOut.OtherKind => "neither a PDF, a Word document, an OpenDocument text nor a text",
        LeftOut.Empty => "empty",
        LeftOut.TooLarge => "too large",
        LeftOut.Nested => "an archive within an archive; unpack it first",
        LeftOut.TooMany => $"beyond {DocumentArchive.MostDocuments} documents, or beyond what an archive may hold",
        _ => "damaged, or protected by a password",
    };
}
