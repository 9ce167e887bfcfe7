using System.IO.Compression;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>A line that holds something.</summary>
/// <param name="Number">From 1, empty lines counted, as a spreadsheet shows it.</param>
public readonly record struct SheetRow(int Number, string[] Cells);

/// <summary>
/// A table of texts, from a CSV file or a workbook. What the file is follows from its first bytes, never from its name. It is read
/// as a stream; what is kept of it in memory has a limit.
/// </summary>
internal abstract class SheetFile : IDisposable
{
    /// <summary>Bytes of a file as it is sent.</summary>
    public const long MaxBytes = 100L * 1024 * 1024;

    public const int MaxLines = 2_000_000;

    /// <summary>Characters of one cell: as many as a spreadsheet allows.</summary>
    public const int MaxText = 32_767;

    /// <summary>How it was read and what is odd about it, in French; known once opened.</summary>
    public abstract string Notice { get; }

    /// <summary>Once only.</summary>
    /// <exception cref="UnusableFileException">At any line.</exception>
    public abstract IEnumerable<SheetRow> Rows();

    /// <param name="file">Can seek; stays the caller's.</param>
    /// <exception cref="UnusableFileException">It is no table.</exception>
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
        var archive = XlsxFile.Guarded(() => new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true));
        try
        {
            if (XlsxFile.Guarded(() => archive.GetEntry("xl/workbook.xml")) is null)
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
        || start.StartsWith<byte>([0xFF, 0xD8, 0xFF]) || start.StartsWith<byte>([0x1F, 0x8B]) || start.StartsWith("Rar!"u8) || start.StartsWith<byte>([0x37, 0x7A, 0xBC]);
}
