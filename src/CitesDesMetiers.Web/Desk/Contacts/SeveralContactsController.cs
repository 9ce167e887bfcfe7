using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Desk.Several;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Contacts;

/// <summary>Deletes the contacts that are checked in the list.</summary>
[Route(DeskAddresses.Contacts + "/lot")]
public class SeveralContactsController(NewsletterContext db, TimeProvider clock) : SeveralController(db, DeskAddresses.Contacts)
{
    [HttpPost("suppression")]
    public async Task<IActionResult> Delete(SeveralForm form, CancellationToken cancellation)
    {
        var contacts = await Db.Contacts.Where(c => form.Ids.Contains(c.Id)).ToListAsync(cancellation);
        var used = await Db.News.Where(n => n.ContactId != null && form.Ids.Contains(n.ContactId.Value)).Select(n => n.ContactId!.Value)
            .ToListAsync(cancellation);
        return await ActAsync(
            form, contacts, c => (c.Id, c.Name), c => used.Contains(c.Id) ? "contact de nouvelles" : null,
            c => c.Delete(clock.GetUtcNow().UtcDateTime), "contact supprimé", "contacts supprimés",
            ids => DeletedController.RestorePath(DeletedKind.Contact, ids), cancellation);
    }
}
