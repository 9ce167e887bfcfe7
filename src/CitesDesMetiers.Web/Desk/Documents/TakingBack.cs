using System.Text.Json;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Desk.Issues.Composition;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>Takes back what a document brought, except what somebody has changed since or an edition carries.</summary>
public sealed class TakingBack(NewsletterContext db, IssueChanges changes, ArchiveRemoval archive)
{
    private const string Late = "Rien n’est repris : le délai est passé, ou quelqu’un vient de modifier le numéro. Rouvrez le document pour le voir.";

    /// <param name="maySend">Whether the person may take an edition out of the archive, as putting it there takes that right.</param>
    /// <returns>Whether it is done, and a sentence that says what went and what stays.</returns>
    public Task<(bool IsDone, string Said)> RunAsync(
        int documentId, Author by, bool maySend, DateTime now, CancellationToken cancellation) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var document = await db.DocumentImports.Include(d => d.Traces).FirstOrDefaultAsync(d => d.Id == documentId, cancellation);
            if (document?.MayTakeBack(now) != true)
            {
                return (false, Late);
            }

            if (document.EditionId is { } edition)
            {
                if (!maySend)
                {
                    return (false, "Votre compte ne permet pas de retirer un numéro de l’archive : une personne qui a ce droit s’en charge.");
                }

                if (!await archive.RemoveAsync(edition, now, cancellation))
                {
                    return (false, "Rien n’est repris : une traduction, ou un autre numéro, porte les articles de ce numéro. Supprimez-la d’abord.");
                }

                document.TakeBack(now);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return (true, "Le numéro est retiré de l’archive : ses pages disent qu’il a été retiré. Vous pouvez corriger le document et recommencer.");
            }

            var (traces, texts, issueId) = (document.Traces.ToList(), document.IssueTexts, document.IssueId ?? 0);
            document.TakeBack(now);
            var removed = await RemoveAsync(traces, issueId, texts, by, now, cancellation);
            if (removed is null)
            {
                db.ChangeTracker.Clear();
                return (false, Late);
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            var kept = traces.Count - removed.Value;
            return (true, $"Repris : {FrenchNumbers.Count(removed.Value, "fiche retirée", "fiches retirées")}."
                + (kept == 0 ? "" : $" {FrenchNumbers.Count(kept, "fiche reste", "fiches restent")}, parce que quelqu’un s’en est servi depuis."));
        });

    /// <returns>How many entries went; null if the issue was changed at the same time.</returns>
    private async Task<int?> RemoveAsync(
        List<DocumentTrace> traces, int issueId, string? texts, Author by, DateTime now, CancellationToken cancellation)
    {
        var issue = await db.Issues.Include(i => i.AgendaChoices).Include(i => i.Sections).ThenInclude(s => s.Items)
            .FirstOrDefaultAsync(i => i.Id == issueId, cancellation);
        var isOpen = issue is not { IsPublished: true };
        var own = issue?.Sections.SelectMany(s => s.Items).Select(i => i.Id).ToHashSet() ?? [];

        var news = await UnchangedAsync(traces, TraceKind.News, db.News, n => n.Id, cancellation);
        var moves = await UnchangedAsync(traces, TraceKind.Move, db.StaffMoves, m => m.Id, cancellation);
        var dates = isOpen ? await UnchangedAsync(traces, TraceKind.Date, db.Agenda, e => e.Id, cancellation) : [];
        var (newsIds, moveIds, dateIds) = (news.Select(n => n.Id).ToList(), moves.Select(m => m.Id).ToList(), dates.Select(e => e.Id).ToList());
        var placed = await db.Set<IssueItem>().Where(i => newsIds.Contains(i.NewsItemId ?? 0) || moveIds.Contains(i.StaffMoveId ?? 0))
            .ToListAsync(cancellation);

        // What another issue carries, or one that is published, is in use.
        var used = placed.Where(i => !isOpen || !own.Contains(i.Id)).ToList();
        news.RemoveAll(n => used.Exists(i => i.NewsItemId == n.Id));
        moves.RemoveAll(m => used.Exists(i => i.StaffMoveId == m.Id));
        if (issue is not null && isOpen)
        {
            var outcome = await changes.ApplyAsync(issueId, by, open =>
            {
                placed.Except(used).ToList().ForEach(item => open.Sections.First(s => s.Items.Contains(item)).RemoveItem(item.Id));
                dates.ForEach(open.Forget);
                if (texts is not null && JsonSerializer.Deserialize<IssueTexts[]>(texts) is [var before, var after])
                {
                    IssueTexts.Of(open).Without(before, after).WriteTo(open);
                }
            }, cancellation);
            if (outcome is not ChangeOutcome.Saved)
            {
                return null;
            }
        }

        news.ForEach(n => n.Delete(now));
        moves.ForEach(m => m.Delete(now));
        await db.Set<AgendaChoice>().Where(c => dateIds.Contains(c.AgendaEntryId)).ExecuteDeleteAsync(cancellation);
        db.Agenda.RemoveRange(dates);
        await db.SaveChangesAsync(cancellation);
        var contacts = await UnchangedAsync(traces, TraceKind.Contact, db.Contacts, c => c.Id, cancellation);
        var contactIds = contacts.Select(c => c.Id).ToList();
        var needed = await db.News.Where(n => contactIds.Contains(n.ContactId ?? 0)).Select(n => n.ContactId).ToListAsync(cancellation);
        contacts.RemoveAll(c => needed.Contains(c.Id));
        contacts.ForEach(c => c.Delete(now));
        return news.Count + moves.Count + dates.Count + contacts.Count;
    }

    private static async Task<List<T>> UnchangedAsync<T>(
        List<DocumentTrace> traces, TraceKind kind, IQueryable<T> entries, Func<T, int> id, CancellationToken cancellation)
        where T : class, IVersioned
    {
        var wanted = traces.Where(t => t.Kind == kind).ToDictionary(t => t.EntryId, t => t.Version);
        var ids = wanted.Keys.ToList();
        return (await entries.Where(e => ids.Contains(EF.Property<int>(e, "Id"))).ToListAsync(cancellation)).FindAll(e => e.Version == wanted[id(e)]);
    }
}
