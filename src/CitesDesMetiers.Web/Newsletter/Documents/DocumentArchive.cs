using System.IO.Compression;
using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>Why a file is not taken.</summary>
public enum LeftOut
{
    /// <summary>Neither .docx, .pdf, .odt nor .txt.</summary>
    OtherKind,
    Empty,
    TooLarge,

    /// <summary>An archive within an archive.</summary>
    Nested,

    /// <summary>Beyond the number of documents, or the size, of one archive.</summary>
    TooMany,
    Damaged,
}

/// <param name="Bytes">Null if it is not taken.</param>
public sealed record SentFile(string Name, byte[]? Bytes, LeftOut Why = default);

/// <summary>Finds the documents in what was sent: a document is one, a ZIP holds several. What a ZIP declares is not believed.</summary>
internal static class DocumentArchive
{
    public const int MostDocuments = 200;

    /// <summary>Of all documents of an archive, unpacked, in bytes.</summary>
    public const long MostUnpacked = 500L * 1024 * 1024;

    /// <summary>Of the archive itself, in bytes.</summary>
    public const long FileSize = 200L * 1024 * 1024;

    public static readonly IReadOnlyList<string> Extensions = [".docx", ".odt", ".pdf", ".txt"];

    /// <summary>Reads one file after the other, each only when it is asked for.</summary>
    /// <param name="content">Can be read from any place.</param>
    public static IEnumerable<SentFile> Read(string name, Stream content)
    {
        if (!IsArchive(content))
        {
            return [content.Length switch
            {
                0 => new(name, null, LeftOut.Empty),
                > DocumentLimits.FileSize => new(name, null, LeftOut.TooLarge),
                _ => Whole(name, content),
            }];
        }

        return Unpack(name, content);
    }

    /// <summary>Whether it is a ZIP that is no document itself.</summary>
    public static bool IsArchive(Stream content)
    {
        Span<byte> head = stackalloc byte[4];
        content.Position = 0;
        if (content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.SequenceEqual("PK\u0003\u0004"u8))
        {
            return false;
        }

        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return zip.GetEntry("[Content_Types].xml") is null && zip.GetEntry("mimetype") is null;
        }
        catch (InvalidDataException)
        {
            // A document that is cut off is told so when it is read.
            return false;
        }
    }

    private static IEnumerable<SentFile> Unpack(string name, Stream content)
    {
        if (content.Length > FileSize)
        {
            yield return new(name, null, LeftOut.TooLarge);
            yield break;
        }

        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true, new ZipNames());
        var (count, left) = (0, MostUnpacked);
        foreach (var entry in zip.Entries.Where(IsShown))
        {
            var file = ++count > MostDocuments || left <= 0 ? new(entry.Name, null, LeftOut.TooMany)
                : Read(entry, Math.Min(left, DocumentLimits.FileSize));
            left -= file.Bytes?.Length ?? (file.Why is LeftOut.TooLarge ? DocumentLimits.FileSize : 0);
            yield return file;
        }
    }

    private static SentFile Read(ZipArchiveEntry entry, long most)
    {
        if (Path.GetExtension(entry.Name).Equals(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return new(entry.Name, null, LeftOut.Nested);
        }

        if (!Extensions.Contains(Path.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase))
        {
            return new(entry.Name, null, LeftOut.OtherKind);
        }

        try
        {
            using var part = entry.Open();
            using var bytes = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = part.Read(buffer)) > 0;)
            {
                if (bytes.Length + read > most)
                {
                    return new(entry.Name, null, LeftOut.TooLarge);
                }

                bytes.Write(buffer, 0, read);
            }

            return bytes.Length == 0 ? new(entry.Name, null, LeftOut.Empty)
                : IsArchive(bytes) ? new(entry.Name, null, LeftOut.Nested)
                : new(entry.Name, bytes.ToArray());
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            // Cut off, or with a password.
            return new(entry.Name, null, LeftOut.Damaged);
        }
    }

    private static SentFile Whole(string name, Stream content)
    {
        var bytes = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(bytes);
        return new(name, bytes);
    }

    /// <summary>Folders, and what systems add by themselves, are no files that somebody sent.</summary>
    private static bool IsShown(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && entry.Name[0] != '.' && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
            && entry.Name is not ("Thumbs.db" or "desktop.ini");
}
