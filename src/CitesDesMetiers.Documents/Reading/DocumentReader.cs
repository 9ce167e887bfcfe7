using System.Text;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Reads a document of any known format. It judges by the content; names of files lie.</summary>
public static class DocumentReader
{
    /// <exception cref="UnreadableDocumentException">The document cannot be read.</exception>
    public static Document Read(byte[] content)
    {
        if (content.Length > DocumentLimits.FileSize)
        {
            throw new UnreadableDocumentException(DocumentFault.TooLarge);
        }

        var document = FormatOf(content) switch
        {
            DocumentFormat.Pdf => PdfReader.Read(content),
            DocumentFormat.Docx => DocxReader.Read(content),
            DocumentFormat.Odt => OdtReader.Read(content),
            _ => PlainTextReader.Read(content),
        };
        var length = document.Blocks.Sum(b => b.Lines.Sum(l => (long)l.Text.Length));
        return length switch
        {
            > DocumentLimits.Characters => throw new UnreadableDocumentException(DocumentFault.TooLarge),
            0 when document.Blocks.Any(b => b.Picture is not null) => throw new UnreadableDocumentException(DocumentFault.OnlyPictures),
            0 => throw new UnreadableDocumentException(DocumentFault.Empty),
            _ => document,
        };
    }

    private static DocumentFormat FormatOf(byte[] content)
    {
        var head = content.AsSpan(0, Math.Min(1024, content.Length));
        return head.IndexOf("%PDF-"u8) >= 0 ? DocumentFormat.Pdf
            : head.StartsWith("PK\u0003\u0004"u8) ? ZipLimits.FormatOf(content)
            // What Word writes for a document with a password is the container of its old format.
            : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? throw new UnreadableDocumentException(
                content.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? DocumentFault.Encrypted : DocumentFault.UnknownFormat)
            : DocumentFormat.Text;
    }
}
