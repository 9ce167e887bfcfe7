using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Stores the lines of an uploaded file while it is read, so that memory does not grow with its size.</summary>
public sealed class ImportIntake(NewsletterContext db, TimeProvider clock)
{
    private const int BatchLines = 1_000;
    private const int BatchBytes = 250_000;

    /// <param name="file">Must be seekable.</param>
    /// <param name="userId">Null for a command.</param>
    /// <returns>The import, which waits for the choice of its columns.</returns>
    /// <exception cref="UnusableFileException">The file cannot be read. Nothing of it is stored.</exception>
    public async Task<SubscriberImport> ReceiveAsync(Stream file, string fileName, int? userId, string byName, CancellationToken cancellation)
    {
        using var sheet = SheetFile.Open(file);
        var import = new SubscriberImport(NameOf(fileName), userId, byName, clock.GetUtcNow().UtcDateTime);
        db.SubscriberImports.Add(import);
        await db.SaveChangesAsync(cancellation);
        try
        {
            var (last, filled) = await KeepAsync(import.Id, sheet, cancellation);
            if (filled == 0)
            {
                throw new UnusableFileException(FileFault.Empty);
            }

            if (filled == 1 && (await FirstRowsAsync(db, import.Id, 1, cancellation)) is var first && ColumnGuess.From(first).HasTitles)
            {
                throw new UnusableFileException(FileFault.TitlesOnly);
            }

            import.Receive(last, filled, sheet.Notice);
            await db.SaveChangesAsync(cancellation);
            return import;
        }
        catch
        {
            await RemoveAsync(db, import.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Deletes an import without subscribers, and its lines.</summary>
    public static async Task RemoveAsync(NewsletterContext db, int id, CancellationToken cancellation)
    {
        await db.ImportLines.Where(l => l.ImportId == id).ExecuteDeleteAsync(cancellation);
        await db.SubscriberImports.Where(i => i.Id == id).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>The cells of the first lines.</summary>
    internal static async Task<List<IReadOnlyList<string>>> FirstRowsAsync(NewsletterContext db, int id, int count, CancellationToken cancellation) =>
        [.. (await db.ImportLines.Where(l => l.ImportId == id).OrderBy(l => l.Number).Select(l => l.Cells).Take(count)
            .ToListAsync(cancellation)).Select(Cells)];

    internal static IReadOnlyList<string> Cells(string json) => System.Text.Json.JsonSerializer.Deserialize<string[]>(json)!;

    private async Task<(int Last, int Filled)> KeepAsync(int id, SheetFile sheet, CancellationToken cancellation)
    {
        var add = DatabaseProvider.Of(db.Database).AddImportLines;
        using var batch = new LineJson();
        var (last, filled) = (0, 0);
        foreach (var row in sheet.Rows())
        {
            (last, filled) = (row.Number, filled + 1);
            batch.Add(row.Number, row.Cells);
            if (batch.Count >= BatchLines || batch.Size > BatchBytes)
            {
                await db.Database.ExecuteSqlRawAsync(add, [id, batch.Take()], cancellation);
            }
        }

        if (batch.Count > 0)
        {
            await db.Database.ExecuteSqlRawAsync(add, [id, batch.Take()], cancellation);
        }

        return (last, filled);
    }

    private static string NameOf(string fileName)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !Text.HasForbiddenCharacter(c.ToString()))).Trim();
        return name.Length == 0 ? "fichier" : name.Length > SubscriberImport.FileNameLength ? name[..SubscriberImport.FileNameLength] : name;
    }
}
