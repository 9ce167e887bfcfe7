using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Ui;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;

namespace CitesDesMetiers.Web.Site.Agenda;

/// <summary>Writes entries as iCalendar (RFC 5545). All-day entries have an exclusive end; timed entries use the time zone of their Cité.</summary>
/// <param name="authority">The domain that makes the identifiers unique.</param>
/// <param name="agenda">Absolute address of the agenda page.</param>
/// <param name="name">Name of the calendar for subscribers; null for a single entry.</param>
internal sealed class CalendarFile(string authority, string agenda, string? name)
{
    private const string NetworkZone = "Europe/Paris";

    public string Write(IReadOnlyCollection<AgendaEntry> entries)
    {
        var calendar = new Calendar { ProductId = $"-//{authority}//InfoLettre//FR", Scale = CalendarScales.Gregorian };
        if (name is not null)
        {
            calendar.AddProperty("X-WR-CALNAME", name);
            calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        }

        foreach (var zone in entries.Where(IsTimed).GroupBy(ZoneOf))
        {
            calendar.AddTimeZone(CalendarZone.Describe(zone.Key, zone.Min(e => e.StartsOn), zone.Max(e => e.EndsOn)));
        }

        foreach (var entry in entries)
        {
            calendar.Events.Add(EventOf(entry));
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private CalendarEvent EventOf(AgendaEntry entry) =>
        new()
        {
            Uid = $"{entry.Uid:N}@{authority}",
            Sequence = entry.Sequence,

            // In a file without METHOD, DTSTAMP equals LAST-MODIFIED (RFC 5545, 3.8.7.2).
            DtStamp = new CalDateTime(entry.ChangedAt, CalDateTime.UtcTzId),
            LastModified = new CalDateTime(entry.ChangedAt, CalDateTime.UtcTzId),
            Summary = Typography.ForWeb(entry.Title),
            Location = entry.Place is { } place ? Typography.ForWeb(place) : null,
            Description = DescriptionOf(entry),
            Url = new Uri(entry.Link ?? agenda),
            Start = IsTimed(entry) ? new CalDateTime(entry.StartsOn, entry.StartTime, ZoneOf(entry)) : new CalDateTime(entry.StartsOn),
            End = IsTimed(entry) ? EndOf(entry) : new CalDateTime(entry.EndsOn.AddDays(1)),
            Status = entry.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = IsTimed(entry) ? TransparencyType.Opaque : TransparencyType.Transparent,
        };

    /// <summary>The end of the entry; null if it has none and is a moment (RFC 5545, 3.6.1).</summary>
    private static CalDateTime? EndOf(AgendaEntry entry) =>
        entry.EndTime is { } end && (entry.EndsOn > entry.StartsOn || end > entry.StartTime)
            ? new CalDateTime(entry.EndsOn, end, ZoneOf(entry)) : null;

    private static string? DescriptionOf(AgendaEntry entry)
    {
        var times = IsTimed(entry) ? "" : FrenchDates.Times(entry.StartTime, entry.EndTime);
        var parts = new[] { entry.Cite?.Name, entry.Project is { } project ? $"Projet {project}" : null, times.Capitalised() };
        var text = string.Join("\n", parts.Where(part => !string.IsNullOrEmpty(part)));
        return text.Length > 0 ? text : null;
    }

    /// <summary>Whether the entry has times. Several days without an end time are written as whole days.</summary>
    private static bool IsTimed(AgendaEntry entry) => entry.StartTime is not null && (entry.EndTime is not null || entry.EndsOn == entry.StartsOn);

    private static string ZoneOf(AgendaEntry entry) =>
        entry.Cite?.TimeZone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone : NetworkZone;
}
