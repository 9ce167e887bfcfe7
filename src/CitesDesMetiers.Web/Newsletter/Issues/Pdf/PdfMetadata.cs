using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>
/// Appends the metadata of a PDF that conforms to PDF/UA-1, as an update after its end (ISO 32000-1, 7.5.6). PDFsharp writes its own
/// metadata when it saves, so they are replaced afterwards.
/// </summary>
internal static partial class PdfMetadata
{
    public static byte[] Append(byte[] saved, string title, string publication, string language)
    {
        // Latin-1 maps each byte to one character, so that places in the text are places in the file.
        var text = Encoding.Latin1.GetString(saved);
        var number = int.Parse(Found(Reference(), text), CultureInfo.InvariantCulture);
        var table = Found(TableStart(), text);
        var trailer = Found(Trailer(), text[int.Parse(table, CultureInfo.InvariantCulture)..]);
        var packet = Encoding.UTF8.GetBytes(PacketOf(title, publication, language));

        using var file = new MemoryStream();
        file.Write(saved);
        Write("\n");
        var start = file.Position;
        Write(Invariant($"{number} 0 obj\n<< /Type /Metadata /Subtype /XML /Length {packet.Length} >>\nstream\n"));
        file.Write(packet);
        Write("\nendstream\nendobj\n");
        var newTable = file.Position;
        Write(Invariant($"xref\n{number} 1\n{start:D10} 00000 n \ntrailer\n<< {trailer}\n/Prev {table} >>\nstartxref\n{newTable}\n%%EOF\n"));
        return file.ToArray();

        void Write(string line) => file.Write(Encoding.Latin1.GetBytes(line));
    }

    private static string Found(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } match ? match.Groups[1].Value : throw new InvalidDataException($"The PDF has no {pattern}.");

    private static string PacketOf(string title, string publication, string language) => $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
          <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
              <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title>
              <dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(publication)}</rdf:li></rdf:Seq></dc:creator>
              <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(language)}</rdf:li></rdf:Bag></dc:language>
              <pdfuaid:part>1</pdfuaid:part>
            </rdf:Description>
          </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>
        """;

    [GeneratedRegex(@"/Metadata\s+(\d+)\s+0\s+R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"startxref\s+(\d+)\s+%%EOF\s*$")]
    private static partial Regex TableStart();

    [GeneratedRegex(@"trailer\s*<<(.*?)>>\s*(?:%[^\n]*)?\s*startxref", RegexOptions.Singleline)]
    private static partial Regex Trailer();
}
