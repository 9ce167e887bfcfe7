using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Deleted;

/// <summary>The kinds of entities that can be deleted and restored.</summary>
public enum DeletedKind
{
    News,
    Contact,
    StaffMove,
    Picture,
    Issue,
}

/// <param name="Id">Id of the entity among those of its kind.</param>
/// <param name="At">In UTC.</param>
internal sealed record DeletedRow(DeletedKind Kind, int Id, string Name, string? Cite, DateTime At);

/// <summary>Finds deleted entities that are not purged yet. A correspondent finds only those of their Cité.</summary>
internal sealed class DeletedThings(NewsletterContext db, int? ownCiteId)
{
    private const int Shown = 200;

    private IQueryable<NewsItem> News => db.News.IgnoreQueryFilters().Where(n => n.DeletedAt != null && (ownCiteId == null || n.CiteId == ownCiteId));

    private IQueryable<Contact> Contacts =>
        db.Contacts.IgnoreQueryFilters().Where(c => c.DeletedAt != null && (ownCiteId == null || c.CiteId == ownCiteId));

    private IQueryable<StaffMove> Moves =>
        db.StaffMoves.IgnoreQueryFilters().Where(m => m.DeletedAt != null && (ownCiteId == null || m.CiteId == ownCiteId));

    /// <summary>Pictures belong to no Cité, so only editors see them. Pictures of refused forms are excluded, because nobody deleted them.</summary>
    private IQueryable<MediaFile> Pictures => db.Media.Where(m => m.DeletedAt != null && m.AlternativeText != "" && ownCiteId == null);

    private IQueryable<Issue> Issues => db.Issues.IgnoreQueryFilters().Where(i => i.DeletedAt != null && ownCiteId == null);

    /// <summary>All deleted entities, the latest first.</summary>
    public async Task<IReadOnlyList<DeletedRow>> ListAsync(CancellationToken cancellation)
    {
        List<DeletedRow> rows =
        [
            .. await News.OrderByDescending(n => n.DeletedAt).Take(Shown)
                .Select(n => new DeletedRow(DeletedKind.News, n.Id, n.Title, n.Cite!.Name, n.DeletedAt!.Value)).ToListAsync(cancellation),
            .. await Contacts.OrderByDescending(c => c.DeletedAt).Take(Shown)
                .Select(c => new DeletedRow(DeletedKind.Contact, c.Id, c.Name, c.Cite!.Name, c.DeletedAt!.Value)).ToListAsync(cancellation),
            .. await Moves.OrderByDescending(m => m.DeletedAt).Take(Shown)
                .Select(m => new DeletedRow(DeletedKind.StaffMove, m.Id, m.Person, m.Cite!.Name, m.DeletedAt!.Value)).ToListAsync(cancellation),
            .. ownCiteId is not null ? [] : await Issues.OrderByDescending(i => i.DeletedAt).Take(Shown)
                .Select(i => new DeletedRow(DeletedKind.Issue, i.Id, "Numéro " + i.Number, null, i.DeletedAt!.Value)).ToListAsync(cancellation),
            .. ownCiteId is not null ? [] : await Pictures.OrderByDescending(m => m.DeletedAt).Take(Shown)
                .Select(m => new DeletedRow(DeletedKind.Picture, m.Id, m.AlternativeText, null, m.DeletedAt!.Value)).ToListAsync(cancellation),
        ];
        return [.. rows.OrderByDescending(r => r.At)];
    }

    /// <summary>The entity to restore and its name; null if it is not in the bin.</summary>
    public async Task<(IDeletable Thing, string Name)?> FindAsync(DeletedKind kind, int id, CancellationToken cancellation) =>
        kind switch
        {
            DeletedKind.News => await News.FirstOrDefaultAsync(n => n.Id == id, cancellation) is { } news ? (news, news.Title) : null,
            DeletedKind.Contact => await Contacts.FirstOrDefaultAsync(c => c.Id == id, cancellation) is { } contact ? (contact, contact.Name) : null,
            DeletedKind.StaffMove => await Moves.FirstOrDefaultAsync(m => m.Id == id, cancellation) is { } move ? (move, move.Person) : null,
            DeletedKind.Issue => await Issues.FirstOrDefaultAsync(i => i.Id == id, cancellation) is { } issue
                ? (issue, $"Numéro {issue.Number}")
                : null,
            _ => await Pictures.FirstOrDefaultAsync(m => m.Id == id, cancellation) is { } picture ? (picture, picture.AlternativeText) : null,
        };
}
