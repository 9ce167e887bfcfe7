using System.IO.Compression;
using System.Net;
using System.Text;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>Files that are not what they should be: a sentence that says what happened, what was kept and what to do; and nothing kept.</summary>
public sealed class BrokenFileTests(BrokenFileTests.Site site) : IClassFixture<BrokenFileTests.Site>
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static TheoryData<string, string> Broken => new()
    {
        { "empty", "est vide" },
        { "blank lines", "est vide" },
        { "titles only", "qu’une ligne de titres" },
        { "old workbook", ".xls" },
        { "open document", ".ods" },
        { "archive", "archive" },
        { "web page", "page web" },
        { "png", "image" },
        { "nul bytes", "image" },
        { "truncated workbook", "abîmé" },
        { "workbook with a broken sheet", "abîmé" },
        { "workbook with a DTD", "par sécurité" },
        { "bomb", "démesuré" },
        { "bomb of texts", "démesuré" },
        { "a million columns", "colonnes" },
        { "a workbook of many columns", "colonnes" },
        { "one endless line", "démesuré" },
        { "one endless text", "démesuré" },
        { "open quote", "guillemet" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_file_is_refused_whole_with_a_reason(string what, string reason)
    {
        var answer = await site.Desk.SendAsync(Make(what), "liste.csv");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var summary = (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent;
        Assert.Contains(reason, summary, StringComparison.Ordinal);
        Assert.Contains("Rien n’a été gardé", summary, StringComparison.Ordinal);
        Assert.Equal((0, 0), await site.WithDatabaseAsync(async db => (await db.SubscriberImports.CountAsync(), await db.ImportLines.CountAsync())));
    }

    [Fact]
    public async Task Two_gigabytes_are_refused_before_they_are_read()
    {
        using var content = new ByteArrayContent("x"u8.ToArray());
        content.Headers.ContentLength = 2L << 30;

        var answer = await site.Desk.Client.Http.PostAsync(ImportDesk.Path, content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("trop lourd", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static byte[] Make(string what) => what switch
    {
        "empty" => [],
        "blank lines" => ImportDesk.Utf8("\r\n;;\r\n  ;\r\n"),
        "titles only" => ImportDesk.Utf8("Nom;Courriel\r\n"),
        "old workbook" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[500]],
        "open document" => Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")),
        "archive" => Zip(("a.txt", "a@ex.example")),
        "web page" => ImportDesk.Utf8("<html><table><tr><td>a@ex.example</td></tr></table></html>"),
        "png" => [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, .. new byte[100]],
        "nul bytes" => [.. "a@ex.example;"u8, 0, 1, 2, 3],
        "truncated workbook" => Workbooks.Of([["Courriel"], ["a@ex.example"]])[..^40],
        "workbook with a broken sheet" => Workbooks.WithSheet($"<worksheet xmlns=\"{Main}\"><sheetData><row><c t=\"inlineStr\"><is><t>a@ex.example"),
        "workbook with a DTD" => Workbooks.WithSheet($"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet xmlns=\"{Main}\"><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>"),
        "bomb" => Workbooks.WithSheet($"<worksheet xmlns=\"{Main}\"><sheetData>{new string(' ', 60_000_000)}</sheetData></worksheet>"),
        "bomb of texts" =>
            Workbooks.WithSheet(
                $"<worksheet xmlns=\"{Main}\"><sheetData/></worksheet>", $"<sst xmlns=\"{Main}\">{new string(' ', 60_000_000)}</sst>"),
        "a million columns" => ImportDesk.Utf8("Courriel\n" + new string(';', 400_000)),
        "a workbook of many columns" => Workbooks.WithSheet($"<worksheet xmlns=\"{Main}\"><sheetData><row><c r=\"XFD1\" t=\"inlineStr\"><is><t>a@ex.example</t></is></c></row></sheetData></worksheet>"),
        "one endless line" => ImportDesk.Utf8("Courriel\n" + new string(';', 2_000_000)),
        "one endless text" => ImportDesk.Utf8("Courriel\n" + new string('x', 200_000)),
        _ => ImportDesk.Utf8("Nom;Courriel\n\"Dupont;a@ex.example\nMartin;b@ex.example\n"),
    };

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return memory.ToArray();
    }

    public sealed class Site : SiteFactory, IAsyncLifetime
    {
        internal ImportDesk Desk { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Desk = await ImportDesk.OpenAsync(this);
    }
}

/// <summary>Workbooks as spreadsheets write them.</summary>
internal static class Workbooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>With shared texts.</summary>
    public static byte[] Of(string[][] rows)
    {
        var texts = rows.SelectMany(r => r).Distinct().ToList();
        var sheet = string.Concat(rows.Select((row, n) => $"<row r=\"{n + 1}\">{string.Concat(row.Select((cell, c) => $"<c r=\"{(char)('A' + c)}{n + 1}\" t=\"s\"><v>{texts.IndexOf(cell)}</v></c>"))}</row>"));
        return WithSheet(
            $"<worksheet xmlns=\"{Main}\"><sheetData>{sheet}</sheetData></worksheet>",
            $"<sst xmlns=\"{Main}\">{string.Concat(texts.Select(t => $"<si><t>{WebUtility.HtmlEncode(t)}</t></si>"))}</sst>");
    }

    public static byte[] WithSheet(string sheet, string? texts = null, string? styles = null)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Feuille 1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"worksheets/un.xml\"/></Relationships>");
            Add("xl/worksheets/un.xml", sheet);
            Add("xl/sharedStrings.xml", texts);
            Add("xl/styles.xml", styles);

            void Add(string name, string? text)
            {
                if (text is not null)
                {
                    using var writer = new StreamWriter(archive.CreateEntry(name).Open(), Encoding.UTF8);
                    writer.Write(text);
                }
            }
        }

        return memory.ToArray();
    }
}
