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

    /// <summary>Today's date in Paris.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, Paris));
}
