using System.Globalization;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.French;

/// <summary>
/// Finds dates as people write them in French: "jeudi 31 mai 2018", "25-27 juin", "du 30 mai au 1er juin 2018", "25/06/2018", "2018-06-25".
/// </summary>
public static partial class WrittenDates
{
    /// <summary>An earlier year is taken for a slip of the keyboard.</summary>
    public const int FirstYear = 1900;

    /// <summary>So is a later one.</summary>
    public const int LastYear = 2200;

    private static readonly string[] MonthStarts =
        ["janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"];

    /// <summary>The first date of a text.</summary>
    /// <param name="today">A date without a year is taken for the nearest one, from two months before this day to ten months after it.</param>
    /// <returns>Null if there is none. A day that does not exist, such as 31 June, is no date.</returns>
    public static WrittenDate? Find(string text, DateOnly today)
    {
        foreach (Match match in Pattern().Matches(text))
        {
            if (Read(match, today) is { } dates && dates.End >= dates.Start)
            {
                return new WrittenDate(dates.Start, dates.End, match.Index, match.Length);
            }
        }

        return null;
    }

    private static (DateOnly Start, DateOnly End)? Read(Match match, DateOnly today)
    {
        if (Day(match, "2", today, null) is not { } last)
        {
            return null;
        }

        // The first day of "25-27 juin 2018" has the month and the year of the last. That of "30 décembre - 2 janvier 2019" lies in the year before.
        var first = match.Groups["d1"].Success ? Day(match, "1", today, last) : last;
        return first is { } start ? (start, last) : null;
    }

    private static DateOnly? Day(Match match, string which, DateOnly today, DateOnly? last)
    {
        var day = Number(match.Groups["d" + which]);
        var month = match.Groups["m" + which] is { Success: true } named ? MonthOf(named.Value) : last?.Month ?? 0;
        if (match.Groups["y" + which] is { Success: true } written)
        {
            var year = Number(written);
            return Of(year < 100 ? 2000 + year : year, month, day);
        }

        return last is { } end
            ? Of(end.Year, month, day) is { } same && (same <= end || month == end.Month) ? same : Of(end.Year - 1, month, day)
            : Of(today.Year, month, day) is { } thisYear ? Nearest(thisYear, today) : null;
    }

    private static DateOnly Nearest(DateOnly day, DateOnly today) =>
        day < today.AddMonths(-2) ? day.AddYears(1) : day > today.AddMonths(10) ? day.AddYears(-1) : day;

    private static DateOnly? Of(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int MonthOf(string written) =>
        int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 1 + Array.FindIndex(MonthStarts, start => Folding.Fold(written).StartsWith(start, StringComparison.Ordinal));

    private static int Number(Group group) => int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private const string Weekday = @"(?:(?:lun|mar|mercre|jeu|vendre|same)di\s+|dimanche\s+)?";
    private const string MonthName =
        @"(?:janvier|janv\.?|février|fevrier|févr?\.?|fevr?\.?|mars|avril|avr\.?|mai|juin|juillet|juil\.?|août|aout|septembre|sept\.?|octobre|oct\.?|"
        + @"novembre|nov\.?|décembre|decembre|déc\.?|dec\.?)(?!\p{L})";

    private const string Until = @"\s*(?:[-–—/]|au|à|et|jusqu['’]au)\s*";

    /// <summary>In this order: words of a range or of one day; figures, the day first; figures, the year first.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}\d/.-])(?:"
        + @"(?:du\s+|le\s+|les\s+)?(?:" + Weekday + @"(?<d1>\d{1,2})(?:er)?(?:\s+(?<m1>" + MonthName + @")(?:\s+(?<y1>\d{4}))?)?" + Until + @")?"
        + Weekday + @"(?<d2>\d{1,2})(?:er)?\s+(?<m2>" + MonthName + @")(?:\s+(?<y2>\d{4}))?(?!\d)"
        + @"|(?:du\s+|le\s+)?(?:(?<d1>\d{1,2})[/.](?<m1>\d{1,2})[/.](?<y1>\d{4}|\d{2})" + Until + @")?"
        + @"(?<d2>\d{1,2})[/.](?<m2>\d{1,2})[/.](?<y2>\d{4}|\d{2})(?!\d)"
        + @"|(?:(?<y1>\d{4})-(?<m1>\d{2})-(?<d1>\d{2})" + Until + @")?(?<y2>\d{4})-(?<m2>\d{2})-(?<d2>\d{2})(?!\d)"
        + @")", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary>One day or a range, and where it stands in the text.</summary>
/// <param name="End">The last day, included.</param>
public sealed record WrittenDate(DateOnly Start, DateOnly End, int Index, int Length);
