using System.Security.Claims;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>An agenda entry as pages show it.</summary>
/// <param name="Id">Null for an entry frozen in an edition: it has no calendar file of its own.</param>
public sealed record AgendaLine(
    int? Id, AgendaKind Kind, DateOnly StartsOn, DateOnly EndsOn, TimeOnly? StartTime, TimeOnly? EndTime, string Title, string? Place,
    string? Project, string? Link, string? CiteName, string? CiteSlug, string? CiteCity, string? TimeZone, bool IsMembersOnly, bool IsCancelled)
{
    private static readonly TimeZoneInfo Home = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public string Dates => FrenchDates.Range(StartsOn, EndsOn);

    /// <summary>"de 9 h à 12 h 30", with "(heure locale)" where the clocks differ from those of Paris that day; or empty.</summary>
    public string Times
    {
        get
        {
            var times = FrenchDates.Times(StartTime, EndTime);
            return times.Length == 0 || IsHomeTime ? times : $"{times} (heure locale)";
        }
    }

    private bool IsHomeTime =>
        TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone)
        || zone.GetUtcOffset(StartsOn.ToDateTime(new TimeOnly(12, 0))) == Home.GetUtcOffset(StartsOn.ToDateTime(new TimeOnly(12, 0)));

    /// <summary>The Cité where neither title nor place says it already.</summary>
    public string? OwnCite =>
        CiteName is null || (CiteCity is { Length: > 0 } city && $"{Title} {Place}".Contains(city, StringComparison.OrdinalIgnoreCase)) ? null : CiteName;

    public static AgendaLine From(EditionDate date)
    {
        ArgumentNullException.ThrowIfNull(date);
        return new(
            null, date.Kind, date.StartsOn, date.EndsOn, date.StartTime, date.EndTime, date.Title, date.Place, null, date.Link,
            date.Cite?.Name, date.Cite?.Slug, date.Cite?.City, null, false, false);
    }
}

internal static class AgendaLines
{
    /// <summary>What this reader may see: accepted entries, and those for members only when signed in.</summary>
    public static IQueryable<AgendaEntry> VisibleTo(this IQueryable<AgendaEntry> agenda, ClaimsPrincipal reader) =>
        reader.IsMember() ? agenda.Where(e => e.IsAccepted) : agenda.Public();

    /// <summary>What everyone may see.</summary>
    public static IQueryable<AgendaEntry> Public(this IQueryable<AgendaEntry> agenda) => agenda.Where(e => e.IsAccepted && !e.IsMembersOnly);

    public static IQueryable<AgendaEntry> InOrder(this IQueryable<AgendaEntry> agenda) =>
        agenda.OrderBy(e => e.StartsOn).ThenBy(e => e.StartTime).ThenBy(e => e.EndsOn).ThenByFrench(e => e.Title);

    public static IQueryable<AgendaLine> AsLines(this IQueryable<AgendaEntry> agenda) =>
        agenda.Select(e => new AgendaLine(
            e.Id, e.Kind, e.StartsOn, e.EndsOn, e.StartTime, e.EndTime, e.Title, e.Place, e.Project, e.Link,
            e.Cite!.Name, e.Cite.Slug, e.Cite.City, e.Cite.TimeZone, e.IsMembersOnly, e.IsCancelled));
}
