using System.Xml;
using CitesDesMetiers.Documents.Reading.Docx;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Reads a Word document. Tracked changes are taken as accepted; macros, fields and links to elsewhere are never followed.</summary>
internal static class DocxReader
{
    public static Document Read(byte[] content)
    {
        try
        {
            using var word = WordprocessingDocument.Open(
                new MemoryStream(content), false, new OpenSettings { MaxCharactersInPart = DocumentLimits.Unpacked, AutoSave = false });
            return word.MainDocumentPart is { Document.Body: { } body } main
                ? Read(main, body)
                : throw new UnreadableDocumentException(DocumentFault.UnknownFormat);
        }
        catch (OutOfMemoryException e)
        {
            throw new UnreadableDocumentException(DocumentFault.TooMuchMemory, e);
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or IOException or FormatException or InvalidOperationException
            or ArgumentException or KeyNotFoundException or NotSupportedException or UriFormatException)
        {
            throw new UnreadableDocumentException(DocumentFault.Damaged, e);
        }
    }

    private static Document Read(MainDocumentPart main, W.Body body)
    {
        var walk = new BodyWalk(main);
        walk.Read(body);
        List<Block> furniture =
        [
            .. main.HeaderParts.SelectMany(h => walk.Apart(h.Header)),
            .. main.FooterParts.SelectMany(f => walk.Apart(f.Footer)),
        ];
        List<DocumentNote> notes = [];
        if (body.Descendants<W.DeletedRun>().Any() || body.Descendants<W.InsertedRun>().Any() || body.Descendants<W.MoveFromRun>().Any())
        {
            notes.Add(DocumentNote.TrackedChanges);
        }

        if (main.VbaProjectPart is not null)
        {
            notes.Add(DocumentNote.Macros);
        }

        if (walk.PicturesLeftOut)
        {
            notes.Add(DocumentNote.PicturesLeftOut);
        }

        return new Document(DocumentKind.Docx, 1, walk.Blocks, furniture, notes);
    }
}
