using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.News;

/// <summary>The way of a news item: proposed by its author, accepted or handed back by an editor.</summary>
[Route("redaction/nouvelles/{id:int}")]
public class NewsStateController(NewsletterContext db) : DeskController(db)
{
    [HttpPost("proposition")]
    public Task<IActionResult> Submit(int id, CancellationToken cancellation) =>
        MoveAsync(id, [NewsState.Draft, NewsState.ChangesAsked], n => n.Submit(), "est proposée à la rédaction.", cancellation);

    [HttpPost("acceptation")]
    [Authorize(Policy = Policies.Editor)]
    public Task<IActionResult> Accept(int id, CancellationToken cancellation) =>
        MoveAsync(id, [NewsState.Draft, NewsState.ChangesAsked, NewsState.Submitted], n => n.Accept(), "est acceptée : elle peut entrer dans un numéro.", cancellation);

    [HttpPost("retour")]
    [Authorize(Policy = Policies.Editor)]
    public Task<IActionResult> Return(int id, CancellationToken cancellation) =>
        MoveAsync(id, [NewsState.Submitted, NewsState.Accepted], n => n.AskChanges(), "est rendue à son auteur.", cancellation);

    private async Task<IActionResult> MoveAsync(int id, NewsState[] from, Action<NewsItem> verb, string outcome, CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        var news = await Db.News.FirstOrDefaultAsync(n => n.Id == id && (own == null || n.CiteId == own), cancellation);
        if (news is null)
        {
            return NotFound();
        }

        if (!from.Contains(news.State))
        {
            return Back($"« {news.Title} » a changé d’état entre-temps : rien n’a été modifié.");
        }

        if (!news.IsComplete)
        {
            return Back($"« {news.Title} » n’a pas encore de texte : écrivez-le d’abord.");
        }

        verb(news);
        await Db.SaveChangesAsync(cancellation);
        return Back($"« {news.Title} » {outcome}");
    }

    private RedirectToActionResult Back(string message)
    {
        TempData[SavedKey] = message;
        return RedirectToAction("Index", "News");
    }
}
