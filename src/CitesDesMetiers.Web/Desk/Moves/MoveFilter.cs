using System.Linq.Expressions;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Moves;

/// <summary>The query of the list of arrivals and departures.</summary>
public class MoveFilter : ListFilter
{
    internal static readonly SortColumns<StaffMove> Columns = new SortColumns<StaffMove>("-date")
        .ByName("personne").ByLabel("nature", m => m.Kind).ByText("poste", m => m.Post).ByText("cite", m => m.Cite!.Name)
        .By("date", m => m.EffectiveOn);

    [FromQuery(Name = "cite")]
    public int? CiteId { get; set; }

    [FromQuery(Name = "nature"), ModelBinder<FrenchSlugBinder>]
    public StaffMoveKind? Kind { get; set; }

    /// <summary>"propose", "accepte" or "annonce".</summary>
    [FromQuery(Name = "etat")]
    public string? State { get; set; }

    public IQueryable<StaffMove> Apply(IQueryable<StaffMove> moves)
    {
        var found = CiteId is { } cite ? moves.Where(m => m.CiteId == cite) : moves;
        found = Kind is { } kind ? found.Where(m => m.Kind == kind) : found;
        return (State switch
        {
            "propose" => found.Where(m => !m.IsAccepted),
            "accepte" => found.Where(m => m.IsAccepted && m.AnnouncedAt == null),
            "annonce" => found.Where(m => m.AnnouncedAt != null),
            _ => found,
        }).Matching(Search);
    }
}

/// <param name="Issue">Number of the latest issue that contains it; null if none does.</param>
internal sealed record MoveRow(
    int Id, StaffMoveKind Kind, string Person, string Post, string? Cite, DateOnly? EffectiveOn, string? ReplacedBy, bool IsAccepted,
    bool IsAnnounced, int? Issue)
{
    internal static Expression<Func<StaffMove, MoveRow>> From(NewsletterContext db)
    {
        var standing = IssueMembership.OfMoves(db);
        return m => new MoveRow(
            m.Id, m.Kind, m.Person, m.Post, m.Cite!.Name, m.EffectiveOn, m.ReplacedBy, m.IsAccepted, m.AnnouncedAt != null,
            standing.Where(s => s.ItemId == m.Id).Max(s => (int?)s.Number));
    }
}
