using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.TimeZones;

namespace CitesDesMetiers.Web.Site.Agenda;

/// <summary>Describes a time zone for the years of a calendar's dates (RFC 5545, 3.6.5).</summary>
internal static class CalendarZone
{
    /// <summary>The usual start of the zone's rules. No date is before the first date of the calendar.</summary>
    private static readonly DateTime RulesStart = new(1970, 1, 1);

    /// <param name="first">Day of the first date.</param>
    /// <param name="last">Last day of the last date.</param>
    public static VTimeZone Describe(string zone, DateOnly first, DateOnly last)
    {
        var described = VTimeZone.FromDateTimeZone(zone, first.ToDateTime(TimeOnly.MinValue).AddYears(-1), false);

        // Two alternating rules are correct. The library invents rules for other zones, so their transitions are listed instead.
        return described.TimeZoneInfos.Count == 2 && described.TimeZoneInfos.All(i => i.RecurrenceRule is not null)
            ? described
            : WriteOut(zone, first, last);
    }

    private static VTimeZone WriteOut(string id, DateOnly first, DateOnly last)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var written = new VTimeZone(id);
        ZoneInterval? before = null;
        foreach (var interval in zone.GetZoneIntervals(StartOf(first.AddDays(-1)), StartOf(last.AddDays(2))))
        {
            var former = (before ?? interval).WallOffset;
            written.TimeZoneInfos.Add(new VTimeZoneInfo(interval.Savings == Offset.Zero ? Components.Standard : Components.Daylight)
            {
                Start = new CalDateTime(before is null ? RulesStart : interval.Start.WithOffset(former).LocalDateTime.ToDateTimeUnspecified()),
                OffsetFrom = new UtcOffset(former.ToTimeSpan()),
                OffsetTo = new UtcOffset(interval.WallOffset.ToTimeSpan()),
                TimeZoneName = interval.Name,
            });
            before = interval;
        }

        return written;
    }

    private static Instant StartOf(DateOnly day) => Instant.FromUtc(day.Year, day.Month, day.Day, 0, 0);
}
