using System.Globalization;
using System.Text;
using System.Xml;
using CsvHelper;
using CsvHelper.Configuration;
using SpreadCheetah;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

public enum SheetFormat
{
    Csv,
    Xlsx,
}

/// <summary>Writes a table row by row to a stream. Texts are escaped so that none is run as a formula.</summary>
internal abstract class SheetWriter : IAsyncDisposable
{
    public static async Task<SheetWriter> OpenAsync(Stream output, SheetFormat format, CancellationToken cancellation) =>
        format is SheetFormat.Xlsx ? await WorkbookSheet.CreateAsync(output, cancellation) : new CsvSheet(output);

    public static string MediaType(SheetFormat format) =>
        format is SheetFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";

    public Task WriteAsync(params IEnumerable<string?> cells) => WriteRowAsync(cells.Select(c => FormulaGuard.Neutralise(c ?? "")));

    /// <summary>Completes the file.</summary>
    public abstract ValueTask DisposeAsync();

    protected abstract Task WriteRowAsync(IEnumerable<string> cells);

    /// <summary>UTF-8 with a byte order mark and semicolons, which French spreadsheets open without a dialog.</summary>
    private sealed class CsvSheet(Stream output) : SheetWriter
    {
        private static readonly CsvConfiguration French = new(CultureInfo.InvariantCulture) { Delimiter = ";", NewLine = "\r\n" };

        private readonly CsvWriter csv = new(
            new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), -1, leaveOpen: true), French);

        public override ValueTask DisposeAsync() => csv.DisposeAsync();

        protected override Task WriteRowAsync(IEnumerable<string> cells)
        {
            foreach (var cell in cells)
            {
                csv.WriteField(cell);
            }

            return csv.NextRecordAsync();
        }
    }

    private sealed class WorkbookSheet(Stream output, FileStream file, Spreadsheet workbook) : SheetWriter
    {
        public static async Task<SheetWriter> CreateAsync(Stream output, CancellationToken cancellation)
        {
            // ZipArchive writes synchronously, which a response does not allow. The file is built in a temporary file that is deleted on close.
            var file = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.ReadWrite,
                    Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
                });
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            var workbook = await Spreadsheet.CreateNewAsync(file, cancellationToken: cancellation);
            await workbook.StartWorksheetAsync("Abonnés", token: cancellation);
            return new WorkbookSheet(output, file, workbook);
        }

        public override async ValueTask DisposeAsync()
        {
            await workbook.FinishAsync();
            await workbook.DisposeAsync();
            file.Position = 0;
            await file.CopyToAsync(output);
            await file.DisposeAsync();
        }

        protected override async Task WriteRowAsync(IEnumerable<string> cells) =>
            await workbook.AddRowAsync([.. cells.Select(c => new DataCell(c.All(XmlConvert.IsXmlChar) ? c : WithoutForbidden(c)))]);

        /// <summary>Removes characters that XML does not allow, such as U+FFFF.</summary>
        private static string WithoutForbidden(string text) =>
            string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || XmlConvert.IsXmlChar((char)r.Value)));
    }
}
