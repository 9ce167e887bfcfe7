namespace CitesDesMetiers.Core.French;

/// <summary>Converts between UTC and Europe/Paris, the time zone of the editors.</summary>
public static class ParisTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The day and the time; in the repeated hour of autumn, also which of the two it is.</summary>
    /// <param name="utc">An instant in UTC.</param>
    public static string Show(DateTime utc)
    {
        var (day, time) = Local(utc);
        return $"{FrenchDates.Day(day)} à {FrenchDates.Times(time, null)}{WhichOfTwo(utc)}";
    }

    /// <summary>Like <see cref="Show"/>, with the day of the week.</summary>
    public static string ShowLong(DateTime utc)
    {
        var (day, time) = Local(utc);
        return $"{FrenchDates.LongDay(day)} à {FrenchDates.Times(time, null)}{WhichOfTwo(utc)}";
    }

    /// <summary>The local day and time in Paris at that instant.</summary>
    public static (DateOnly Day, TimeOnly Time) Local(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    /// <summary>
    /// The instant (UTC) of a local time in Paris: null in the hour skipped in spring; the first in the hour repeated in autumn.
    /// </summary>
    public static DateTime? ToUtc(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return Zone.IsInvalidTime(local) ? null
            : DateTime.SpecifyKind(
                local - (Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local)), DateTimeKind.Utc);
    }

    /// <summary>Today's date in Paris.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, Zone));

    /// <summary>
    /// All instants (UTC) of a local time in Paris: usually one, none in the hour skipped in spring, and two in the hour repeated in autumn,
    /// the earlier first.
    /// </summary>
    public static IReadOnlyList<DateTime> Instants(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
        {
            return [];
        }

        var offsets = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).OrderDescending()
            : Enumerable.Repeat(Zone.GetUtcOffset(local), 1);
        return [.. offsets.Select(o => DateTime.SpecifyKind(local - o, DateTimeKind.Utc))];
    }

    private static string WhichOfTwo(DateTime utc)
    {
        var instant = DateTime.SpecifyKind(utc, DateTimeKind.Utc);
        return !Zone.IsAmbiguousTime(TimeZoneInfo.ConvertTimeFromUtc(instant, Zone)) ? "" : Zone.IsDaylightSavingTime(instant) ? " (heure d’été)"
            : " (heure d’hiver)";
    }
}
