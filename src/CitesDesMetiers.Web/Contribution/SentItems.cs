using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Calls;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>A news item of the correspondent.</summary>
/// <param name="Issue">Number of the open issue that contains it; null if none does.</param>
/// <param name="Article">Slug of the article in which it appeared; null if it has not appeared.</param>
/// <param name="Number">Number of the issue in which it appeared.</param>
internal sealed record SentNews(int Id, string Title, NewsState State, int? Issue, string? Article, int? Number, string? Edition)
{
    public bool MayBeEdited => ContributionController.IsEditableByAuthor(State);
}

/// <summary>A date or a move of the correspondent.</summary>
/// <param name="Edition">Slug of the issue that announced a move; null if none has, and for a date.</param>
internal sealed record SentOther(SentEntry Entry, string? Edition, int? Number)
{
    public string Title => Entry.Date is { } date ? $"{FrenchDates.Range(date.StartsOn, date.EndsOn)} : {date.Title}"
        : $"{(Entry.Move!.Kind is StaffMoveKind.Arrival ? "Arrivée" : "Départ")} : {Entry.Move.Person}";

    public bool IsAccepted => Entry.Date?.IsAccepted ?? Entry.Move!.IsAccepted;

    public string PathFor(string token) =>
        Entry.DateId is { } date ? ContributionAddresses.Date(token, date) : ContributionAddresses.Move(token, Entry.MoveId!.Value);
}

/// <summary>What a correspondent sent, and what became of it.</summary>
/// <param name="News">News of this call, the oldest first.</param>
/// <param name="Others">Dates and moves of this call.</param>
/// <param name="Earlier">The latest news of earlier calls that were proposed, to read only.</param>
internal sealed record SentItems(IReadOnlyList<SentNews> News, IReadOnlyList<SentOther> Others, IReadOnlyList<SentNews> Earlier)
{
    public static readonly SentItems None = new([], [], []);

    private const int MostEarlier = 20;

    public bool IsEmpty => News.Count == 0 && Others.Count == 0;

    /// <summary>The issues in which something of this call appeared, by slug and number.</summary>
    public IEnumerable<(string Slug, int Number)> Appeared =>
        News.Select(n => (n.Edition, n.Number)).Concat(Others.Select(o => (o.Edition, o.Number)))
            .Where(e => e is { Edition: not null, Number: not null }).Select(e => (e.Edition!, e.Number!.Value)).Distinct();

    public static async Task<SentItems> ReadAsync(NewsletterContext db, Invitation invitation, CancellationToken cancellation)
    {
        var news = await Rows(db, db.News.OfInvitation(invitation).OrderBy(n => n.CreatedAt)).ToListAsync(cancellation);
        var earlier = db.News.Where(n =>
            n.AuthorId == invitation.UserId && n.CiteId == invitation.CiteId && n.CallForNewsId != null
            && n.CallForNewsId != invitation.CallForNewsId && n.State != NewsState.Draft);
        var entries = await db.SentEntries.AsNoTracking().Include(s => s.Date).Include(s => s.Move)
            .Where(s => s.InvitationId == invitation.Id && (s.Date != null || s.Move != null)).OrderBy(s => s.Id).ToListAsync(cancellation);
        var moves = entries.Select(e => e.MoveId).OfType<int>().ToList();
        var announced = await db.Editions
            .SelectMany(
                e => db.Issues.Where(i => i.Id == e.IssueId).SelectMany(i => i.Sections).SelectMany(s => s.Items),
                (e, item) => new { item.StaffMoveId, e.Slug, e.Number })
            .Where(x => x.StaffMoveId != null && moves.Contains(x.StaffMoveId.Value)).ToListAsync(cancellation);
        return new(
            news,
            [.. from entry in entries
                let found = announced.Find(a => a.StaffMoveId == entry.MoveId)
                select new SentOther(entry, found?.Slug, found?.Number)],
            await Rows(db, earlier.OrderByDescending(n => n.CreatedAt)).Take(MostEarlier).ToListAsync(cancellation));
    }

    private static IQueryable<SentNews> Rows(NewsletterContext db, IQueryable<NewsItem> news) =>
        from n in news
        let article = db.PublishedArticles.Where(a => a.NewsItemId == n.Id).OrderBy(a => a.Id).FirstOrDefault()
        select new SentNews(
            n.Id, n.Title, n.State,
            db.Issues.Where(i => i.PublishedAt == null && i.Sections.Any(s => s.Items.Any(x => x.NewsItemId == n.Id))).Select(i => (int?)i.Number)
                .FirstOrDefault(),
            article!.Slug, (int?)article.Edition.Number, article.Edition.Slug);
}
