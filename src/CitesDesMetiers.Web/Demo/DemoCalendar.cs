using System.Globalization;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Web.Demo;

/// <summary>
/// Days of the demonstration, counted from the day on which it is created. Issues are dated the first Tuesday of their month, and
/// "today" is the last Tuesday. So an offset in days always leads to the same day of the week.
/// </summary>
internal sealed partial class DemoCalendar(DateOnly today, IEnumerable<DemoIssue> issues)
{
    private readonly Dictionary<int, DateOnly> dates = issues.ToDictionary(i => i.Number, i => FirstTuesday(today.AddMonths(i.Months)));

    /// <summary>The last Tuesday, today included.</summary>
    public DateOnly Now => today.AddDays(-((today.DayOfWeek - DayOfWeek.Tuesday + 7) % 7));

    public DateOnly DateOf(int issue) => dates[issue];

    /// <summary>The day from which a text counts its days: the date of its issue if published, otherwise <see cref="Now"/>.</summary>
    public DateOnly Anchor(int? issue) => issue is { } number && dates[number] <= today ? dates[number] : Now;

    /// <summary>
    /// Replaces placeholders with dates in the language of the text: <c>{{jour 9}}</c> becomes "jeudi 12 mars" and <c>{{date -4}}</c>
    /// "27 février 2026".
    /// </summary>
    public static string Resolve(string text, DateOnly anchor, string language = "fr") => Mark().Replace(text, mark =>
    {
        var day = anchor.AddDays(int.Parse(mark.Groups["days"].Value, CultureInfo.InvariantCulture));
        return Write(day, withWeekday: mark.Groups["form"].Value == "jour", CultureInfo.GetCultureInfo(language));
    });

    private static string Write(DateOnly day, bool withWeekday, CultureInfo culture)
    {
        var pattern = culture.DateTimeFormat.LongDatePattern;
        var written = day.ToString(withWeekday ? Year().Replace(pattern, "") : Weekday().Replace(pattern, ""), culture);
        return culture.TwoLetterISOLanguageName == "fr" && day.Day == 1 ? First().Replace(written, "1er ") : written;
    }

    private static DateOnly FirstTuesday(DateOnly month)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        return first.AddDays((DayOfWeek.Tuesday - first.DayOfWeek + 7) % 7);
    }

    [GeneratedRegex(@"\{\{(?<form>jour|date) (?<days>-?\d+)\}\}")]
    private static partial Regex Mark();

    [GeneratedRegex("^dddd,? ")]
    private static partial Regex Weekday();

    [GeneratedRegex("( 'de')? yyyy$")]
    private static partial Regex Year();

    [GeneratedRegex(@"\b1 ")]
    private static partial Regex First();
}
