using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Reads an OpenDocument text: paragraphs, headings, lists, tables and frames, without their styles.</summary>
internal static class OdtReader
{
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    private static readonly XName Link = XName.Get("href", "http://www.w3.org/1999/xlink");

    public static Document Read(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            if (zip.GetEntry("META-INF/manifest.xml") is { } manifest && Load(manifest).Descendants(Manifest + "encryption-data").Any())
            {
                throw new UnreadableDocumentException(DocumentFault.Encrypted);
            }

            var body = Load(zip.GetEntry("content.xml")!).Descendants(Office + "text").FirstOrDefault()
                ?? throw new UnreadableDocumentException(DocumentFault.UnknownFormat);
            List<DocumentNote> notes = body.Element(Text + "tracked-changes") is null ? [] : [DocumentNote.TrackedChanges];
            body.Element(Text + "tracked-changes")?.Remove();
            var blocks = body.Descendants().Where(IsParagraph).Select(BlockOf).Where(b => b.Text.Length > 0);
            return new Document(DocumentKind.Odt, 1, [.. blocks], [], notes);
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            throw new UnreadableDocumentException(DocumentFault.Damaged, e);
        }
    }

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static bool IsParagraph(XElement element) => element.Name == Text + "p" || element.Name == Text + "h";

    private static Block BlockOf(XElement paragraph)
    {
        List<string> lines = [""];
        foreach (var node in paragraph.DescendantNodes().Where(n => n.Ancestors().First(IsParagraph) == paragraph))
        {
            if (node is XElement element && element.Name == Text + "line-break")
            {
                lines.Add("");
            }
            else
            {
                lines[^1] += node is XText text ? text.Value
                    : node is XElement { Name: var name } && (name == Text + "s" || name == Text + "tab") ? " " : "";
            }
        }

        var links = paragraph.Descendants(Text + "a").Select(a => new Link(a.Value.Trim(), (string?)a.Attribute(Link) ?? "")).ToList();
        var cell = paragraph.Ancestors(Table + "table-cell").FirstOrDefault();
        return new Block(
            1, null, [.. lines.Select(l => l.Trim()).Where(l => l.Length > 0)
                .Select((l, i) => new Line(l, TextStyle.Plain, null, i == 0 ? links : null))],
            paragraph.Name == Text + "h" ? Math.Clamp((int?)paragraph.Attribute(Text + "outline-level") ?? 1, 1, 6) : null,
            paragraph.Ancestors(Text + "list").Count() is > 0 and var depth ? depth - 1 : null,
            cell is null ? null : new Cell(0, cell.Parent!.ElementsBeforeSelf(Table + "table-row").Count(), cell.ElementsBeforeSelf().Count()));
    }
}
