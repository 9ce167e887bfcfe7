using System.Text.Json;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Desk.Issues.Composition;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Documents;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>
/// Makes entries of a corrected sheet, in one transaction: proposed or accepted news, dates, moves, and the texts of an issue. What the
/// newsroom has already is recognised.
/// </summary>
public sealed class IntoIssue(NewsletterContext db, IssueChanges changes, DocumentPictures pictures, TimeProvider clock)
{
    /// <param name="places">Whether news and moves go into sections of the issue; otherwise news is proposed.</param>
    /// <param name="replaces">Whether texts that the issue has are replaced.</param>
    /// <returns>Whether it is done, and a sentence that says so.</returns>
    public async Task<(bool IsDone, string Said)> TakeAsync(
        int documentId, Sheet sheet, int issueId, bool places, bool replaces, Author by, CancellationToken cancellation)
    {
        var media = await pictures.ReceiveAsync(documentId, sheet, cancellation);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var brought = new Brought();
            foreach (var item in sheet.Items)
            {
                await (item.Label switch
                {
                    SheetLabel.Article => AddNewsAsync(item, media, places, by, brought, cancellation),
                    SheetLabel.Move => AddMoveAsync(item, brought, cancellation),
                    SheetLabel.Date => AddDateAsync(item, brought, cancellation),
                    _ => Task.CompletedTask,
                });
            }

            await db.SaveChangesAsync(cancellation);
            string? texts = null;
            await db.Issues.Include(i => i.AgendaChoices).FirstOrDefaultAsync(i => i.Id == issueId, cancellation);
            var free = places ? await FreeAsync(issueId, brought, cancellation) : ([], []);
            var outcome = await changes.ApplyAsync(issueId, by, issue => texts = Change(issue, sheet, replaces, brought, free), cancellation);
            if (outcome is not ChangeOutcome.Saved)
            {
                db.ChangeTracker.Clear();
                return (false, outcome is ChangeOutcome.Stale
                    ? "Quelqu’un a modifié le numéro entre-temps : rien n’est pris. Votre correction est gardée ; recommencez."
                    : "Ce numéro ne change plus : rien n’est pris. Votre correction est gardée ; choisissez-en un autre.");
            }

            var document = await db.DocumentImports.Include(d => d.Traces).FirstAsync(d => d.Id == documentId, cancellation);
            if (!document.MayCorrect)
            {
                db.ChangeTracker.Clear();
                return (false, "Quelqu’un d’autre vient de mettre ce document dans un numéro : rien n’est pris une seconde fois.");
            }

            document.Take(issueId, brought.Traces(), texts, clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return (true, brought.Sentence(places));
        });
    }

    private async Task AddNewsAsync(
        SheetItem item, IReadOnlyDictionary<int, int> media, bool accepts, Author by, Brought brought, CancellationToken cancellation)
    {
        var title = Folding.Fold(item.Title!);
        var known = (await db.News.Where(n => n.CiteId == item.CiteId && n.State != NewsState.Published).ToListAsync(cancellation))
            .Concat(brought.News.Where(n => n.CiteId == item.CiteId)).FirstOrDefault(n => Folding.Fold(n.Title) == title);
        if (known is not null)
        {
            brought.Know(known);
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var news = new NewsItem(item.Title!, item.CiteId, by.UserId, now);
        news.Write(item.Title!, item.Text, "fr", item.CiteId, null, now);
        if (await ContactAsync(item, brought, cancellation) is { } contact)
        {
            news.SignWith(contact);
        }

        foreach (var (block, words) in item.PictureWords.Where(p => media.ContainsKey(p.Block)))
        {
            news.AddPicture((await db.Media.FindAsync([media[block]], cancellation))!, alternativeText: words);
        }

        news.Submit();
        news.Record(NewsEventKind.Submitted, now, by.UserId, by.Name, "Lue dans un document.");
        if (accepts)
        {
            news.Accept();
            news.Record(NewsEventKind.Accepted, now, by.UserId, by.Name);
        }

        db.Add(news);
        brought.Add(news);
    }

    private async Task<Contact?> ContactAsync(SheetItem item, Brought brought, CancellationToken cancellation)
    {
        if ((item.ContactName ?? item.ContactAddress)?.Trim() is not { Length: > 0 } name)
        {
            return null;
        }

        var (folded, address) = (Folding.Fold(name), item.ContactAddress?.Trim());
        var own = (await db.Contacts.Where(c => c.CiteId == item.CiteId && c.LeftOn == null).ToListAsync(cancellation))
            .Concat(brought.Contacts.Where(c => c.CiteId == item.CiteId)).ToList();
        var known = own.Find(c => address is not null && string.Equals(c.Address, address, StringComparison.OrdinalIgnoreCase))
            ?? own.Find(c => Folding.Fold(c.Name) == folded);
        if (known is not null)
        {
            return known;
        }

        var contact = new Contact(name.Length > Contact.NameLength ? name[..Contact.NameLength] : name, item.CiteId);
        contact.Describe(contact.Name, null, address, null, isPublic: false);
        db.Add(contact);
        brought.Contacts.Add(contact);
        return contact;
    }

    private async Task AddMoveAsync(SheetItem item, Brought brought, CancellationToken cancellation)
    {
        var person = Folding.Fold(item.Person!);
        var known = (await db.StaffMoves.Where(m => m.CiteId == item.CiteId && m.Kind == item.MoveKind && m.AnnouncedAt == null)
            .ToListAsync(cancellation)).Find(m => Folding.Fold(m.Person) == person);
        if (known is not null)
        {
            brought.Know(known);
            return;
        }

        var move = new StaffMove(item.MoveKind, item.Person!, item.Post!, item.CiteId);
        move.Describe(item.MoveKind, item.Person!, item.Post!, item.CiteId, null, item.ReplacedBy, item.ContactAddress);
        move.Accept();
        db.Add(move);
        brought.Add(move);
    }

    private async Task AddDateAsync(SheetItem item, Brought brought, CancellationToken cancellation)
    {
        var (day, title) = (item.StartsOn!.Value, Folding.Fold(item.Title!));
        var known = (await db.Agenda.Where(e => e.StartsOn == day).ToListAsync(cancellation)).Find(e => Folding.Fold(e.Title) == title);
        if (known is not null)
        {
            brought.Know(known);
            return;
        }

        var entry = new AgendaEntry(item.AgendaKind, item.Title!, day);
        entry.Describe(item.AgendaKind, item.Title!, item.Place, null, null, item.CiteId, isMembersOnly: false);
        entry.Schedule(day, item.EndsOn ?? day, null, null);
        entry.Accept();
        db.Add(entry);
        brought.Add(entry);
    }

    /// <summary>What may be placed: accepted, and in no issue.</summary>
    private async Task<(HashSet<int> News, HashSet<int> Moves)> FreeAsync(
        int issueId, Brought brought, CancellationToken cancellation)
    {
        var pool = Pool.Of(db, issueId);
        var (news, moves) = (brought.AllNews.Select(n => n.Id).ToList(), brought.AllMoves.Select(m => m.Id).ToList());
        return ([.. await pool.News.Where(n => news.Contains(n.Id)).Select(n => n.Id).ToListAsync(cancellation)],
            [.. await pool.Moves.Where(m => moves.Contains(m.Id)).Select(m => m.Id).ToListAsync(cancellation)]);
    }

    /// <returns>The texts before and after, as JSON; null if they stay.</returns>
    private static string? Change(Issue issue, Sheet sheet, bool replaces, Brought brought, (HashSet<int> News, HashSet<int> Moves) free)
    {
        brought.AllNews.Where(n => free.News.Contains(n.Id)).ToList().ForEach(n => Placement.Add(issue, null, n, null));
        brought.AllMoves.Where(m => free.Moves.Contains(m.Id)).ToList().ForEach(m => Placement.Add(issue, null, null, m));
        brought.AllDates.Where(e => e is { IsAccepted: true, IsMembersOnly: false, IsCancelled: false }).ToList().ForEach(e => issue.Choose(e, true));
        var before = IssueTexts.Of(issue);
        before.With(IssueTexts.Of(sheet), replaces).WriteTo(issue);
        var after = IssueTexts.Of(issue);
        return before == after ? null : JsonSerializer.Serialize<IssueTexts[]>([before, after]);
    }
}
