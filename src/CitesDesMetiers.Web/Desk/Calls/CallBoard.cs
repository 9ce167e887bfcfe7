using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Calls;

/// <summary>The answer of a person who was asked.</summary>
internal enum Answer
{
    Silent,
    News,
    LateNews,
    Nothing,
}

/// <param name="CanBeReached">False when the mail has no usable address.</param>
internal sealed record AskedPerson(
    int Id, int CiteId, string Cite, string Person, DateTime? AskedAt, DateTime? RemindedAt, int Reminders, DateTime? RevokedAt,
    DateTime? NothingToSayAt,
    DateTime? AnsweredAt, bool StillWrites, DateTime? MailFailedAt, FailureCause? MailFailure)
{
    public Answer AnswerTo(DateTime deadline) =>
        AnsweredAt is { } at ? (at > deadline ? Answer.LateNews : Answer.News) : NothingToSayAt is not null ? Answer.Nothing : Answer.Silent;
}

/// <param name="ProposedAt">In UTC; null for a draft.</param>
/// <param name="Issue">Number of the open issue that contains it; null if none does.</param>
internal sealed record NewsInAnswer(int Id, string Title, int? CiteId, NewsState State, DateTime? ProposedAt, int? Issue);

/// <summary>A date or a move that was sent for a call.</summary>
/// <param name="Path">Its page at the desk.</param>
internal sealed record EntryInAnswer(int CiteId, string Title, string Path, bool IsAccepted);

/// <summary>The answers to a call: news, no news, or none yet.</summary>
internal sealed record CallBoard(
    CallForNews Call, IReadOnlyList<AskedPerson> People, ILookup<int?, NewsInAnswer> News, IReadOnlyList<CiteToAsk> NotAsked, DateTime Now)
{
    public required ILookup<int, EntryInAnswer> Entries { get; init; }

    public bool IsOver => Call.IsLate(Now);

    public IEnumerable<AskedPerson> Of(params Answer[] answers) => People.Where(p => answers.Contains(p.AnswerTo(Call.Deadline)));

    public bool MayRemind =>
        Call.ClosedAt is null && Now <= Call.Deadline + CallForNews.Grace && Of(Answer.Silent).Any(p => p.RevokedAt is null && p.StillWrites);

    public static async Task<CallBoard?> ReadAsync(NewsletterContext db, int id, DateTime now, CancellationToken cancellation)
    {
        if (await db.CallsForNews.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellation) is not { } call)
        {
            return null;
        }

        var people = await db.Invitations.Where(i => i.CallForNewsId == id).OrderByFrench(i => i.Cite.Name).ThenByFrench(i => i.User.DisplayName)
            .Select(i => new AskedPerson(
                i.Id, i.CiteId, i.Cite.Name, i.User.DisplayName, i.AskedAt, i.RemindedAt, i.Reminders, i.RevokedAt, i.NothingToSayAt, i.AnsweredAt,
                i.User.CiteId == i.CiteId && i.User.Role == Role.Correspondent
                    && (i.User.LockoutEnd == null || i.User.LockoutEnd != User.BlockedUntil),
                i.User.MailFailedAt, i.User.MailFailure))
            .ToListAsync(cancellation);
        var news = await db.News.Where(n => n.CallForNewsId == id).OrderBy(n => n.CreatedAt)
            .Select(n => new NewsInAnswer(
                n.Id, n.Title, n.CiteId, n.State, n.Events.Where(e => e.Kind == NewsEventKind.Submitted).Min(e => (DateTime?)e.At),
                db.Issues.Where(i => i.PublishedAt == null && i.Sections.Any(s => s.Items.Any(x => x.NewsItemId == n.Id))).Select(i => (int?)i.Number)
                    .FirstOrDefault()))
            .ToListAsync(cancellation);
        var asked = people.Select(p => p.CiteId).ToHashSet();
        var others = (await db.CitesToAskAsync(cancellation)).Where(c => !asked.Contains(c.Id)).ToList();
        return new(call, people, news.ToLookup(n => n.CiteId), others, now) { Entries = await EntriesAsync(db, id, cancellation) };
    }

    private static async Task<ILookup<int, EntryInAnswer>> EntriesAsync(NewsletterContext db, int id, CancellationToken cancellation)
    {
        var sent = db.SentEntries.Where(s => s.Invitation.CallForNewsId == id).OrderBy(s => s.Id);
        var dates = await sent.Where(s => s.Date != null).Select(s => new EntryInAnswer(
            s.Invitation.CiteId, s.Date!.Title, DeskAddresses.Entry(DeskAddresses.Agenda, s.Date.Id), s.Date.IsAccepted)).ToListAsync(cancellation);
        var moves = await sent.Where(s => s.Move != null).Select(s => new EntryInAnswer(
            s.Invitation.CiteId, s.Move!.Person, DeskAddresses.Entry(DeskAddresses.Moves, s.Move.Id), s.Move.IsAccepted)).ToListAsync(cancellation);
        return dates.Concat(moves).ToLookup(e => e.CiteId);
    }
}
