using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Cites;

[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.Cites)]
public class CitesController(NewsletterContext db, DraftForms drafts, FormState state) : EntryController<Cite, CiteForm>(db, drafts, state)
{
    protected override IQueryable<Cite> Writable => Db.Cites;

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] CiteFilter filter, CancellationToken cancellation)
    {
        var rows = await filter.ReadAsync(
            filter.Apply(Db.Cites), CiteFilter.Columns,
            c => new CiteRow(c.Id, c.Name, c.City, c.Country, c.Label, c.Contacts.Count(x => x.LeftOn == null)), cancellation);
        var countries = await Db.Cites.Select(c => c.Country).Distinct().ToListAsync(cancellation);
        return View(new CiteList(filter, rows, [.. countries.OrderBy(Country.NameOf, FrenchOrder.Alphabet)]));
    }

    protected override EditedKind Kind => EditedKind.Cite;

    protected override string NameOf(Cite entity) => entity.Name;

    protected override CiteForm ToForm(Cite entity) => CiteForm.From(entity);

    protected override async Task<Cite> MakeAsync(CiteForm form, CancellationToken cancellation)
    {
        var taken = await Db.Cites.Select(c => c.Slug).ToHashSetAsync(cancellation);
        return new Cite(form.Name!, Slug.Unique(Slug.From(form.City!), taken));
    }

    protected override Task<string?> ApplyAsync(CiteForm form, Cite entity, CancellationToken cancellation)
    {
        form.ApplyTo(entity);
        return Task.FromResult<string?>(null);
    }
}
