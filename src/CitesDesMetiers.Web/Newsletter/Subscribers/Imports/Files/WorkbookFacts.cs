using System.Buffers;
using System.Globalization;
using System.Xml;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>The parts of a workbook needed to read its sheet: the sheet's path, the shared strings, and the date formats.</summary>
internal sealed class WorkbookFacts
{
    /// <summary>Contains "j" and "a" too, which French spreadsheets use.</summary>
    private static readonly SearchValues<char> DayOrYear = SearchValues.Create("dyjaDYJA");

    private readonly HashSet<string> dateFormats = [];
    private readonly List<bool> isDate = [];
    private readonly Dictionary<string, string> targets = [];
    private bool countsFrom1904;
    private string? sheetId;

    public string SheetName { get; private set; } = "";

    public int SheetCount { get; private set; }

    public TextPool Texts { get; } = new();

    public string SheetPath => sheetId is not null && targets.TryGetValue(sheetId, out var target)
        ? target.StartsWith('/') ? target[1..] : "xl/" + target
        : "xl/worksheets/sheet1.xml";

    /// <param name="open">Returns null for a missing part.</param>
    public static WorkbookFacts Read(Func<string, XmlReader?> open)
    {
        var facts = new WorkbookFacts();
        ForEachElement(open("xl/workbook.xml"), facts.ReadWorkbook);
        ForEachElement(open("xl/_rels/workbook.xml.rels"), facts.ReadRelation);
        ForEachElement(open("xl/styles.xml"), facts.ReadStyle);
        ForEachElement(open("xl/sharedStrings.xml"), facts.ReadText);
        return facts;
    }

    /// <summary>A number as it is written; a date as yyyy-MM-dd.</summary>
    public string Number(string value, string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < isDate.Count && isDate[index]
        && double.TryParse(value, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 2_900_000
            ? DateTime.FromOADate(days + (countsFrom1904 ? 1_462 : 0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : value.Trim();

    private void ReadWorkbook(XmlReader xml)
    {
        if (xml.LocalName is "workbookPr")
        {
            countsFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
        }
        else if (xml.LocalName is "sheet" && SheetCount++ == 0)
        {
            SheetName = xml.GetAttribute("name") is { Length: <= 100 } name ? name : "";
            sheetId = xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
        }
    }

    private void ReadRelation(XmlReader xml)
    {
        if (xml.LocalName is "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target && targets.Count < 10_000)
        {
            targets[id] = target;
        }
    }

    /// <summary>Detects date formats: 14 to 22 and 45 to 47 (ECMA-376, 18.8.30), and custom codes with a day or a year.</summary>
    private void ReadStyle(XmlReader xml)
    {
        if (xml.LocalName is "numFmt" && xml.GetAttribute("formatCode") is { } code && xml.GetAttribute("numFmtId") is { } id
            && code.Split('"').Where((_, i) => i % 2 == 0)
                .Any(part => part.AsSpan().ContainsAny(DayOrYear) && !part.Contains("[Red]", StringComparison.OrdinalIgnoreCase)))
        {
            dateFormats.Add(id);
        }
        else if (xml.LocalName is "cellXfs" && !xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth && isDate.Count < 100_000)
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
                {
                    var format = xml.GetAttribute("numFmtId") ?? "";
                    isDate.Add(dateFormats.Contains(format)
                        || int.TryParse(format, out var number) && number is (>= 14 and <= 22) or (>= 45 and <= 47));
                }
            }
        }
    }

    private void ReadText(XmlReader xml)
    {
        if (xml.LocalName is "si")
        {
            Texts.Add(XmlText.Of(xml));
        }
    }

    private static void ForEachElement(XmlReader? part, Action<XmlReader> element)
    {
        using (part)
        {
            while (part?.Read() is true)
            {
                if (part.NodeType is XmlNodeType.Element)
                {
                    element(part);
                }
            }
        }
    }
}
