using System.Globalization;
using System.IO.Compression;
using System.Xml;
using CitesDesMetiers.Core.Subscribers.Imports;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>
/// Reads the first sheet of a workbook (ECMA-376, SpreadsheetML) as a stream. No library is used, because hostile files require a
/// limit at each step: decompressed bytes, columns, shared strings, no DTD.
/// </summary>
internal sealed class XlsxFile : SheetFile
{
    private static readonly XmlReaderSettings SafeSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        CloseInput = true,
    };

    private readonly ZipArchive archive;
    private readonly ByteBudget budget;
    private readonly WorkbookFacts facts;

    /// <param name="archive">Is disposed with this object.</param>
    /// <param name="length">
    /// Size of the file in bytes. The limit for decompression follows from it: spreadsheets compress to about a twentieth, never to a
    /// hundredth.
    /// </param>
    public XlsxFile(ZipArchive archive, long length)
    {
        this.archive = archive;
        budget = new ByteBudget(Math.Min(2_000_000_000, 20_000_000 + (100 * length)));
        facts = ConvertErrors(() => WorkbookFacts.Read(OpenXml));
    }

    public override string Notice =>
        $"Classeur Excel, feuille « {facts.SheetName} »." + (facts.SheetCount > 1 ? " Seule cette première feuille est lue." : "");

    public override IEnumerable<SheetRow> Rows()
    {
        using var sheet = ConvertErrors(() => OpenXml(facts.SheetPath) ?? throw new UnusableFileException(FileFault.BrokenWorkbook));
        var number = 0;
        while (ConvertErrors(() => ToNextRow(sheet)))
        {
            number = Math.Max(number + 1, int.TryParse(sheet.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var r) ? r : 0);
            if (number > MaxLines)
            {
                throw new UnusableFileException(FileFault.TooManyLines);
            }

            var cells = ConvertErrors(() => ReadRow(sheet, number));
            if (cells.Exists(c => !string.IsNullOrWhiteSpace(c)))
            {
                yield return new SheetRow(number, [.. cells]);
            }
        }
    }

    public override void Dispose()
    {
        archive.Dispose();
        base.Dispose();
    }

    private static bool ToNextRow(XmlReader sheet)
    {
        while (sheet.Read())
        {
            if (sheet is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                return true;
            }
        }

        return false;
    }

    private List<string> ReadRow(XmlReader sheet, int number)
    {
        var cells = new List<string>();
        if (sheet.IsEmptyElement)
        {
            return cells;
        }

        var (depth, column) = (sheet.Depth, -1);
        while (sheet.Read() && sheet.Depth > depth)
        {
            if (sheet is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            // Some programs omit the reference of a cell. It then follows the previous one.
            column = sheet.GetAttribute("r") is { } reference ? ColumnOf(reference) : column + 1;
            var text = CellText(sheet);
            if (text.Length == 0)
            {
                continue;
            }

            if (column >= SubscriberImport.MaxColumns)
            {
                throw new UnusableFileException(FileFault.TooManyColumns, number);
            }

            while (cells.Count <= column)
            {
                cells.Add("");
            }

            cells[column] = text.Length > MaxText ? throw new UnusableFileException(FileFault.TextTooLong, number) : text;
        }

        return cells;
    }

    private string CellText(XmlReader sheet)
    {
        var (type, style) = (sheet.GetAttribute("t"), sheet.GetAttribute("s"));
        var value = XmlText.Of(sheet);
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? facts.Texts[index] : "",
            "b" => value.Trim() == "1" ? "oui" : "non",
            "e" => "",
            null or "n" => facts.Number(value, style),
            _ => value,
        };
    }

    /// <summary>Zero-based column of a cell reference: 2 for "C5".</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetter).Take(6))
        {
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        }

        return Math.Max(0, column - 1);
    }

    private XmlReader? OpenXml(string path) =>
        archive.GetEntry(path) is { } entry
            ? XmlReader.Create(new CountedStream(entry.Open(), budget), SafeSettings)
            : null;

    /// <summary>Converts the framework's exceptions for damaged archives. An offset outside the file throws an argument exception.</summary>
    internal static T ConvertErrors<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw new UnusableFileException(
                e.Message.Contains("DTD", StringComparison.Ordinal) ? FileFault.UnsafeWorkbook : FileFault.BrokenWorkbook, 0, e);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw new UnusableFileException(FileFault.BrokenWorkbook, 0, e);
        }
    }
}
