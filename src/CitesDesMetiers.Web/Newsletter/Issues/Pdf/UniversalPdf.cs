using System.IO.Compression;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Makes a PDF that Chromium printed conform to PDF/UA-1 (ISO 14289-1), which it misses in seven rules.</summary>
internal static class UniversalPdf
{
    /// <exception cref="InvalidDataException">The PDF is not one that can be completed.</exception>
    public static (byte[] Bytes, int Pages) Complete(byte[] printed, PrintedPage page, string publication)
    {
        using var input = new MemoryStream(printed);
        using var document = PdfReader.Open(input, PdfDocumentOpenMode.Modify);
        new StructureTree(document).Correct();
        foreach (var sheet in document.Pages)
        {
            MarkArtifacts(sheet);
            NameLinks(sheet, page.Places);
        }

        document.Info.Title = page.Title;
        document.Info.Author = publication;
        document.Info.Creator = publication;
        var pages = document.PageCount;
        using var output = new MemoryStream();
        document.Save(output, closeStream: false);
        return (PdfMetadata.Append(output.ToArray(), page.Title, publication, page.Language), pages);
    }

    private static void MarkArtifacts(PdfPage sheet)
    {
        foreach (var content in sheet.Contents)
        {
            content.Stream.Value = Packed(ContentArtifacts.Mark(content.Stream.UnfilteredValue));
            content.Elements.SetName("/Filter", "/FlateDecode");
        }
    }

    /// <summary>PDFsharp's own packing leaves a byte after the end, of which qpdf warns.</summary>
    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Says of each link where it leads, for those who hear it without its context.</summary>
    private static void NameLinks(PdfPage sheet, IReadOnlyDictionary<string, string> places)
    {
        for (var i = 0; i < sheet.Annotations.Count; i++)
        {
            var link = sheet.Annotations[i];
            if (link.Elements.GetName("/Subtype") is "/Link")
            {
                var address = link.Elements.GetDictionary("/A")?.Elements.GetString("/URI");
                link.Elements["/Contents"] = new PdfString(
                    address is { Length: > 0 } ? NameOf(address) : PlaceOf(link.Elements["/Dest"], places), PdfStringEncoding.Unicode);
            }
        }
    }

    private static string NameOf(string address) =>
        address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            ? $"Écrire à {Uri.UnescapeDataString(address["mailto:".Length..].Split('?')[0])}"
            : $"Lien vers {address.Replace("https://", "", StringComparison.OrdinalIgnoreCase).TrimEnd('/')}";

    private static string PlaceOf(PdfItem? destination, IReadOnlyDictionary<string, string> places)
    {
        var name = destination switch
        {
            PdfName n => n.Value.TrimStart('/'),
            PdfString s => s.Value,
            _ => "",
        };
        return places.TryGetValue(Uri.UnescapeDataString(name), out var heading) ? $"Aller à « {heading} »" : "Aller plus loin dans ce numéro";
    }
}
