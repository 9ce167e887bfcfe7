using System.IO.Compression;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Looks at a ZIP before anything reads it: its format, and whether it unpacks to more than it may.</summary>
internal static class ZipLimits
{
    /// <summary>Counts by unpacking, since the sizes that a ZIP declares may be wrong.</summary>
    /// <exception cref="UnreadableDocumentException">It is damaged, too large, or of no known format.</exception>
    public static DocumentKind KindOf(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            if (zip.Entries.Count > DocumentLimits.Parts)
            {
                throw new UnreadableDocumentException(DocumentFault.TooLarge);
            }

            var left = DocumentLimits.Unpacked;
            var buffer = new byte[81920];
            foreach (var entry in zip.Entries)
            {
                using var part = entry.Open();
                for (int read; (read = part.Read(buffer)) > 0; left -= read)
                {
                    if (read > left)
                    {
                        throw new UnreadableDocumentException(DocumentFault.TooLarge);
                    }
                }
            }

            return zip.GetEntry("word/document.xml") is not null || zip.GetEntry("[Content_Types].xml") is not null ? DocumentKind.Docx
                : zip.GetEntry("content.xml") is not null && zip.GetEntry("mimetype") is not null ? DocumentKind.Odt
                : throw new UnreadableDocumentException(DocumentFault.UnknownFormat);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new UnreadableDocumentException(DocumentFault.Damaged, e);
        }
    }
}
