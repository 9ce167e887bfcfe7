using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.News;

/// <summary>
/// The workflow of a news item: preview, proposal by its author, acceptance or request for changes by an editor. Each step applies
/// only to the version that was read.
/// </summary>
[Route(DeskAddresses.News + "/{id:int}")]
public class NewsStateController(NewsletterContext db, NewsWorkflow workflow, MarkdownRenderer markdown) : DeskController(db)
{
    [HttpGet("apercu")]
    public async Task<IActionResult> Preview(int id, CancellationToken cancellation) =>
        await PreviewAsync(await FindAsync(id, cancellation), null, null, cancellation);

    [HttpPost("proposition")]
    public Task<IActionResult> Submit(int id, NewsStepForm form, CancellationToken cancellation) =>
        MoveAsync(
            id, form, n => n.MayBeSubmitted, n => workflow.SubmitAsync(n, Author.Of(User), cancellation), "est proposée à la rédaction.",
            cancellation);

    [HttpPost("acceptation")]
    [Authorize(Policy = Policies.Editor)]
    public Task<IActionResult> Accept(int id, NewsStepForm form, CancellationToken cancellation) =>
        MoveAsync(
            id, form, n => n.MayBeSubmitted || n.State is NewsState.Submitted, n => workflow.AcceptAsync(n, Author.Of(User), cancellation),
            "est acceptée : elle peut entrer dans un numéro.", cancellation);

    [HttpPost("retour")]
    [Authorize(Policy = Policies.Editor)]
    public async Task<IActionResult> Return(int id, NewsStepForm form, CancellationToken cancellation)
    {
        if (form.Problem is { } problem)
        {
            ModelState.AddModelError("commentaire", problem);
            return await PreviewAsync(await FindAsync(id, cancellation), form, null, cancellation);
        }

        return await MoveAsync(
            id, form, n => n.State is NewsState.Submitted or NewsState.Accepted,
            n => workflow.AskChangesAsync(n, form.Comment!, Author.Of(User), cancellation),
            "est rendue à son auteur, avec votre commentaire.", cancellation);
    }

    private async Task<IActionResult> MoveAsync(
        int id, NewsStepForm form, Func<NewsItem, bool> from, Func<NewsItem, Task> step, string outcome, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } news)
        {
            return NotFound();
        }

        if (!from(news) || (form.Version is { } version && version != news.Version))
        {
            return await StaleAsync(id, form, cancellation);
        }

        if (!news.IsComplete)
        {
            return await PreviewAsync(news, form, "Cette nouvelle n’a pas encore de texte : il faut l’écrire d’abord.", cancellation);
        }

        try
        {
            await step(news);
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            Db.ChangeTracker.Clear();
            return await StaleAsync(id, form, cancellation);
        }

        TempData[PageMessages.SavedKey] = $"« {news.Title} » {outcome}";
        return RedirectToAction("Index", "News");
    }

    private async Task<IActionResult> StaleAsync(int id, NewsStepForm form, CancellationToken cancellation) =>
        await PreviewAsync(
            await FindAsync(id, cancellation), form,
            "Cette nouvelle a changé entre-temps : rien n’a été modifié. La voici telle qu’elle est maintenant ; relisez-la avant de décider.",
            cancellation);

    private Task<NewsItem?> FindAsync(int id, CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        return Db.News.Include(n => n.Pictures).ThenInclude(p => p.MediaFile)
            .FirstOrDefaultAsync(n => n.Id == id && (own == null || n.CiteId == own), cancellation);
    }

    private async Task<IActionResult> PreviewAsync(NewsItem? news, NewsStepForm? form, string? refusal, CancellationToken cancellation) =>
        news is null
            ? NotFound()
            : View("Preview", new PreviewPage(
                news, markdown.ToHtml(news.Body, news.Language), await NewsTrail.ReadAsync(Db, news, cancellation), form?.Comment, refusal));
}
