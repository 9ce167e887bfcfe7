using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Deleted;

/// <summary>The recycle bin: recently deleted entities, each with a button to restore it.</summary>
[Route("redaction/corbeille")]
public class DeletedController(NewsletterContext db) : DeskController(db)
{
    internal static string RestorePath(DeletedKind kind, int id) => $"/redaction/corbeille/{SlugOf(kind)}/{id}/retablissement";

    /// <summary>The path segment of the desk pages for this kind.</summary>
    internal static string SlugOf(DeletedKind kind) =>
        kind switch
        {
            DeletedKind.News => "nouvelles",
            DeletedKind.Contact => "contacts",
            DeletedKind.StaffMove => "arrivees-departs",
            _ => "images",
        };

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(await Things.ListAsync(cancellation));

    [HttpPost("{slug}/{id:int}/retablissement")]
    public async Task<IActionResult> Restore(string slug, int id, CancellationToken cancellation)
    {
        var kinds = Enum.GetValues<DeletedKind>().Where(k => SlugOf(k) == slug).ToList();
        if (kinds is not [var kind] || await Things.FindAsync(kind, id, cancellation) is not var (thing, name))
        {
            return NotFound();
        }

        thing.Restore();
        await Db.SaveChangesAsync(cancellation);
        TempData[PageMessages.SavedKey] = $"« {name} » est de nouveau là.";
        return Redirect($"/redaction/{slug}/{id}");
    }

    private DeletedThings Things => new(Db, User.OwnCiteId());
}
