using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.Cites;

[Authorize(Policy = Policies.Editor)]
[Route("redaction/cites")]
public class CitesController(NewsletterContext db) : EntryController<Cite, CiteForm>(db)
{
    protected override IQueryable<Cite> Writable => Db.Cites;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(await Db.Cites.OrderBy(c => c.Country).ThenBy(c => c.Name)
            .Select(c => new CiteRow(c.Id, c.Name, c.City, c.Country, c.Label, c.Contacts.Count)).ToListAsync(cancellation));

    protected override string NameOf(Cite entity) => entity.Name;

    protected override CiteForm ToForm(Cite entity) => CiteForm.From(entity);

    protected override async Task<Cite> MakeAsync(CiteForm form, CancellationToken cancellation)
    {
        var taken = await Db.Cites.Select(c => c.Slug).ToHashSetAsync(cancellation);
        return new Cite(form.Name!, Slug.Unique(Slug.From(form.City!), taken));
    }

    protected override Task ApplyAsync(CiteForm form, Cite entity, CancellationToken cancellation)
    {
        form.ApplyTo(entity);
        return Task.CompletedTask;
    }
}

public sealed record CiteRow(int Id, string Name, string City, string Country, LabelState Label, int Contacts);
