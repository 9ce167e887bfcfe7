using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Desk.Issues.Composition;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Deleted;

/// <summary>The recycle bin: recently deleted entities, each with a button to restore it.</summary>
[Route(DeskAddresses.Bin)]
public class DeletedController(NewsletterContext db, IssueReturn issues) : DeskController(db)
{
    internal static string RestorePath(DeletedKind kind, int id) => DeskAddresses.RestoreEntry(ListOf(kind), id);

    internal static string RestorePath(DeletedKind kind, IEnumerable<int> ids) => DeskAddresses.RestoreEntries(ListOf(kind), ids);

    private static string ListOf(DeletedKind kind) =>
        kind switch
        {
            DeletedKind.News => DeskAddresses.News,
            DeletedKind.Contact => DeskAddresses.Contacts,
            DeletedKind.StaffMove => DeskAddresses.Moves,
            DeletedKind.Issue => DeskAddresses.Issues,
            _ => DeskAddresses.Pictures,
        };

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View(await Things.ListAsync(cancellation));

    [HttpPost("{slug}/{id:int}/retablissement")]
    public async Task<IActionResult> Restore(string slug, int id, CancellationToken cancellation)
    {
        if (KindOf(slug) is not { } kind || await Things.FindAsync(kind, id, cancellation) is not var (thing, name))
        {
            return NotFound();
        }

        var lost = new List<string>();
        if (thing is not Issue issue)
        {
            thing.Restore();
            await Db.SaveChangesAsync(cancellation);
        }
        else if (await issues.RestoreAsync(issue, Author.Of(User), lost, cancellation) is { } obstacle)
        {
            return Refused(obstacle, nameof(Index));
        }

        TempData[PageMessages.SavedKey] = string.Join(' ', [$"« {name} » est de nouveau là.", .. lost]);
        return Redirect(DeskAddresses.Entry(ListOf(kind), id));
    }

    /// <summary>Restores what was deleted by one act. Issues are deleted one by one.</summary>
    [HttpPost("{slug}/lot/retablissement")]
    public async Task<IActionResult> RestoreSeveral(string slug, [FromQuery] int[] ids, CancellationToken cancellation)
    {
        if (KindOf(slug) is not { } kind || kind is DeletedKind.Issue)
        {
            return NotFound();
        }

        var restored = 0;
        foreach (var id in ids)
        {
            if (await Things.FindAsync(kind, id, cancellation) is var (thing, _))
            {
                thing.Restore();
                restored++;
            }
        }

        await Db.SaveChangesAsync(cancellation);
        TempData[PageMessages.SavedKey] = $"{FrenchNumbers.Count(restored, "fiche est", "fiches sont")} de nouveau là.";
        return Redirect(ListOf(kind));
    }

    private static DeletedKind? KindOf(string slug) =>
        Enum.GetValues<DeletedKind>().Where(k => DeskAddresses.SlugOf(ListOf(k)) == slug).Select(k => (DeletedKind?)k).SingleOrDefault();

    private DeletedThings Things => new(Db, User.OwnCiteId());
}
