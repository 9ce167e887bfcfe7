using System.Globalization;
using CitesDesMetiers.Core.Subscribers.Imports;
using CsvHelper;
using CsvHelper.Configuration;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>Reads texts separated by semicolons, commas or tabs (RFC 4180 and the variants of spreadsheets).</summary>
internal sealed class CsvFile : SheetFile
{
    private const int HeadLength = 65_536;

    private readonly TextReader reader;
    private readonly char separator;
    private readonly string notice;
    private readonly bool hasHint;

    private CsvFile(TextReader reader, char separator, bool hasHint, string notice) =>
        (this.reader, this.separator, this.hasHint, this.notice) = (reader, separator, hasHint, notice);

    public override string Notice => notice;

    public static CsvFile OpenText(Stream file)
    {
        var encoding = TextEncoding.Of(file);
        using var first = new StreamReader(file, encoding.Encoding, detectEncodingFromByteOrderMarks: true, -1, leaveOpen: true);
        var buffer = new char[HeadLength];
        var head = buffer.AsSpan(0, first.ReadBlock(buffer, 0, buffer.Length)).TrimStart();
        if (head.StartsWith("<"))
        {
            throw new UnusableFileException(FileFault.WebPage);
        }

        file.Position = 0;
        var hasHint = head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && head.Length > 4;
        var separator = hasHint ? head[4] : SeparatorOf(head);
        var name = separator switch { ',' => "virgule", '\t' => "tabulation", '|' => "barre verticale", _ => "point-virgule" };
        var notice = $"Fichier CSV, séparateur : {name}, encodage : {encoding.Name}."
            + (encoding.IsMixed
                ? " Attention : ce fichier mélange deux encodages, des accents seront faux (« Ã© »). Toutes les lignes sont gardées ; pour de bons "
                    + "accents, enregistrez le fichier en UTF-8 et recommencez."
                : "");
        return new CsvFile(new BoundedReader(new StreamReader(file, encoding.Encoding, true, -1, leaveOpen: true)), separator, hasHint, notice);
    }

    public override IEnumerable<SheetRow> Rows()
    {
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            BadDataFound = null,
            MaxFieldSize = MaxText,
            BufferSize = 32_768,
        });
        while (Read(parser))
        {
            var number = parser.Row;
            if (number > MaxLines)
            {
                throw new UnusableFileException(FileFault.TooManyLines);
            }

            if (parser.Count > SubscriberImport.MaxColumns)
            {
                throw new UnusableFileException(FileFault.TooManyColumns, number);
            }

            var cells = parser.Record!;
            if (Array.Exists(cells, c => c.Contains('\n', StringComparison.Ordinal)) && parser.RawRecord.Count(c => c == '"') % 2 == 1)
            {
                throw new UnusableFileException(FileFault.OpenQuote, number);
            }

            if (!(hasHint && number == 1) && Array.Exists(cells, c => !string.IsNullOrWhiteSpace(c)))
            {
                yield return new SheetRow(number, cells);
            }
        }
    }

    public override void Dispose()
    {
        reader.Dispose();
        base.Dispose();
    }

    private static bool Read(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException e)
        {
            throw new UnusableFileException(FileFault.TextTooLong, parser.Row, e);
        }
        catch (CsvHelperException e) when (e.InnerException is UnusableFileException inner)
        {
            throw inner;
        }
    }

    /// <summary>The separator that occurs most often in the first line, outside quotes.</summary>
    private static char SeparatorOf(ReadOnlySpan<char> head)
    {
        ReadOnlySpan<char> candidates = [';', ',', '\t', '|'];
        Span<int> counts = stackalloc int[candidates.Length];
        var isQuoted = false;
        foreach (var c in head)
        {
            if (c is '\n' or '\r' && !isQuoted)
            {
                break;
            }

            isQuoted ^= c == '"';
            if (!isQuoted && candidates.IndexOf(c) is >= 0 and var which)
            {
                counts[which]++;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return candidates[best];
    }
}
