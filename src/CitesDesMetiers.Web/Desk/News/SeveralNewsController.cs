using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Desk.Several;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.News;

/// <summary>Accepts, tags and deletes the news that are checked in the list.</summary>
[Route(DeskAddresses.News + "/lot")]
public class SeveralNewsController(NewsletterContext db, NewsWorkflow workflow, TimeProvider clock) : SeveralController(db, DeskAddresses.News)
{
    private const string Accepting = "acceptation";
    private const string Tagging = "theme";

    [HttpPost(Accepting)]
    public async Task<IActionResult> Accept(SeveralForm form, CancellationToken cancellation) =>
        await ActAsync(
            form, await FindAsync(form.Ids, cancellation), NameOf,
            async news =>
            {
                if (news.State is not NewsState.Submitted)
                {
                    return "seule une nouvelle proposée s’accepte";
                }

                await workflow.AcceptAsync(news, Author.Of(User), cancellation);
                return null;
            },
            "nouvelle acceptée", "nouvelles acceptées", ids => DeskAddresses.UndoSeveral(DeskAddresses.News, Accepting, ids), cancellation);

    [HttpPost(Accepting + "/annulation")]
    public async Task<IActionResult> UndoAccept([FromQuery] int[] ids, CancellationToken cancellation)
    {
        var used = await InIssuesAsync(ids, cancellation);
        return await ActAsync(
            new SeveralForm { Ids = ids }, await FindAsync(ids, cancellation), NameOf,
            n => n.State is NewsState.Accepted && !used.Contains(n.Id) ? null : "elle a changé depuis",
            n => workflow.UndoAcceptance(n, Author.Of(User)), "nouvelle de nouveau proposée", "nouvelles de nouveau proposées", null, cancellation);
    }

    [HttpPost(Tagging)]
    public async Task<IActionResult> Tag(SeveralForm form, [FromForm(Name = "theme")] int themeId, CancellationToken cancellation) =>
        await Db.Themes.FindAsync([themeId], cancellation) is not { } theme
            ? NotDone(form, "Choisissez le thème à ajouter. Rien n’a changé.")
            : await ActAsync(
                form, await FindAsync(form.Ids, cancellation), NameOf, n => n.Themes.Contains(theme) ? "porte déjà ce thème" : null,
                n => n.Tag([.. n.Themes, theme]), "nouvelle porte ce thème", "nouvelles portent ce thème",
                ids => DeskAddresses.UndoSeveral(DeskAddresses.News, Tagging, ids) + $"&theme={theme.Id}", cancellation);

    [HttpPost(Tagging + "/annulation")]
    public async Task<IActionResult> UndoTag([FromQuery] int[] ids, [FromQuery(Name = "theme")] int themeId, CancellationToken cancellation) =>
        await ActAsync(
            new SeveralForm { Ids = ids }, await FindAsync(ids, cancellation), NameOf,
            n => n.Themes.Any(t => t.Id == themeId) ? null : "n’a plus ce thème", n => n.Tag([.. n.Themes.Where(t => t.Id != themeId)]),
            "nouvelle n’a plus ce thème", "nouvelles n’ont plus ce thème", null, cancellation);

    [HttpPost("suppression")]
    public async Task<IActionResult> Delete(SeveralForm form, CancellationToken cancellation)
    {
        var used = await InIssuesAsync(form.Ids, cancellation);
        return await ActAsync(
            form, await FindAsync(form.Ids, cancellation), NameOf,
            n => n.State is NewsState.Published || used.Contains(n.Id) ? "dans un numéro" : null, n => n.Delete(clock.GetUtcNow().UtcDateTime),
            "nouvelle supprimée", "nouvelles supprimées", ids => DeletedController.RestorePath(DeletedKind.News, ids), cancellation);
    }

    private static (int Id, string Title) NameOf(NewsItem news) => (news.Id, news.Title);

    private Task<List<NewsItem>> FindAsync(IReadOnlyList<int> ids, CancellationToken cancellation) =>
        Db.News.Include(n => n.Themes).Where(n => ids.Contains(n.Id)).ToListAsync(cancellation);

    private async Task<HashSet<int>> InIssuesAsync(IReadOnlyList<int> ids, CancellationToken cancellation) =>
        [.. await Db.Set<IssueItem>().Where(i => i.NewsItemId != null && ids.Contains(i.NewsItemId.Value))
            .Select(i => i.NewsItemId!.Value).ToListAsync(cancellation)];
}
