using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Agenda;

/// <summary>The query of the list of dates.</summary>
public class AgendaFilter : ListFilter
{
    internal static readonly SortColumns<AgendaEntry> Columns = Sorted("dates");
    internal static readonly SortColumns<AgendaEntry> PastColumns = Sorted("-dates");

    /// <summary>"passe" or "tout"; any other value selects future dates.</summary>
    [FromQuery(Name = "periode")]
    public string? Period { get; set; }

    [FromQuery(Name = "cite")]
    public int? CiteId { get; set; }

    [FromQuery(Name = "nature"), ModelBinder<FrenchSlugBinder>]
    public AgendaKind? Kind { get; set; }

    /// <summary>"propose", "publie", "membres" or "annule".</summary>
    [FromQuery(Name = "etat")]
    public string? State { get; set; }

    public bool IsPast => Period is "passe";

    public IQueryable<AgendaEntry> Apply(IQueryable<AgendaEntry> entries, DateOnly today)
    {
        var found = Period switch
        {
            "passe" => entries.Where(e => e.EndsOn < today),
            "tout" => entries,
            _ => entries.Where(e => e.EndsOn >= today),
        };
        found = CiteId is { } cite ? found.Where(e => e.CiteId == cite) : found;
        found = Kind is { } kind ? found.Where(e => e.Kind == kind) : found;
        return (State switch
        {
            "propose" => found.Where(e => !e.IsAccepted && !e.IsCancelled),
            "publie" => found.Where(e => e.IsAccepted && !e.IsCancelled && !e.IsMembersOnly),
            "membres" => found.Where(e => e.IsAccepted && !e.IsCancelled && e.IsMembersOnly),
            "annule" => found.Where(e => e.IsCancelled),
            _ => found,
        }).Matching(Search);
    }

    private static SortColumns<AgendaEntry> Sorted(string initial) =>
        new SortColumns<AgendaEntry>(initial).By("dates", e => e.StartsOn).ByName("titre").ByText("lieu", e => e.Place).ByLabel("nature", e => e.Kind)
            .ByText("cite", e => e.Cite!.Name);
}

internal sealed record AgendaRow(
    int Id, DateOnly StartsOn, DateOnly EndsOn, string Title, string? Place, AgendaKind Kind, string? Cite, bool IsAccepted, bool IsCancelled,
    bool IsMembersOnly);
