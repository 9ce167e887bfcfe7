using System.Buffers;
using System.Text;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>Detects the encoding of a text file: from its byte order mark, else UTF-8 if all bytes are valid, else Windows-1252.</summary>
/// <param name="IsMixed">Whether the file mixes encodings. Some accents are then wrong.</param>
internal sealed record TextEncoding(Encoding Encoding, string Name, bool IsMixed)
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <param name="file">Is read to its end and rewound.</param>
    /// <exception cref="UnusableFileException">The file is not text.</exception>
    public static TextEncoding Of(Stream file)
    {
        var mark = new byte[2];
        var length = file.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == 2 && mark is [0xFF, 0xFE] or [0xFE, 0xFF])
        {
            return new(mark[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, "UTF-16", false);
        }

        var (fitting, unfitting) = Count(file);
        file.Position = 0;
        return unfitting == 0 ? new(Encoding.UTF8, "UTF-8", false) : new(Windows1252, "Windows-1252", fitting > 0);
    }

    /// <summary>Counts the valid UTF-8 sequences beyond ASCII, and the invalid bytes.</summary>
    private static (int Fitting, int Unfitting) Count(Stream file)
    {
        var (fitting, unfitting, kept) = (0, 0, 0);
        var buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, kept + read);
            if (rest.Contains((byte)0))
            {
                throw new UnusableFileException(FileFault.Binary);
            }

            var status = OperationStatus.Done;
            while (rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var at
                && (status = Rune.DecodeFromUtf8(rest[at..], out _, out var used)) is not OperationStatus.NeedMoreData)
            {
                _ = status is OperationStatus.Done ? fitting++ : unfitting++;
                rest = rest[(at + used)..];
            }

            rest = status is OperationStatus.NeedMoreData ? rest[rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF)..] : [];
            rest.CopyTo(buffer);
            kept = rest.Length;
        }

        return (fitting, unfitting + kept);
    }
}
