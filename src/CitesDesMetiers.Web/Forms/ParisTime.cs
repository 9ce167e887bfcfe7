using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Forms;

/// <summary>Instants as the editors' watches show them: the desk lives in Europe/Paris.</summary>
internal static class ParisTime
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <param name="utc">An instant in UTC.</param>
    public static string Show(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Paris);
        return $"{FrenchDates.Day(DateOnly.FromDateTime(local))} à {FrenchDates.Times(TimeOnly.FromDateTime(local), null)}";
    }

    /// <summary>The same with the day of the week.</summary>
    public static string ShowLong(DateTime utc)
    {
        var (day, time) = Local(utc);
        return $"{FrenchDates.LongDay(day)} à {FrenchDates.Times(time, null)}";
    }

    /// <summary>What a watch in Paris shows at that instant.</summary>
    public static (DateOnly Day, TimeOnly Time) Local(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Paris);
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    /// <summary>
    /// The instant at which a watch in Paris shows this: null in the hour that spring leaves out; in the hour that autumn
    /// repeats, the first.
    /// </summary>
    public static DateTime? ToUtc(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return Paris.IsInvalidTime(local) ? null
            : DateTime.SpecifyKind(local - (Paris.IsAmbiguousTime(local) ? Paris.GetAmbiguousTimeOffsets(local).Max() : Paris.GetUtcOffset(local)), DateTimeKind.Utc);
    }

    /// <summary>Today's date in Paris.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, Paris));

    /// <summary>
    /// The instants (UTC) at which watches in Paris show that hour: one as a rule, none in the hour that spring leaves out,
    /// two in the hour that autumn repeats, the earlier first.
    /// </summary>
    public static IReadOnlyList<DateTime> Instants(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Paris.IsInvalidTime(local))
        {
            return [];
        }

        var offsets = Paris.IsAmbiguousTime(local) ? Paris.GetAmbiguousTimeOffsets(local).OrderDescending() : Enumerable.Repeat(Paris.GetUtcOffset(local), 1);
        return [.. offsets.Select(o => DateTime.SpecifyKind(local - o, DateTimeKind.Utc))];
    }

    /// <summary>Like <see cref="Show"/>, and in the hour that comes twice says which of the two.</summary>
    public static string ShowExactly(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Paris);
        var isFirst = Paris.IsAmbiguousTime(local) && utc == Instants(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))[0];
        return Show(utc) + (!Paris.IsAmbiguousTime(local) ? "" : isFirst ? " (heure d’été)" : " (heure d’hiver)");
    }
}
