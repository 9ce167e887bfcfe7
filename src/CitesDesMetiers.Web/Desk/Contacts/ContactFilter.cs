using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Contacts;

/// <summary>The query of the list of contacts.</summary>
public class ContactFilter : ListFilter
{
    internal static readonly SortColumns<Contact> Columns =
        new SortColumns<Contact>("nom").ByName("nom").ByText("fonction", c => c.Role).ByText("cite", c => c.Cite!.Name);

    [FromQuery(Name = "cite")]
    public int? CiteId { get; set; }

    /// <summary>The visibility: "tous" or "membres".</summary>
    [FromQuery(Name = "visible")]
    public string? Visibility { get; set; }

    /// <summary>"en-poste" or "partis".</summary>
    [FromQuery(Name = "etat")]
    public string? State { get; set; }

    public IQueryable<Contact> Apply(IQueryable<Contact> contacts)
    {
        var found = CiteId is { } cite ? contacts.Where(c => c.CiteId == cite) : contacts;
        found = Visibility switch { "tous" => found.Where(c => c.IsPublic), "membres" => found.Where(c => !c.IsPublic), _ => found };
        found = State switch { "en-poste" => found.Where(c => c.LeftOn == null), "partis" => found.Where(c => c.LeftOn != null), _ => found };
        return found.Matching(Search);
    }
}

/// <param name="LeftOn">The date on which the contact left the directory; null while listed.</param>
internal sealed record ContactRow(int Id, string Name, string? Role, string? Address, string? Cite, bool IsPublic, DateOnly? LeftOn);
