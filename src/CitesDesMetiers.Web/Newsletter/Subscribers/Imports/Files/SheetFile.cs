using System.IO.Compression;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>A row that is not empty.</summary>
/// <param name="Number">The row number as a spreadsheet shows it: from 1, empty rows included.</param>
internal readonly record struct SheetRow(int Number, string[] Cells);

/// <summary>
/// Reads a table from a CSV file or a workbook. The first bytes decide the format, never the name. The file is read as a stream with
/// limited memory.
/// </summary>
internal abstract class SheetFile : IDisposable
{
    /// <summary>Maximum size of the uploaded file, in bytes.</summary>
    public const long MaxBytes = 100L * 1024 * 1024;

    public const int MaxLines = 2_000_000;

    /// <summary>Maximum number of characters of a cell, the same as in spreadsheets.</summary>
    public const int MaxText = 32_767;

    /// <summary>How the file was read and what is unusual about it, in French. Available after opening.</summary>
    public abstract string Notice { get; }

    /// <summary>The rows of the table. Can be enumerated once.</summary>
    /// <exception cref="UnusableFileException">Can be thrown at any row.</exception>
    public abstract IEnumerable<SheetRow> Rows();

    /// <param name="file">Must be seekable. The caller disposes it.</param>
    /// <exception cref="UnusableFileException">The file is not a table.</exception>
    public static SheetFile Open(Stream file)
    {
        if (file.Length > MaxBytes)
        {
            throw new UnusableFileException(FileFault.TooLarge);
        }

        var head = new byte[8];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        ReadOnlySpan<byte> start = head.AsSpan(0, length);
        return length == 0 ? throw new UnusableFileException(FileFault.Empty)
            : start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8) ? OpenArchive(file)
            : start.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) ? throw new UnusableFileException(FileFault.OldWorkbook)
            : IsOther(start) ? throw new UnusableFileException(FileFault.Binary)
            : CsvFile.OpenText(file);
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    private static XlsxFile OpenArchive(Stream file)
    {
        var archive = XlsxFile.ConvertErrors(() => new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true));
        try
        {
            if (XlsxFile.ConvertErrors(() => archive.GetEntry("xl/workbook.xml")) is null)
            {
                var isOpenDocument = archive.GetEntry("mimetype") is not null && archive.GetEntry("content.xml") is not null;
                throw new UnusableFileException(isOpenDocument ? FileFault.OpenDocument : FileFault.OtherArchive);
            }

            return new XlsxFile(archive, file.Length);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static bool IsOther(ReadOnlySpan<byte> start) =>
        start.StartsWith("%PDF"u8) || start.StartsWith("GIF8"u8) || start.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47])
        || start.StartsWith<byte>([0xFF, 0xD8, 0xFF]) || start.StartsWith<byte>([0x1F, 0x8B]) || start.StartsWith("Rar!"u8)
        || start.StartsWith<byte>([0x37, 0x7A, 0xBC]);
}
