using System.Globalization;

namespace CitesDesMetiers.Core.French;

/// <summary>Dates and times as French readers write them, whatever the current culture.</summary>
public static class FrenchDates
{
    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly string[] Weekdays = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    /// <summary>"1er juin 2018".</summary>
    public static string Day(DateOnly day) => $"{DayAndMonth(day)} {Year(day)}";

    /// <summary>"jeudi 31 mai 2018".</summary>
    public static string LongDay(DateOnly day) => $"{Weekdays[(int)day.DayOfWeek]} {Day(day)}";

    /// <summary>"juillet 2018".</summary>
    public static string Month(DateOnly day) => $"{Months[day.Month - 1]} {Year(day)}";

    /// <summary>
    /// Both days included, without repeating what they share: "25-27 juin 2018", "30 juin - 2 juillet 2018",
    /// "30 décembre 2018 - 2 janvier 2019"; one day alone as <see cref="Day"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The end lies before the start.</exception>
    public static string Range(DateOnly start, DateOnly end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        return (start, end) switch
        {
            _ when start == end => Day(start),
            _ when start.Year != end.Year => $"{Day(start)} - {Day(end)}",
            _ when start.Month != end.Month => $"{DayAndMonth(start)} - {Day(end)}",
            _ => $"{Ordinal(start)}-{Day(end)}",
        };
    }

    /// <summary>"10 h 30", "de 9 h à 12 h 30", "jusqu’à 18 h", with U+00A0 within a time; empty without any time.</summary>
    public static string Times(TimeOnly? start, TimeOnly? end) => (start, end) switch
    {
        ({ } from, { } to) when from != to => $"de {Time(from)} à {Time(to)}",
        ({ } from, _) => Time(from),
        (null, { } to) => $"jusqu’à {Time(to)}",
        _ => "",
    };

    private static string Time(TimeOnly time) =>
        FormattableString.Invariant($"{time.Hour}\u00A0h") + (time.Minute == 0 ? "" : FormattableString.Invariant($"\u00A0{time.Minute:00}"));

    private static string DayAndMonth(DateOnly day) => $"{Ordinal(day)} {Months[day.Month - 1]}";

    private static string Ordinal(DateOnly day) => day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture);

    private static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);
}
