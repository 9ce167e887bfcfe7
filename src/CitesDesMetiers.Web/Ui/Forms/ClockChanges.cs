using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>Messages about times on the two days a year when the clocks change.</summary>
internal static class ClockChanges
{
    /// <summary>The message for a time that does not exist on that day; null if it exists.</summary>
    public static string? Missing(DateOnly day, TimeOnly time, TimeZoneInfo zone) =>
        zone.IsInvalidTime(day.ToDateTime(time))
            ? $"le {FrenchDates.Day(day)}, on avance les montres, et {FrenchDates.Times(time, null)} n’existe pas. "
                + "Choisissez une heure plus tôt ou plus tard."
            : null;

    /// <summary>The remark, without full stop, for a time that occurs twice on that day; null if it occurs once.</summary>
    public static string? Twice(DateOnly day, TimeOnly time, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(day.ToDateTime(time))
            ? $"le {FrenchDates.Day(day)}, on recule les montres, et {FrenchDates.Times(time, null)} vient deux fois"
            : null;
}
