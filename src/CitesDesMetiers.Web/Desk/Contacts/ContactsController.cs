using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Newsletter.Cites;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Contacts;

[Route(DeskAddresses.Contacts)]
public class ContactsController(NewsletterContext db, DraftForms drafts, FormState state, TimeProvider clock)
    : EntryController<Contact, ContactForm>(db, drafts, state)
{
    protected override IQueryable<Contact> Writable
    {
        get
        {
            var own = User.OwnCiteId();
            return Db.Contacts.Where(c => own == null || c.CiteId == own);
        }
    }

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] ContactFilter filter, CancellationToken cancellation)
    {
        var rows = await filter.ReadAsync(
            filter.Apply(Writable), ContactFilter.Columns,
            c => new ContactRow(c.Id, c.Name, c.Role, c.Address, c.Cite!.Name, c.IsPublic, c.LeftOn), cancellation);
        return View(new CiteListPage<ContactFilter, ContactRow>(filter, rows, await Choices.CitesAsync(Db, User, cancellation)));
    }

    /// <summary>Returns a contact to the directory.</summary>
    [HttpPost("{id:int}/retour")]
    public async Task<IActionResult> Return(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } contact)
        {
            return NotFound();
        }

        contact.Return();
        await Db.SaveChangesAsync(cancellation);
        return Done($"« {contact.Name} » est de nouveau dans l’annuaire.", nameof(Index));
    }

    [HttpPost("{id:int}/suppression")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } contact)
        {
            return NotFound();
        }

        if (await Db.News.AnyAsync(n => n.ContactId == id, cancellation))
        {
            return Refused($"« {contact.Name} » est le contact de nouvelles : changez-les d’abord. Rien n’a été supprimé.", nameof(Index));
        }

        contact.Delete(clock.GetUtcNow().UtcDateTime);
        await Db.SaveChangesAsync(cancellation);
        return Deleted($"« {contact.Name} » est supprimé.", DeletedKind.Contact, id, nameof(Index));
    }

    protected override EditedKind Kind => EditedKind.Contact;

    protected override string NameOf(Contact entity) => entity.Name;

    protected override ContactForm ToForm(Contact entity) => new()
    {
        Version = entity.Version,
        CiteId = entity.CiteId,
        Name = entity.Name,
        Role = entity.Role,
        Address = entity.Address,
        Phone = entity.Phone,
        IsPublic = entity.IsPublic,
    };

    protected override Task<Contact> MakeAsync(ContactForm form, CancellationToken cancellation) =>
        Task.FromResult(new Contact(form.Name!, form.CiteId));

    protected override Task<string?> ApplyAsync(ContactForm form, Contact entity, CancellationToken cancellation)
    {
        entity.Describe(form.Name!, form.Role, form.Address, form.Phone, form.IsPublic);
        entity.BelongTo(form.CiteId);
        return Task.FromResult<string?>(null);
    }
}

public class ContactForm : IFormWithNewCite
{
    public Guid Version { get; set; }

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }

    public NewCite NewCite { get; set; } = new();

    [Display(Name = "Nom de la personne ou de l’équipe"), Line(Contact.NameLength, Required = true)]
    public string? Name { get; set; }

    [Display(Name = "Fonction"), Line(Contact.NameLength)]
    public string? Role { get; set; }

    [Display(Name = "Adresse électronique"), MailAddress]
    public string? Address { get; set; }

    [Display(Name = "Téléphone"), Line(40)]
    public string? Phone { get; set; }

    [Display(Name = "Visible de tous sur la page de la Cité")]
    public bool IsPublic { get; set; }
}
