using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>Stores an uploaded document. The same bytes are stored once.</summary>
public sealed class DocumentIntake(NewsletterContext db, DocumentWorker worker, TimeProvider clock)
{
    /// <returns>The document, and whether it was there already. One that could not be read is read once more.</returns>
    public async Task<(DocumentImport Document, bool IsKnown)> ReceiveAsync(
        byte[] bytes, string fileName, Author by, CancellationToken cancellation)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var document = await db.DocumentImports.FirstOrDefaultAsync(d => d.Digest == digest, cancellation);
        var isKnown = document is not null;
        if (document is null)
        {
            document = new DocumentImport(NameOf(fileName), digest, bytes, by.UserId, by.Name, clock.GetUtcNow().UtcDateTime);
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
        return (document, isKnown);
    }

    private static string NameOf(string fileName)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !Text.HasForbiddenCharacter(c.ToString()))).Trim();
        return name.Length == 0 ? "document" : name.Length <= DocumentImport.FileNameLength ? name : name[..DocumentImport.FileNameLength].TrimEnd();
    }
}
