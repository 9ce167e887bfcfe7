using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Agenda;

/// <summary>The filter of the agenda, from its address. An unknown value is ignored or finds nothing.</summary>
public sealed class AgendaQuery
{
    public const string Past = "passe";
    public const string Internal = "interne";
    public const string External = "externe";

    [FromQuery(Name = "periode")]
    public string? Period { get; set; }

    [FromQuery(Name = "type")]
    public string? Kind { get; set; }

    [FromQuery(Name = "cite")]
    public string? Cite { get; set; }

    [FromQuery(Name = "annee")]
    public int? Year { get; set; }

    public bool IsPast => Period == Past;

    public bool IsFiltered => !string.IsNullOrEmpty(Kind) || !string.IsNullOrEmpty(Cite);

    /// <summary>The same list in another period.</summary>
    /// <param name="period"><see cref="Past"/>, or null for the dates to come.</param>
    public string AddressOf(string? period) => ListAddress.Of(SiteAddresses.Agenda, ("periode", period), ("type", Kind), ("cite", Cite));

    public IQueryable<AgendaEntry> Filter(IQueryable<AgendaEntry> agenda)
    {
        agenda = Kind switch
        {
            Internal => agenda.Where(e => e.Kind == AgendaKind.Internal),
            External => agenda.Where(e => e.Kind == AgendaKind.External),
            _ => agenda,
        };
        return string.IsNullOrEmpty(Cite) ? agenda : agenda.Where(e => e.Cite!.Slug == Cite);
    }
}
