using System.Diagnostics.CodeAnalysis;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Cites;

/// <summary>The query of the list of Cités.</summary>
public class CiteFilter : ListFilter
{
    [SuppressMessage("Globalization", "CA1310", Justification = "Entity Framework knows IndexOf without a comparison alone.")]
    internal static readonly SortColumns<Cite> Columns = new SortColumns<Cite>("pays")
        .ByName("nom").ByText("ville", c => c.City)
        .By("pays", c => Core.Cites.Country.CodesByName.IndexOf(c.Country)).ByLabel("label", c => c.Label)
        .By("contacts", c => c.Contacts.Count(x => x.LeftOn == null));

    /// <summary>ISO 3166-1 alpha-2.</summary>
    [FromQuery(Name = "pays")]
    public string? Country { get; set; }

    [FromQuery(Name = "label"), ModelBinder<FrenchSlugBinder>]
    public LabelState? Label { get; set; }

    public IQueryable<Cite> Apply(IQueryable<Cite> cites)
    {
        var found = string.IsNullOrEmpty(Country) ? cites : cites.Where(c => c.Country == Country);
        return (Label is { } label ? found.Where(c => c.Label == label) : found).Matching(Search);
    }
}

internal sealed record CiteRow(int Id, string Name, string City, string Country, LabelState Label, int Contacts);

internal sealed record CiteList(
    CiteFilter Filter, IReadOnlyList<CiteRow> Rows, IReadOnlyList<string> Countries)
    : ListPage<CiteFilter, CiteRow>(Filter, Rows);
