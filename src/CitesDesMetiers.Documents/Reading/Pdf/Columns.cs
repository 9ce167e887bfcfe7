namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>
/// Puts the runs of a page into reading order: where a gutter lets no run through, the left side comes before the right one; what spans the
/// columns cuts the page into bands above and below it.
/// </summary>
internal static class Columns
{
    private const double LeastWidth = 48;
    private const int LeastLines = 3;

    /// <returns>Columns in reading order, each with its runs from top to bottom. Cells of a table count as rows of one column.</returns>
    public static List<List<Run>> Order(List<Run> runs)
    {
        if (runs.Count < 2)
        {
            return runs.Count == 0 ? [] : [runs];
        }

        if (Gutter(runs) is { } x)
        {
            return [.. Order(runs.FindAll(r => r.Left < x)), .. Order(runs.FindAll(r => r.Left >= x))];
        }

        var bands = Bands(runs);
        if (bands.Count == 1)
        {
            return [Sorted(runs)];
        }

        // Bands without columns that follow each other are one column.
        var ordered = new List<List<Run>>();
        var isOpen = false;
        foreach (var band in bands)
        {
            var hasColumns = Gutter(band) is not null;
            if (hasColumns)
            {
                ordered.AddRange(Order(band));
            }
            else if (isOpen)
            {
                ordered[^1].AddRange(Sorted(band));
            }
            else
            {
                ordered.Add(Sorted(band));
            }

            isOpen = !hasColumns;
        }

        return ordered;
    }

    private static List<Run> Sorted(List<Run> runs) => [.. runs.OrderBy(r => r.Base).ThenBy(r => r.Left)];

    /// <summary>The middle of the widest gutter between two columns of text, or null.</summary>
    private static double? Gutter(List<Run> runs)
    {
        (double Middle, double Width)? best = null;
        foreach (var (from, to) in Gaps(runs))
        {
            var middle = (from + to) / 2;
            var (left, right) = (runs.FindAll(r => r.Left < middle), runs.FindAll(r => r.Left >= middle));
            if (to - from > (best?.Width ?? 0) && IsColumn(left) && IsColumn(right) && AreBeside(left, right) && !IsTable(left, right))
            {
                best = (middle, to - from);
            }
        }

        return best?.Middle;
    }

    /// <summary>Where no run stands, between the leftmost and the rightmost.</summary>
    private static List<(double From, double To)> Gaps(List<Run> runs)
    {
        var least = Math.Max(6, 0.65 * Median(runs.ConvertAll(r => r.Size)));
        var gaps = new List<(double, double)>();
        var end = double.PositiveInfinity;
        foreach (var run in runs.OrderBy(r => r.Left))
        {
            if (run.Left - end >= least)
            {
                gaps.Add((end, run.Left));
            }

            end = double.IsInfinity(end) ? run.Right : Math.Max(end, run.Right);
        }

        return gaps;
    }

    private static bool IsColumn(List<Run> runs) =>
        Lines(runs).Count >= LeastLines && runs.Max(r => r.Right) - runs.Min(r => r.Left) >= LeastWidth;

    private static bool AreBeside(List<Run> left, List<Run> right) =>
        Math.Min(left.Max(r => r.Bottom), right.Max(r => r.Bottom)) - Math.Max(left.Min(r => r.Top), right.Min(r => r.Top))
            > 0.25 * Math.Min(left.Max(r => r.Bottom) - left.Min(r => r.Top), right.Max(r => r.Bottom) - right.Min(r => r.Top));

    /// <summary>In a table, every entry of the left column begins on a line of the right one, and most are short.</summary>
    private static bool IsTable(List<Run> left, List<Run> right)
    {
        var (lines, others) = (Lines(left), Lines(right));
        var aligned = lines.Count(l => others.Exists(o => Math.Abs(o - l) < 1));
        var width = left.Max(r => r.Right) - left.Min(r => r.Left);
        var rightWidth = right.Max(r => r.Right) - right.Min(r => r.Left);
        var letters = left.Sum(r => r.Glyphs.Count) / (double)lines.Count;
        return aligned >= 0.9 * lines.Count && letters < 28 && width < rightWidth && lines.Count <= others.Count;
    }

    private static List<double> Lines(List<Run> runs)
    {
        var lines = new List<double>();
        foreach (var run in runs.OrderBy(r => r.Base))
        {
            if (lines.Count == 0 || run.Base - lines[^1] > 0.4 * run.Size)
            {
                lines.Add(run.Base);
            }
        }

        return lines;
    }

    /// <summary>Parts of the page from top to bottom, such that each either has a gutter from its top to its bottom or none.</summary>
    private static List<List<Run>> Bands(List<Run> runs)
    {
        var bands = new List<List<Run>>();
        var strips = new List<List<Run>>();
        foreach (var strip in Strips(runs))
        {
            var joined = strips.SelectMany(s => s).ToList();
            var hasGaps = joined.Count > 0 && Gaps(joined).Count > 0;
            if (joined.Count > 0 && (hasGaps ? Gaps([.. joined, .. strip]).Count == 0 : Gaps(strip).Count > 0))
            {
                var kept = hasGaps ? HeadingsAtEnd(strips) : 0;
                bands.Add([.. strips.Take(strips.Count - kept).SelectMany(s => s)]);
                strips = [.. strips.TakeLast(kept)];
            }

            strips.Add(strip);
        }

        bands.Add([.. strips.SelectMany(s => s)]);
        bands.RemoveAll(b => b.Count == 0);
        return bands;
    }

    /// <summary>How many strips at the end are a heading of what comes below, across the columns.</summary>
    private static int HeadingsAtEnd(List<List<Run>> strips)
    {
        var usual = Median([.. strips.SelectMany(s => s).Select(r => r.Size)]);
        var count = 0;
        while (count < 2 && count + 1 < strips.Count && strips[^(count + 1)] is [var run] && (run.IsBold || run.Size > usual * 1.08))
        {
            count++;
        }

        return count;
    }

    /// <summary>Runs that overlap in height.</summary>
    private static List<List<Run>> Strips(List<Run> runs)
    {
        var strips = new List<List<Run>>();
        var bottom = double.NegativeInfinity;
        foreach (var run in runs.OrderBy(r => r.Top))
        {
            if (run.Top >= bottom - 0.5)
            {
                strips.Add([]);
            }

            strips[^1].Add(run);
            bottom = Math.Max(bottom, run.Bottom);
        }

        return strips;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
