using System.Globalization;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Core.Agenda;

/// <summary>
/// Reads meetings from a text that somebody pasted: rows of a table with tabs or semicolons between the cells, or lines that begin with a date
/// and go on with title and place, as agendas are written in mails and in Word.
/// </summary>
public static partial class PastedAgenda
{
    private const int LongestPlace = 60;
    private const int LongestHeading = 40;

    /// <param name="today">The day by which dates without a year are completed.</param>
    public static IReadOnlyList<PastedDate> Read(string text, DateOnly today)
    {
        var found = new List<PastedDate>();
        var kind = AgendaKind.Internal;
        PastedDate? open = null;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(Clean))
        {
            if (line.Length == 0)
            {
                continue;
            }

            if (KindIn(line) is { } headed)
            {
                (kind, open) = (headed, null);
            }
            else if (CellsOf(line) is { } cells)
            {
                open = null;
                if (Row(cells, kind, today) is { } row)
                {
                    found.Add(row);
                }
            }
            else if (WrittenDates.Find(line, today) is { } date && (open is not { Title.Length: 0 } || date.Index == 0))
            {
                open = Line(line, date, kind);
                found.Add(open);
            }
            else if (open is not null)
            {
                open.Title += (open.Title.Length == 0 || open.Title.EndsWith('-') ? "" : " ") + line;
            }
            else
            {
                found.Add(new PastedDate(kind) { Title = line });
            }
        }

        found.ForEach(SplitTitle);
        return found;
    }

    private static string Clean(string line) => Spaces().Replace(line, " ").Trim(' ', '•', '·', '*');

    /// <summary>The kind that a heading such as "Réunions internes" announces.</summary>
    private static AgendaKind? KindIn(string line) =>
        line.Length > LongestHeading || line.Any(char.IsDigit) ? null
        : Folding.Fold(line) is var heading && heading.Contains("externe", StringComparison.Ordinal) ? AgendaKind.External
        : heading.Contains("interne", StringComparison.Ordinal) ? AgendaKind.Internal
        : null;

    private static string[]? CellsOf(string line)
    {
        var separator = line.Contains('\t', StringComparison.Ordinal) ? '\t' : ';';
        var cells = line.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(c => c.Trim('"')).ToArray();
        return cells.Length > 1 ? cells : null;
    }

    /// <summary>
    /// A row of a table: the cell with the date, then title and place in this order, wherever the date stands. Null for a row of headings.
    /// </summary>
    private static PastedDate? Row(string[] cells, AgendaKind kind, DateOnly today)
    {
        var dated = Array.FindIndex(cells, c => WrittenDates.Find(c, today) is { } date && date.Length >= c.Length / 2);
        if (dated < 0)
        {
            return Array.Exists(cells, c => Folding.Fold(c) is "date" or "dates" or "jour")
                ? null
                : new PastedDate(kind) { Title = string.Join(", ", cells) };
        }

        var row = Line(cells[dated], WrittenDates.Find(cells[dated], today)!, kind);
        var words = cells.Where((_, i) => i != dated).ToList();
        row.Kind = words.Select(w => w.Length <= LongestHeading ? KindIn(w) : null).FirstOrDefault(k => k is not null) ?? kind;
        words.RemoveAll(w => w.Length <= LongestHeading && KindIn(w) is not null);
        row.Title = words.Count > 0 ? words[0] : row.Title;
        row.Place = words.Count > 1 ? words[1] : null;
        return row;
    }

    /// <summary>A line with a date: what stands before it and after it is the title.</summary>
    private static PastedDate Line(string line, WrittenDate date, AgendaKind kind)
    {
        var (before, after) = (line[..date.Index], line[(date.Index + date.Length)..]);
        var read = new PastedDate(kind) { StartsOn = date.Start, EndsOn = date.End };
        if (Times().Match(after) is { Success: true } times)
        {
            read.StartTime = Time(times, "h1", "m1");
            read.EndTime = Time(times, "h2", "m2");
            after = after[(times.Index + times.Length)..];
        }

        var joint = after.StartsWith(',') && Bare(before).Length > 0 ? ", " : " ";
        read.Title = (Bare(before) + joint + Bare(after)).Trim();
        return read;
    }

    private static string Bare(string text) => text.Trim(' ', ',', ';', ':', '.', '-', '–', '—', '|');

    private static TimeOnly? Time(Match match, string hour, string minute) =>
        match.Groups[hour].Success
        && int.Parse(match.Groups[hour].Value, CultureInfo.InvariantCulture) is < 24 and var hours
        && int.Parse("0" + match.Groups[minute].Value, CultureInfo.InvariantCulture) is < 60 and var minutes
            ? new TimeOnly(hours, minutes)
            : null;

    /// <summary>"Formation, projet COCADE, Sofia": the last part is the place, and a part that begins with "projet" the project.</summary>
    private static void SplitTitle(PastedDate read)
    {
        var parts = read.Title.Split(", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        if (read.Place is null && parts.Count > 1 && parts[^1].Length <= LongestPlace)
        {
            read.Place = parts[^1];
            parts.RemoveAt(parts.Count - 1);
        }

        if (parts.Count > 1 && parts[^1].StartsWith("projet ", StringComparison.OrdinalIgnoreCase))
        {
            read.Project = parts[^1]["projet ".Length..];
            parts.RemoveAt(parts.Count - 1);
        }

        read.Title = string.Join(", ", parts);
    }

    [GeneratedRegex(@"[^\S\t\n]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"^[\s,:–-]*(?:de\s+|à\s+)?(?<h1>\d{1,2})\s?h\s?(?<m1>\d{2})?(?:\s*(?:[-–]|à)\s*(?<h2>\d{1,2})\s?h\s?(?<m2>\d{2})?)?(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Times();
}

/// <summary>A meeting as it was understood. Without a first day it was not.</summary>
public sealed class PastedDate(AgendaKind kind)
{
    public AgendaKind Kind { get; set; } = kind;
    public DateOnly? StartsOn { get; set; }
    public DateOnly? EndsOn { get; set; }
    public TimeOnly? StartTime { get; set; }
    public TimeOnly? EndTime { get; set; }
    public string Title { get; set; } = "";
    public string? Place { get; set; }
    public string? Project { get; set; }
}
