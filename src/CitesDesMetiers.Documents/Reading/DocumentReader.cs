using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Reads a document of any known format. It judges by the content; names of files lie.</summary>
public static partial class DocumentReader
{
    /// <exception cref="UnreadableDocumentException">The document cannot be read.</exception>
    public static Document Read(byte[] content)
    {
        if (content.Length > DocumentLimits.FileSize)
        {
            throw new UnreadableDocumentException(DocumentFault.TooLarge);
        }

        var document = KindOf(content) switch
        {
            DocumentKind.Pdf => PdfReader.Read(content),
            DocumentKind.Docx => DocxReader.Read(content),
            DocumentKind.Odt => OdtReader.Read(content),
            _ => PlainTextReader.Read(content),
        };
        var length = document.Blocks.Sum(b => b.Lines.Sum(l => (long)l.Text.Length));
        return length switch
        {
            _ when document.Blocks.Sum(b => b.Lines.Count) > DocumentLimits.Lines => throw new UnreadableDocumentException(DocumentFault.TooLarge),
            > DocumentLimits.Characters => throw new UnreadableDocumentException(DocumentFault.TooLarge),
            0 when document.Blocks.Any(b => b.Picture is not null) => throw new UnreadableDocumentException(DocumentFault.OnlyPictures),
            0 => throw new UnreadableDocumentException(DocumentFault.Empty),
            _ => document with { Blocks = [.. document.Blocks.Select(WithShortWords)] },
        };
    }

    private static Block WithShortWords(Block block) => block.Lines.All(l => l.Text.Length <= DocumentLimits.Word) ? block : block with
    {
        Lines = [.. block.Lines.Select(l => l with { Text = LongWord().Replace(l.Text, "$0 "), Emphases = null })],
    };

    [GeneratedRegex(@"\S{400}(?=\S)")]
    private static partial Regex LongWord();

    private static DocumentKind KindOf(byte[] content)
    {
        var head = content.AsSpan(0, Math.Min(1024, content.Length));
        return head.IndexOf("%PDF-"u8) >= 0 ? DocumentKind.Pdf
            : head.StartsWith("PK\u0003\u0004"u8) ? ZipLimits.KindOf(content)
            // What Word writes for a document with a password is the container of its old format.
            : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? throw new UnreadableDocumentException(
                content.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? DocumentFault.Encrypted : DocumentFault.UnknownFormat)
            : DocumentKind.Text;
    }
}
