using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Lets the directory follow what an edition announces. Editions that went out keep the names they had.</summary>
public sealed class DirectoryUpdate(NewsletterContext db)
{
    /// <summary>Changes the contacts within the context, to be saved with the edition; each move counts once, whatever issue repeats it.</summary>
    /// <param name="today">The day of a departure that names none.</param>
    public async Task FollowAsync(int issueId, DateOnly today, DateTime now, CancellationToken cancellation)
    {
        var items = db.Set<IssueSection>().Where(s => s.IssueId == issueId && !s.IsHidden).SelectMany(s => s.Items);
        var moves = await db.StaffMoves.Where(m => m.AnnouncedAt == null && items.Any(i => i.StaffMoveId == m.Id)).OrderBy(m => m.Id).ToListAsync(cancellation);
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
