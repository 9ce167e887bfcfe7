using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Agenda;

/// <summary>Local times of a date on days when the clocks change.</summary>
internal static class AgendaTimes
{
    /// <summary>The time zone of the Cité, or that of Paris.</summary>
    public static async Task<TimeZoneInfo> ZoneAsync(NewsletterContext db, int? citeId, CancellationToken cancellation)
    {
        var name = await db.Cites.Where(c => c.Id == citeId).Select(c => c.TimeZone).FirstOrDefaultAsync(cancellation);
        return name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : ParisTime.Zone;
    }

    /// <summary>
    /// Refuses a time that does not exist on that day. If a time occurs twice, calendars use the first one (RFC 5545, 3.3.5).
    /// </summary>
    /// <param name="refuse">Receives the field and the problem in French.</param>
    /// <returns>A sentence about a time that occurs twice; null if there is none.</returns>
    public static string? Check(AgendaForm form, TimeZoneInfo zone, Action<string, string> refuse)
    {
        string? remark = null;
        foreach (var (field, label, day, time) in ((string, string, DateOnly, TimeOnly?)[])
            [
                (nameof(form.StartTime), "Heure de début", form.StartsOn!.Value, form.StartTime),
                (nameof(form.EndTime), "Heure de fin", form.EndsOn ?? form.StartsOn.Value, form.EndTime),
            ])
        {
            if (time is not { } typed)
            {
                continue;
            }

            if (ClockChanges.Missing(day, typed, zone) is { } missing)
            {
                refuse(field, $"{label} : {missing}");
            }

            remark ??= ClockChanges.Twice(day, typed, zone) is { } twice
                ? $"Attention : {twice} ; les agendas prennent la première, à l’heure d’été."
                : null;
        }

        return remark;
    }
}
