namespace CitesDesMetiers.Core.French;

/// <summary>Instants as the editors' watches show them: the desk lives in Europe/Paris.</summary>
public static class ParisTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The day and the time; in the hour that autumn repeats, also which of the two it is.</summary>
    /// <param name="utc">An instant in UTC.</param>
    public static string Show(DateTime utc)
    {
        var (day, time) = Local(utc);
        return $"{FrenchDates.Day(day)} à {FrenchDates.Times(time, null)}{WhichOfTwo(utc)}";
    }

    /// <summary>The same with the day of the week.</summary>
    public static string ShowLong(DateTime utc)
    {
        var (day, time) = Local(utc);
        return $"{FrenchDates.LongDay(day)} à {FrenchDates.Times(time, null)}{WhichOfTwo(utc)}";
    }

    /// <summary>What a watch in Paris shows at that instant.</summary>
    public static (DateOnly Day, TimeOnly Time) Local(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    /// <summary>
    /// The instant at which a watch in Paris shows this: null in the hour that spring leaves out; in the hour that autumn
    /// repeats, the first.
    /// </summary>
    public static DateTime? ToUtc(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return Zone.IsInvalidTime(local) ? null
            : DateTime.SpecifyKind(local - (Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local)), DateTimeKind.Utc);
    }

    /// <summary>Today's date in Paris.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, Zone));

    /// <summary>
    /// The instants (UTC) at which watches in Paris show that hour: one as a rule, none in the hour that spring leaves out,
    /// two in the hour that autumn repeats, the earlier first.
    /// </summary>
    public static IReadOnlyList<DateTime> Instants(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
        {
            return [];
        }

        var offsets = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).OrderDescending() : Enumerable.Repeat(Zone.GetUtcOffset(local), 1);
        return [.. offsets.Select(o => DateTime.SpecifyKind(local - o, DateTimeKind.Utc))];
    }

    private static string WhichOfTwo(DateTime utc)
    {
        var instant = DateTime.SpecifyKind(utc, DateTimeKind.Utc);
        return !Zone.IsAmbiguousTime(TimeZoneInfo.ConvertTimeFromUtc(instant, Zone)) ? "" : Zone.IsDaylightSavingTime(instant) ? " (heure d’été)" : " (heure d’hiver)";
    }
}
