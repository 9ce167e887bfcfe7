using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>
/// Moves news items through their states. Each step is recorded with its author and comment, and the people concerned are notified.
/// The caller saves.
/// </summary>
public sealed class NewsWorkflow(NewsletterContext db, Notifier notifier, CallAnswers answers, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task SubmitAsync(NewsItem news, Author by, CancellationToken cancellation)
    {
        var isResubmitted = news.State is NewsState.ChangesAsked;
        news.Submit();
        await AskToReadAsync(news, by.UserId, by.Name, isResubmitted ? "a repris et propose à nouveau" : "propose", null, cancellation);
        if (!by.IsEditor)
        {
            await answers.AnswerAsync(news, cancellation);
        }
    }

    /// <param name="userId">The account of the sender; null for a contact without one.</param>
    /// <param name="left">Names of the files that were not taken; null for none.</param>
    public async Task ProposeByMailAsync(NewsItem news, int? userId, string name, string? left, CancellationToken cancellation)
    {
        news.Submit();
        await answers.AnswerAsync(news, cancellation);
        var comment = left is null ? "Reçue par courriel." : $"Reçue par courriel, sans : {left}.";
        await AskToReadAsync(news, userId, name, "propose par courriel", comment, cancellation);
    }

    /// <summary>Returns an accepted item to review, because its author changed it.</summary>
    public async Task ReviewAgainAsync(NewsItem news, Author by, CancellationToken cancellation)
    {
        if (news.State is NewsState.Accepted)
        {
            news.AskReviewAgain();
            await AskToReadAsync(news, by.UserId, by.Name, "a modifié après son acceptation", null, cancellation);
        }
    }

    public async Task AcceptAsync(NewsItem news, Author by, CancellationToken cancellation)
    {
        news.Accept();
        news.Record(NewsEventKind.Accepted, Now, by.UserId, by.Name);
        await TellAuthorAsync(
            news, $"« {news.Title} » est acceptée : elle peut entrer dans un numéro.", DeskAddresses.NewsItem(news.Id), by.UserId, cancellation);
    }

    /// <summary>Undoes an acceptance that was not meant. Nobody is notified.</summary>
    public void UndoAcceptance(NewsItem news, Author by)
    {
        news.AskReviewAgain();
        news.Record(NewsEventKind.Submitted, Now, by.UserId, by.Name, "Acceptation annulée");
    }

    /// <param name="comment">What should change. Required.</param>
    public async Task AskChangesAsync(NewsItem news, string comment, Author by, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(comment);
        news.AskChanges();
        news.Record(NewsEventKind.ChangesAsked, Now, by.UserId, by.Name, comment);
        await TellAuthorAsync(
            news, Shorten($"{by.Name} demande des changements à « {news.Title} » : {Flatten(comment)}"),
            DeskAddresses.NewsItem(news.Id), by.UserId, cancellation);
    }

    /// <summary>Notifies each author once about all of their items in a published edition.</summary>
    /// <param name="path">Page of the edition.</param>
    /// <param name="by">The person who published it; null for a scheduled publication, whose senders are notified separately.</param>
    public async Task PublishedAsync(
        IReadOnlyCollection<NewsItem> published, int number, string path, DateTime at, int? by, CancellationToken cancellation)
    {
        foreach (var news in published)
        {
            news.Record(NewsEventKind.Published, at, null, "le site", $"Numéro {number}");
        }

        // The demonstration publishes editions with past dates. Nobody needs to be notified of them.
        if (Now - at < TimeSpan.FromDays(1))
        {
            foreach (var (author, own) in await AuthorsAsync(published, cancellation))
            {
                if (by is null ? !author.MaySend : author.Id != by)
                {
                    notifier.Tell(author.Id, Shorten(PublishedText(own, number)), path);
                }
            }
        }
    }

    /// <summary>Thanks those who sent, by their personal link, a move that this issue announces.</summary>
    /// <param name="path">Page of the edition.</param>
    public async Task AnnouncedAsync(int issueId, int number, string path, CancellationToken cancellation)
    {
        var items = db.Set<IssueSection>().Where(s => s.IssueId == issueId && !s.IsHidden).SelectMany(s => s.Items);
        var sent = await db.SentEntries.Where(s => s.Move != null && items.Any(i => i.StaffMoveId == s.MoveId))
            .Select(s => new { s.Invitation.UserId, s.Move!.Kind, s.Move.Person }).ToListAsync(cancellation);
        foreach (var move in sent)
        {
            var what = move.Kind is StaffMoveKind.Arrival ? "L’arrivée de" : "Le départ de";
            notifier.Tell(
                move.UserId, $"Merci ! {what} « {move.Person} » est dans le numéro {number}.", path);
        }
    }

    private async Task AskToReadAsync(
        NewsItem news, int? userId, string name, string did, string? comment, CancellationToken cancellation)
    {
        news.Record(NewsEventKind.Submitted, Now, userId, name, comment);
        if (news.Id == 0)
        {
            // The notification contains the page of the item, which needs its number.
            await db.SaveChangesAsync(cancellation);
        }

        var cite = await db.Cites.Where(c => c.Id == news.CiteId).Select(c => c.Name).FirstOrDefaultAsync(cancellation);
        await notifier.TellEditorsAsync(
            Shorten($"{name} ({cite ?? "réseau"}) {did} « {news.Title} »."), DeskAddresses.NewsPreview(news.Id), userId, cancellation);
    }

    private static string PublishedText(List<NewsItem> own, int number)
    {
        var titles = own.Select(n => $"« {n.Title} »").ToList();
        return titles.Count == 1 ? $"Merci ! {titles[0]} est parue dans le numéro {number}."
            : $"Merci ! {titles.Count} de vos nouvelles sont parues dans le numéro {number} : {string.Join(", ", titles.SkipLast(1))} et {titles[^1]}.";
    }

    private async Task TellAuthorAsync(NewsItem news, string line, string path, int? except, CancellationToken cancellation)
    {
        foreach (var (author, _) in await AuthorsAsync([news], cancellation))
        {
            if (author.Id != except)
            {
                notifier.Tell(author.Id, line, path);
            }
        }
    }

    /// <summary>The authors with their items. If an author has left, the current correspondents of the Cité replace them.</summary>
    private async Task<IEnumerable<(AuthorOfItem Author, List<NewsItem> Own)>> AuthorsAsync(
        IReadOnlyCollection<NewsItem> news, CancellationToken cancellation)
    {
        var (ids, cites) = (news.Select(n => n.AuthorId).ToList(), news.Select(n => n.CiteId).ToList());
        var people = await db.Users.Where(u => u.Role != Role.Member && (u.LockoutEnd == null || u.LockoutEnd != User.BlockedUntil)
                && (ids.Contains(u.Id) || (u.Role == Role.Correspondent && cites.Contains(u.CiteId))))
            .Select(u => new AuthorOfItem(u.Id, u.Role, u.CiteId, u.MaySend)).ToListAsync(cancellation);
        return news.SelectMany(item => Of(item).Select(author => (Author: author, Item: item)))
            .GroupBy(pair => pair.Author, (author, pairs) => (author, pairs.Select(p => p.Item).ToList()));

        List<AuthorOfItem> Of(NewsItem item)
        {
            var around = people.Where(p => p.Role is not Role.Correspondent || p.CiteId == item.CiteId).ToList();
            var author = around.Where(p => p.Id == item.AuthorId).ToList();
            return author.Count > 0 ? author : around.Where(p => p.Role is Role.Correspondent).ToList();
        }
    }

    private sealed record AuthorOfItem(int Id, Role Role, int? CiteId, bool MaySend);

    private static string Flatten(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shorten(string line) => line.Length <= 500 ? line : line[..499].TrimEnd() + "…";
}
