using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Documents;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>
/// Stores the pictures of a document that its articles use, without words: the checks of an issue ask for the alternative text. The document
/// is read once more for them.
/// </summary>
public sealed class DocumentPictures(NewsletterContext db, PictureTurns turns, PictureStore store)
{
    /// <returns>Pictures by the block that holds them. One that cannot be read is left out.</returns>
    /// <exception cref="UnreadableDocumentException">The document cannot be read again: too little memory or time, or the process failed.</exception>
    public async Task<IReadOnlyDictionary<int, int>> ReceiveAsync(int documentId, Sheet sheet, CancellationToken cancellation)
    {
        var found = new Dictionary<int, int>();
        var wanted = sheet.Items.Where(i => i.Label is SheetLabel.Article).SelectMany(i => i.PictureBlocks).Distinct().ToList();
        if (wanted.Count == 0)
        {
            return found;
        }

        var bytes = await db.DocumentImports.Where(d => d.Id == documentId).Select(d => d.Original.Bytes).FirstAsync(cancellation);
        var document = await ReadingProcess.ReadAsync(bytes, cancellation);
        foreach (var block in wanted.Where(b => b < document.Blocks.Count))
        {
            if (document.Blocks[block].Picture is { Content: var content })
            {
                var read = await turns.ReadAsync(new FormFile(new MemoryStream(content), 0, content.Length, "Picture", "image"), cancellation);
                if (read.Problem is null)
                {
                    found[block] = (await store.ReceiveAsync(read, cancellation)).Id;
                }
            }
        }

        return found;
    }
}
