using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.StructuredData;

namespace CitesDesMetiers.Web.Site.Agenda;

/// <summary>Describes a date of the agenda for search engines. Times are those of its Cité.</summary>
internal static class DateFacts
{
    public static Event Of(AgendaLine date, SiteOptions site) =>
        new(date.Title.Typed(), Start(date), End(date), date.Link ?? site.Absolute(SiteAddresses.Agenda))
        {
            EventStatus = "https://schema.org/" + (date.IsCancelled ? "EventCancelled" : "EventScheduled"),
            Location = date.Place is { } place ? new Place(place.Typed()) : null,
            Organizer = date is { CiteName: { } name, CiteSlug: { } slug }
                ? new Organization(name.Typed()) { MainEntityOfPage = site.Absolute(SiteAddresses.Cite(slug)) }
                : null,
        };

    private static string Start(AgendaLine date) => date.StartTime is { } time ? At(date.StartsOn, time, date.TimeZone) : Day(date.StartsOn);

    /// <summary>Null if only the start is known.</summary>
    private static string? End(AgendaLine date)
    {
        if (date.EndTime is { } time)
        {
            return At(date.EndsOn, time, date.TimeZone);
        }

        return date.StartTime is null || date.EndsOn > date.StartsOn ? Day(date.EndsOn) : null;
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string At(DateOnly day, TimeOnly time, string? zone)
    {
        var local = day.ToDateTime(time);
        var own = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : ParisTime.Zone;
        return new DateTimeOffset(local, own.GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
    }
}
