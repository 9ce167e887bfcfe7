using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>A file that was sent: the document that it is, or why it is none.</summary>
/// <param name="Id">Of the document; null if the file was left out.</param>
/// <param name="IsKnown">Whether it was there already.</param>
/// <param name="KnownAs">The name that a known document has.</param>
public sealed record ReceivedFile(string Name, int? Id, bool IsKnown, string? KnownAs, DocumentState State, LeftOut Why);

/// <summary>Stores documents that are sent. The same bytes are stored once.</summary>
public sealed class DocumentIntake(NewsletterContext db, DocumentWorker worker, TimeProvider clock)
{
    /// <summary>Stores one file after the other, and has each read at once.</summary>
    /// <param name="batchName">Makes a batch of those that are new; null for none.</param>
    /// <param name="userId">Null for the command line.</param>
    /// <returns>The files in their order, and the batch; null if there is none, or nothing in it.</returns>
    public async Task<(IReadOnlyList<ReceivedFile> Files, int? BatchId)> ReceiveAsync(
        IEnumerable<SentFile> files, string? batchName, int? userId, string byName, CancellationToken cancellation,
        Func<ReceivedFile, Task>? report = null)
    {
        var received = new List<ReceivedFile>();
        DocumentBatch? batch = null;
        foreach (var file in files)
        {
            if (batch is null && batchName is not null && file.Bytes is not null)
            {
                batch = db.Add(new DocumentBatch(NameOf(batchName), byName, clock.GetUtcNow().UtcDateTime)).Entity;
                await db.SaveChangesAsync(cancellation);
            }

            received.Add(file.Bytes is null ? new(NameOf(file.Name), null, false, null, default, file.Why)
                : await ReceiveAsync(file.Name, file.Bytes, batch, userId, byName, cancellation));
            if (report is not null)
            {
                await report(received[^1]);
            }
        }

        if (batch is not null && received.TrueForAll(f => f.Id is null || f.IsKnown))
        {
            await db.DocumentBatches.Where(b => b.Id == batch.Id).ExecuteDeleteAsync(cancellation);
            batch = null;
        }

        return (received, batch?.Id);
    }

    private async Task<ReceivedFile> ReceiveAsync(
        string fileName, byte[] bytes, DocumentBatch? batch, int? userId, string byName, CancellationToken cancellation)
    {
        // The bytes of the document before need not stay in memory.
        db.ChangeTracker.Clear();
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var document = await db.DocumentImports.FirstOrDefaultAsync(d => d.Digest == digest, cancellation);
        var isKnown = document is not null;
        if (document is null)
        {
            document = new DocumentImport(NameOf(fileName), digest, bytes, userId, byName, clock.GetUtcNow().UtcDateTime);
            if (batch is not null)
            {
                document.PutInto(batch);
            }

            db.Add(document);
        }
        else if (document.State is DocumentState.Failed)
        {
            document.ReadAgain();
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // The same file was sent twice at once.
            db.ChangeTracker.Clear();
            (document, isKnown) = (await db.DocumentImports.FirstAsync(d => d.Digest == digest, cancellation), true);
        }

        worker.Wake();
        return new(NameOf(fileName), document.Id, isKnown, document.FileName, document.State, default);
    }

    /// <summary>A name of a file as it may be shown: without folders, and without what is invisible.</summary>
    private static string NameOf(string fileName)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !Text.HasForbiddenCharacter(c.ToString()))).Trim();
        return name.Length == 0 ? "document" : name.Length <= DocumentImport.FileNameLength ? name : name[..DocumentImport.FileNameLength].TrimEnd();
    }
}
