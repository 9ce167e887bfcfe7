using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>The items of an issue: adds them from the pool, moves them by one place, removes them.</summary>
[Route(IssueAddresses.Template + "/contenu")]
public class ItemsController(NewsletterContext db, IssueChanges changes) : ComposerController(db, changes)
{
    /// <param name="sectionId">Null for the section that fits best.</param>
    /// <param name="place">From 1; null for the end.</param>
    [HttpPost("")]
    public async Task<IActionResult> Add(int issueId, int? sectionId, int? newsId, int? moveId, int? place, CancellationToken cancellation)
    {
        var free = Pool.Of(Db);
        var news = newsId is null ? null : await free.News.FirstOrDefaultAsync(n => n.Id == newsId, cancellation);
        var move = moveId is null ? null : await free.Moves.FirstOrDefaultAsync(m => m.Id == moveId, cancellation);
        if (news is null && move is null)
        {
            return Refuse(issueId, "Rien n’a été ajouté : c’est déjà dans un numéro, ou ce n’est plus accepté. La liste est à jour.");
        }

        string? section = null;
        var answer = await ChangeAsync(issueId, issue => section = Add(issue, sectionId, news, move, place), null, cancellation);
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
        var free = Pool.Of(Db);
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
        var added = 0;
        var answer = await ChangeAsync(
            issueId,
            issue => added = news.Count(n => Add(issue, sectionId, n, null, null) is not null)
                + moves.Count(m => Add(issue, sectionId, null, m, null) is not null),
            null, cancellation);
        if (answer is LocalRedirectResult && !TempData.ContainsKey(PageMessages.SavedKey))
        {
            var left = news.Count + moves.Count - added;
            TempData[PageMessages.SavedKey] = $"{FrenchNumbers.Count(added, "élément est entré", "éléments sont entrés")} dans le numéro."
                + (left == 0 ? "" : $" {FrenchNumbers.Count(left, "reste", "restent")} au vivier, faute d’une rubrique qui convient.");
        }

        return answer;
    }

    [HttpPost("{itemId:int}/deplacement")]
    public Task<IActionResult> Move(int issueId, int itemId, int by, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => issue.MoveItem(itemId, Math.Sign(by)), null, cancellation);

    [HttpPost("{itemId:int}/retrait")]
    public Task<IActionResult> Remove(int issueId, int itemId, CancellationToken cancellation) =>
        ChangeAsync(
            issueId, issue => issue.Sections.FirstOrDefault(s => s.Items.Any(i => i.Id == itemId))?.RemoveItem(itemId),
            "C’est retiré du numéro, et de nouveau disponible.", cancellation);

    /// <returns>Title of the section that received the item; null if no section accepts it.</returns>
    private static string? Add(Issue issue, int? sectionId, NewsItem? news, StaffMove? move, int? place)
    {
        var section = sectionId is { } chosen ? Section(issue, chosen) : Fitting(issue, news);
        if (section is null || (news is null ? !section.TakesMoves : !section.TakesNews))
        {
            return null;
        }

        if (news is not null)
        {
            section.Add(news);
        }
        else
        {
            section.Add(move!);
        }

        section.PlaceLast(place ?? int.MaxValue / 2);
        return section.Title;
    }

    /// <summary>
    /// The section for a news item: that of the Cités or of the network, otherwise any that accepts news. Visible sections come first.
    /// </summary>
    private static IssueSection? Fitting(Issue issue, NewsItem? news)
    {
        var kind = news is null ? SectionKind.StaffMoves : news.CiteId is null ? SectionKind.NetworkNews : SectionKind.CiteNews;
        return issue.Sections.Where(s => news is null ? s.TakesMoves : s.TakesNews)
            .OrderBy(s => s.Kind != kind).ThenBy(s => s.IsHidden).ThenBy(s => s.Position).FirstOrDefault();
    }
}
