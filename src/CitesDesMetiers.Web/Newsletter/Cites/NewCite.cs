using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Cites;

/// <summary>A Cité to add while writing the first thing that comes from it; blank for one of the list.</summary>
public class NewCite
{
    [Display(Name = "Nom de la Cité"), Line(Cite.NameLength)]
    public string? Name { get; set; }

    [Display(Name = "Ville"), Line(Cite.NameLength)]
    public string? City { get; set; }

    [Display(Name = "Pays"), RegularExpression("[A-Za-z]{2}", ErrorMessage = "Pays : choisissez-en un dans la liste.")]
    public string? Country { get; set; } = "FR";

    public bool IsBlank => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(City);

    /// <summary>The Cité of this name; if there is none, a new one, not saved yet.</summary>
    public async Task<Cite> FindOrMakeAsync(NewsletterContext db, CancellationToken cancellation)
    {
        var name = Folding.Fold(Name!);
        var cites = await db.Cites.ToListAsync(cancellation);
        if (cites.Find(c => Folding.Fold(c.Name) == name) is { } there)
        {
            return there;
        }

        var cite = new Cite(Name!, Slug.Unique(Slug.From(City!), cites.Select(c => c.Slug).ToHashSet()));
        cite.Describe(City!, null, Country!, "Europe/Paris", LabelState.Planned, null, null);
        db.Add(cite);
        return cite;
    }
}

/// <summary>A form in which a Cité may be added.</summary>
public interface IFormWithNewCite : IEntryForm
{
    NewCite NewCite { get; set; }
}
