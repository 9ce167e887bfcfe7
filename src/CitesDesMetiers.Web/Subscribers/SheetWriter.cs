using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CitesDesMetiers.Web.Subscribers;

public enum SheetFormat
{
    Csv,
    Xlsx,
}

/// <summary>Writes a table row by row, straight to where it goes. No text in it can be taken for a formula.</summary>
internal abstract class SheetWriter : IAsyncDisposable
{
    public static async Task<SheetWriter> OpenAsync(Stream output, SheetFormat format, CancellationToken cancellation) =>
        format is SheetFormat.Xlsx ? await XlsxWriter.CreateAsync(output, cancellation) : new CsvWriter(output);

    public static string MediaType(SheetFormat format) =>
        format is SheetFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";

    public Task WriteAsync(params IEnumerable<string?> cells) => WriteRowAsync(cells.Select(c => FormulaGuard.Neutralise(c ?? "")));

    /// <summary>Writes what completes the file.</summary>
    public abstract ValueTask DisposeAsync();

    protected abstract Task WriteRowAsync(IEnumerable<string> cells);

    /// <summary>UTF-8 with its mark and semicolons: what a French spreadsheet opens without a question.</summary>
    private sealed class CsvWriter(Stream output) : SheetWriter
    {
        private readonly StreamWriter writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), -1, leaveOpen: true);

        public override ValueTask DisposeAsync() => writer.DisposeAsync();

        protected override Task WriteRowAsync(IEnumerable<string> cells) => writer.WriteAsync(string.Join(';', cells.Select(Quote)) + "\r\n");

        private static string Quote(string text) =>
            text.AsSpan().IndexOfAny(";\"\r\n\t") >= 0 || text.Trim().Length != text.Length ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>The least that is a workbook (ECMA-376): one sheet of texts.</summary>
    private sealed class XlsxWriter : SheetWriter
    {
        private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        private const string Packages = "http://schemas.openxmlformats.org/package/2006";
        private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

        private readonly Stream output;
        private readonly FileStream file;
        private readonly ZipArchive archive;
        private readonly XmlWriter xml;

        private XlsxWriter(Stream output, FileStream file, ZipArchive archive, XmlWriter xml) => (this.output, this.file, this.archive, this.xml) = (output, file, archive, xml);

        public static async Task<SheetWriter> CreateAsync(Stream output, CancellationToken cancellation)
        {
            // The archive writes parts of itself synchronously, which a response does not allow: it comes about in a file that vanishes when closed.
            var file = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
            await AddAsync("[Content_Types].xml", $"""
                <Types xmlns="{Packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="{SheetType}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="{SheetType}.sheet.main+xml"/></Types>
                """);
            await AddAsync("_rels/.rels", $"""<Relationships xmlns="{Packages}/relationships"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            await AddAsync("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="Abonnés" sheetId="1" r:id="r1"/></sheets></workbook>""");
            await AddAsync("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Packages}/relationships"><Relationship Id="r1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            var sheet = await archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).OpenAsync(cancellation);
            var xml = XmlWriter.Create(sheet, new XmlWriterSettings { Async = true, CloseOutput = true, CheckCharacters = false });
            await xml.WriteStartDocumentAsync();
            await xml.WriteStartElementAsync(null, "worksheet", Main);
            await xml.WriteStartElementAsync(null, "sheetData", Main);
            return new XlsxWriter(output, file, archive, xml);

            async Task AddAsync(string name, string content)
            {
                await using var part = await archive.CreateEntry(name).OpenAsync(cancellation);
                await part.WriteAsync(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + content), cancellation);
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await xml.WriteEndDocumentAsync();
            await xml.DisposeAsync();
            await archive.DisposeAsync();
            file.Position = 0;
            await file.CopyToAsync(output);
            await file.DisposeAsync();
        }

        protected override async Task WriteRowAsync(IEnumerable<string> cells)
        {
            await xml.WriteStartElementAsync(null, "row", Main);
            foreach (var cell in cells)
            {
                await xml.WriteStartElementAsync(null, "c", Main);
                await xml.WriteAttributeStringAsync(null, "t", null, "inlineStr");
                await xml.WriteStartElementAsync(null, "is", Main);
                await xml.WriteStartElementAsync(null, "t", Main);
                await xml.WriteAttributeStringAsync("xml", "space", null, "preserve");
                await xml.WriteStringAsync(string.Concat(cell.Where(XmlConvert.IsXmlChar)));
                await xml.WriteEndElementAsync();
                await xml.WriteEndElementAsync();
                await xml.WriteEndElementAsync();
            }

            await xml.WriteEndElementAsync();
        }
    }
}
