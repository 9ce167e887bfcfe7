using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>The items of an issue: adds them from the pool, moves them by one place, removes them.</summary>
[Route(IssueAddresses.Template + "/contenu")]
public class ItemsController(NewsletterContext db, IssueChanges changes, NewsWorkflow workflow) : ComposerController(db, changes)
{
    /// <param name="sectionId">Null for the section that fits best.</param>
    /// <param name="place">From 1; null for the end.</param>
    [HttpPost("")]
    public async Task<IActionResult> Add(
        int issueId, int? sectionId, [FromQuery] PoolFilter filter, [FromForm] int? newsId, [FromForm] int? moveId, [FromForm] int? place,
        CancellationToken cancellation)
    {
        var free = Pool.Of(Db, issueId, filter.IsProposed);
        var news = newsId is null ? null : await free.News.FirstOrDefaultAsync(n => n.Id == newsId, cancellation);
        var move = moveId is null ? null : await free.Moves.FirstOrDefaultAsync(m => m.Id == moveId, cancellation);
        if (news is null && move is null)
        {
            return Refuse(issueId, "Rien n’a été ajouté : c’est déjà dans un numéro, ou ce n’est plus accepté. La liste est à jour.");
        }

        await AcceptAsync(news is null ? [] : [news], move is null ? [] : [move], cancellation);
        string? section = null;
        var answer = await ChangeAsync(issueId, issue => section = Placement.Add(issue, sectionId, news, move, place), null, cancellation);
        if (answer is LocalRedirectResult && !TempData.ContainsKey(PageMessages.SavedKey))
        {
            TempData[PageMessages.SavedKey] = section is null
                ? $"Aucune rubrique ne prend « {news?.Title ?? move!.Person} » : ajoutez-en une d’abord."
                : $"« {news?.Title ?? move!.Person} » est dans « {section} ».";
        }

        return answer;
    }

    /// <summary>Adds what is checked in the pool, or all that its page shows, in the order in which it stands there.</summary>
    [HttpPost("lot")]
    public async Task<IActionResult> AddSeveral(
        int issueId, int? sectionId, [FromQuery] PoolFilter filter, [FromForm(Name = "nouvelles")] int[] newsIds,
        [FromForm(Name = "mouvements")] int[] moveIds, [FromForm(Name = "tout")] bool all, CancellationToken cancellation)
    {
        var free = Pool.Of(Db, issueId, filter.IsProposed);
        var (shownNews, shownMoves) = (await filter.NewsAsync(free, cancellation), await filter.MovesAsync(free, cancellation));
        var wanted = shownNews.Where(n => all || newsIds.Contains(n.Id)).Select(n => n.Id).ToList();
        var wantedMoves = shownMoves.Where(m => all || moveIds.Contains(m.Id)).Select(m => m.Id).ToList();
        if (wanted.Count + wantedMoves.Count == 0)
        {
            return Refuse(issueId, "Cochez d’abord ce qui doit entrer dans le numéro. Rien n’a été ajouté.");
        }

        var news = (await free.News.Where(n => wanted.Contains(n.Id)).ToListAsync(cancellation)).OrderBy(n => wanted.IndexOf(n.Id)).ToList();
        var moves = (await free.Moves.Where(m => wantedMoves.Contains(m.Id)).ToListAsync(cancellation)).OrderBy(m => wantedMoves.IndexOf(m.Id))
            .ToList();
        await AcceptAsync(news, moves, cancellation);
        var added = 0;
        var answer = await ChangeAsync(
            issueId,
            issue => added = news.Count(n => Placement.Add(issue, sectionId, n, null) is not null)
                + moves.Count(m => Placement.Add(issue, sectionId, null, m) is not null),
            null, cancellation);
        if (answer is LocalRedirectResult && !TempData.ContainsKey(PageMessages.SavedKey))
        {
            var left = news.Count + moves.Count - added;
            TempData[PageMessages.SavedKey] = $"{FrenchNumbers.Count(added, "élément est entré", "éléments sont entrés")} dans le numéro."
                + (left == 0 ? "" : $" {FrenchNumbers.Count(left, "reste", "restent")} au vivier, faute d’une rubrique qui convient.");
        }

        return answer;
    }

    /// <summary>Accepts what is only proposed yet. It is saved with the change of the issue.</summary>
    private async Task AcceptAsync(IReadOnlyList<NewsItem> news, IReadOnlyList<StaffMove> moves, CancellationToken cancellation)
    {
        foreach (var item in news.Where(n => n.State is NewsState.Submitted))
        {
            await workflow.AcceptAsync(item, Author.Of(User), cancellation);
        }

        foreach (var move in moves)
        {
            move.Accept();
        }
    }

    [HttpPost("{itemId:int}/deplacement")]
    public Task<IActionResult> Move(int issueId, int itemId, int by, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => issue.MoveItem(itemId, Math.Sign(by)), null, cancellation);

    [HttpPost("{itemId:int}/retrait")]
    public Task<IActionResult> Remove(int issueId, int itemId, CancellationToken cancellation) =>
        ChangeAsync(
            issueId, issue => issue.Sections.FirstOrDefault(s => s.Items.Any(i => i.Id == itemId))?.RemoveItem(itemId),
            "C’est retiré du numéro, et de nouveau disponible.", cancellation);
}
