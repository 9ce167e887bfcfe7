using System.Security.Claims;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>An agenda entry for display.</summary>
/// <param name="Id">Null for an entry frozen in an edition, which has no calendar file.</param>
public sealed record AgendaLine(
    int? Id, AgendaKind Kind, DateOnly StartsOn, DateOnly EndsOn, TimeOnly? StartTime, TimeOnly? EndTime, string Title, string? Place,
    string? Project, string? Link, string? CiteName, string? CiteSlug, string? CiteCity, string? TimeZone, bool IsMembersOnly, bool IsCancelled)
{
    private static readonly TimeZoneInfo Home = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public string Dates => FrenchDates.Range(StartsOn, EndsOn);

    /// <summary>"de 9 h à 12 h 30", or empty. "(heure locale)" follows when the local time differs from that of Paris on that day.</summary>
    public string Times
    {
        get
        {
            var times = FrenchDates.Times(StartTime, EndTime);
            return times.Length == 0 || IsParisTime ? times : $"{times} (heure locale)";
        }
    }

    private bool IsParisTime =>
        TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone)
        || zone.GetUtcOffset(StartsOn.ToDateTime(new TimeOnly(12, 0))) == Home.GetUtcOffset(StartsOn.ToDateTime(new TimeOnly(12, 0)));

    /// <summary>The Cité, unless the title or the place already names it; null otherwise.</summary>
    public string? OwnCite =>
        CiteName is null || (CiteCity is { Length: > 0 } city && $"{Title} {Place}".Contains(city, StringComparison.OrdinalIgnoreCase))
            ? null
            : CiteName;

    public static AgendaLine From(EditionDate date) =>
        new(
            null, date.Kind, date.StartsOn, date.EndsOn, date.StartTime, date.EndTime, date.Title, date.Place, null, date.Link,
            date.Cite?.Name, date.Cite?.Slug, date.Cite?.City, null, false, false);
}

internal static class AgendaLines
{
    /// <summary>The entries that this reader may see: accepted ones, and members-only ones when signed in.</summary>
    public static IQueryable<AgendaEntry> VisibleTo(this IQueryable<AgendaEntry> agenda, ClaimsPrincipal reader) =>
        reader.IsMember() ? agenda.Where(e => e.IsAccepted) : agenda.Public();

    /// <summary>The entries that everyone may see.</summary>
    public static IQueryable<AgendaEntry> Public(this IQueryable<AgendaEntry> agenda) => agenda.Where(e => e.IsAccepted && !e.IsMembersOnly);

    public static IQueryable<AgendaEntry> InOrder(this IQueryable<AgendaEntry> agenda) =>
        agenda.OrderBy(e => e.StartsOn).ThenBy(e => e.StartTime).ThenBy(e => e.EndsOn).ThenByFrench(e => e.Title);

    public static IQueryable<AgendaLine> AsLines(this IQueryable<AgendaEntry> agenda) =>
        agenda.Select(e => new AgendaLine(
            e.Id, e.Kind, e.StartsOn, e.EndsOn, e.StartTime, e.EndTime, e.Title, e.Place, e.Project, e.Link,
            e.Cite!.Name, e.Cite.Slug, e.Cite.City, e.Cite.TimeZone, e.IsMembersOnly, e.IsCancelled));
}
