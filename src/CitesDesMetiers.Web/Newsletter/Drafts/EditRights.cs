using System.Security.Claims;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>
/// Decides whether somebody may edit an entity of the desk, by the rule of its form. An entity that they may not edit is treated as
/// missing.
/// </summary>
public sealed class EditRights(NewsletterContext db)
{
    public async Task<bool> MayWriteAsync(EditedThing thing, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (thing.IsForEditors && !user.IsEditor())
        {
            return false;
        }

        if (thing.Id is not { } id)
        {
            return true;
        }

        var own = user.OwnCiteId();
        return thing.Kind switch
        {
            EditedKind.News => await db.News.AnyAsync(n => n.Id == id && (own == null || n.CiteId == own), cancellation),
            EditedKind.Date => await db.Agenda.AnyAsync(e => e.Id == id && (own == null || e.CiteId == own), cancellation),
            EditedKind.Move => await db.StaffMoves.AnyAsync(m => m.Id == id && (own == null || m.CiteId == own), cancellation),
            EditedKind.Contact => await db.Contacts.AnyAsync(c => c.Id == id && (own == null || c.CiteId == own), cancellation),
            EditedKind.Cite => await db.Cites.AnyAsync(c => c.Id == id, cancellation),
            _ => await db.Issues.AnyAsync(i => i.Id == id, cancellation),
        };
    }
}
