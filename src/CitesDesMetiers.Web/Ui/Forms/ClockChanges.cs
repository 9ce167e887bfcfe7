using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>What is said of a typed time on the two days of the year when watches are changed.</summary>
internal static class ClockChanges
{
    /// <summary>That no watch shows this time that day, and what to do; null where one does.</summary>
    public static string? Missing(DateOnly day, TimeOnly time, TimeZoneInfo zone) =>
        zone.IsInvalidTime(day.ToDateTime(time))
            ? $"le {FrenchDates.Day(day)}, on avance les montres, et {FrenchDates.Times(time, null)} n’existe pas. Choisissez une heure plus tôt ou plus tard." : null;

    /// <summary>That watches show this time twice that day, without a dot at the end; null where they do not.</summary>
    public static string? Twice(DateOnly day, TimeOnly time, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(day.ToDateTime(time)) ? $"le {FrenchDates.Day(day)}, on recule les montres, et {FrenchDates.Times(time, null)} vient deux fois" : null;
}
