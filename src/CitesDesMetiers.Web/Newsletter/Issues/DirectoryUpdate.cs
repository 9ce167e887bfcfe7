using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Applies the staff moves of an edition to the directory. Past editions keep their names.</summary>
public sealed class DirectoryUpdate(NewsletterContext db)
{
    /// <summary>
    /// Changes the contacts in the context. The caller saves them with the edition. Each move is applied once, even if a later issue
    /// repeats it.
    /// </summary>
    /// <param name="today">The date of a departure without its own date.</param>
    public async Task FollowAsync(int issueId, DateOnly today, DateTime now, CancellationToken cancellation)
    {
        var items = db.Set<IssueSection>().Where(s => s.IssueId == issueId && !s.IsHidden).SelectMany(s => s.Items);
        var moves = await db.StaffMoves.Where(m => m.AnnouncedAt == null && items.Any(i => i.StaffMoveId == m.Id)).OrderBy(m => m.Id)
            .ToListAsync(cancellation);
        var cites = moves.Select(m => m.CiteId).Distinct().ToList();
        var directory = await db.Contacts.Where(c => c.LeftOn == null && cites.Contains(c.CiteId)).OrderBy(c => c.Id).ToListAsync(cancellation);
        foreach (var move in moves)
        {
            if (DirectoryChange.Of(move, directory).Apply(move, today) is { } added)
            {
                db.Contacts.Add(added);
                directory.Add(added);
            }

            move.MarkAnnounced(now);
        }
    }
}
