using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>Reads the next document that waits, and understands it.</summary>
internal sealed class DocumentWork(NewsletterContext db, TimeProvider clock, ILogger<DocumentWork> logger)
{
    /// <summary>Longer than a document may take.</summary>
    private static readonly TimeSpan Lease = ReadingProcess.Time + TimeSpan.FromMinutes(2);

    /// <returns>False when there is nothing to do, or another instance does it.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var until = now + Lease;
        var waiting = db.DocumentImports.Where(d => d.State == DocumentState.Waiting && (d.LeasedUntil == null || d.LeasedUntil < now));
        var id = await waiting.OrderBy(d => d.Id).Select(d => (int?)d.Id).FirstOrDefaultAsync(cancellation);
        if (id is null || await waiting.Where(d => d.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedUntil, until), cancellation) != 1)
        {
            return false;
        }

        var document = await db.DocumentImports.Include(d => d.Original).FirstAsync(d => d.Id == id, cancellation);
        await ReadAsync(document, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task ReadAsync(DocumentImport document, DateTime now, CancellationToken cancellation)
    {
        try
        {
            var read = await ReadingProcess.ReadAsync(document.Original.Bytes, cancellation);
            var cites = await CiteList.OfAsync(db, cancellation);
            var understood = IssueUnderstanding.Of(read, cites, document.FileName, ParisTime.Today(clock));
            var ids = await db.Cites.Select(c => new { c.Id, c.Name }).ToListAsync(cancellation);
            var sheet = SheetReading.Of(understood, read, ids.DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Id));
            var notice = string.Join(' ', read.Notes.Select(DocumentWords.Of));
            document.Understand(read.Kind.ToString(), SheetReading.BlocksOf(read), sheet.ToJson(), notice.Length > 0 ? notice : null, now);
        }
        catch (UnreadableDocumentException e)
        {
            document.Fail(DocumentWords.Of(e.Fault));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            // A fault of ours must not have the same document read for ever.
            logger.LogError(e, "Document {Id} was read but not understood", document.Id);
            document.Fail(DocumentWords.Of(DocumentFault.Crashed));
        }
    }
}
