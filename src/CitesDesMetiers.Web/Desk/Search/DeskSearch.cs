using System.Security.Claims;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Search;

/// <param name="Detail">Distinguishes hits with the same title; null if nothing does.</param>
public sealed record SearchHit(string Title, string? Detail, string Path);

/// <param name="List">Address of the list with all hits.</param>
/// <param name="IsWhole">Whether these are all hits.</param>
public sealed record SearchGroup(string Name, string List, IReadOnlyList<SearchHit> Hits, bool IsWhole);

/// <summary>Searches all entities of the desk that this person may see, with one query per kind.</summary>
internal sealed class DeskSearch(NewsletterContext db, ClaimsPrincipal user, string? search, int perGroup)
{
    private readonly int? own = user.OwnCiteId();

    public async Task<IReadOnlyList<SearchGroup>> RunAsync(CancellationToken cancellation)
    {
        if (FoldedSearch.PatternsOf(search).Count == 0)
        {
            return [];
        }

        List<SearchGroup> groups = [await NewsAsync(cancellation)];
        if (own is null)
        {
            groups.Add(await IssuesAsync(cancellation));
        }

        groups.AddRange([await AgendaAsync(cancellation), await MovesAsync(cancellation), await ContactsAsync(cancellation)]);
        if (own is null)
        {
            groups.AddRange([await CitesAsync(cancellation), await PicturesAsync(cancellation)]);
        }

        return [.. groups.Where(g => g.Hits.Count > 0)];
    }

    private async Task<SearchGroup> NewsAsync(CancellationToken cancellation) =>
        Group("Nouvelles", DeskAddresses.News, (await Best(db.News.Where(n => own == null || n.CiteId == own))
            .Select(n => new { n.Id, n.Title, Cite = n.Cite!.Name, n.State }).ToListAsync(cancellation))
            .Select(n => Hit(DeskAddresses.News, n.Id, n.Title, $"{n.Cite ?? "Réseau"}, {n.State.Label().ToLowerInvariant()}")));

    private async Task<SearchGroup> IssuesAsync(CancellationToken cancellation) =>
        Group(
            "Numéros", DeskAddresses.Issues,
            (await Best(db.Issues).Select(i => new { i.Id, i.Number, Period = i.PeriodLabel ?? FrenchDates.Month(i.Date), i.Subject })
                .ToListAsync(cancellation))
            .Select(i => Hit(DeskAddresses.Issues, i.Id, $"Numéro {i.Number}, {i.Period}", i.Subject)));

    private async Task<SearchGroup> AgendaAsync(CancellationToken cancellation) =>
        Group("Agenda", DeskAddresses.WholeAgenda, (await Best(db.Agenda.Where(e => own == null || e.CiteId == own))
            .Select(e => new { e.Id, e.Title, e.StartsOn, e.EndsOn, e.Place }).ToListAsync(cancellation))
            .Select(e => Hit(
                DeskAddresses.Agenda, e.Id, e.Title,
                string.Join(", ", new[] { FrenchDates.Range(e.StartsOn, e.EndsOn), e.Place }.OfType<string>()))));

    private async Task<SearchGroup> MovesAsync(CancellationToken cancellation) =>
        Group("Arrivées et départs", DeskAddresses.Moves, (await Best(db.StaffMoves.Where(m => own == null || m.CiteId == own))
            .Select(m => new { m.Id, m.Person, m.Kind, m.Post, Cite = m.Cite!.Name }).ToListAsync(cancellation))
            .Select(m => Hit(DeskAddresses.Moves, m.Id, m.Person, $"{m.Kind.Label()}, {m.Post}, {m.Cite ?? "Réseau"}")));

    private async Task<SearchGroup> ContactsAsync(CancellationToken cancellation) =>
        Group("Contacts", DeskAddresses.Contacts, (await Best(db.Contacts.Where(c => own == null || c.CiteId == own))
            .Select(c => new { c.Id, c.Name, c.Role, Cite = c.Cite!.Name }).ToListAsync(cancellation))
            .Select(c => Hit(DeskAddresses.Contacts, c.Id, c.Name, string.Join(", ", new[] { c.Role, c.Cite ?? "Réseau" }.OfType<string>()))));

    private async Task<SearchGroup> CitesAsync(CancellationToken cancellation) =>
        Group("Cités", DeskAddresses.Cites, (await Best(db.Cites).Select(c => new { c.Id, c.Name, c.City }).ToListAsync(cancellation))
            .Select(c => Hit(DeskAddresses.Cites, c.Id, c.Name, c.City)));

    private async Task<SearchGroup> PicturesAsync(CancellationToken cancellation) =>
        Group(
            "Images", DeskAddresses.Pictures,
            (await Best(db.Media.Where(m => m.DeletedAt == null)).Select(m => new { m.Id, m.AlternativeText, m.Credit }).ToListAsync(cancellation))
            .Select(m => Hit(DeskAddresses.Pictures, m.Id, m.AlternativeText, m.Credit)));

    /// <summary>Hits that begin with the search text come first, then the newest. One more than is shown tells whether there are more.</summary>
    private IQueryable<T> Best<T>(IQueryable<T> rows) where T : class, ISearchable
    {
        var first = FoldedSearch.PatternsOf(search)[0][1..];
        return rows.Matching(search)
            .OrderByDescending(x => EF.Functions.Like(EF.Property<string>(x, ISearchable.Column), first, FoldedSearch.Escape))
            .ThenByDescending(x => EF.Property<int>(x, "Id")).Take(perGroup + 1);
    }

    private SearchGroup Group(string name, string list, IEnumerable<SearchHit> found)
    {
        var hits = found.ToList();
        var address = $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}q={Uri.EscapeDataString(search!)}";
        return new(name, address, [.. hits.Take(perGroup)], hits.Count <= perGroup);
    }

    private static SearchHit Hit(string list, int id, string title, string? detail) =>
        new(title, string.IsNullOrWhiteSpace(detail) ? null : detail, DeskAddresses.Entry(list, id));
}
