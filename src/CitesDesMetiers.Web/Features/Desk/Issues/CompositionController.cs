using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Accounts;
using CitesDesMetiers.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.Issues;

/// <summary>The sections of an issue and what stands in them, in order.</summary>
[Authorize(Policy = Policies.Editor)]
[Route("redaction/numeros/{issueId:int}")]
public class CompositionController(NewsletterContext db) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(int issueId, CancellationToken cancellation)
    {
        if (await FindAsync(issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        return View("Composition", new CompositionPage(issue, await NewsPoolAsync(cancellation), await MovePoolAsync(cancellation)));
    }

    [HttpPost("rubriques")]
    public Task<IActionResult> AddSection(int issueId, SectionKind kind, string? title, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => issue.AddSection(kind, SectionTitle(title) ?? kind.Label()), "La rubrique est ajoutée.", cancellation);

    [HttpPost("rubriques/{sectionId:int}/titre")]
    public Task<IActionResult> RenameSection(int issueId, int sectionId, string? title, CancellationToken cancellation) =>
        SectionTitle(title) is { } name
            ? ChangeAsync(issueId, issue => Section(issue, sectionId)?.Rename(name), "La rubrique est renommée.", cancellation)
            : Task.FromResult<IActionResult>(Back(issueId, "Un titre de rubrique compte de 1 à 100 caractères : l’ancien est conservé."));

    [HttpPost("rubriques/{sectionId:int}/deplacement")]
    public Task<IActionResult> MoveSection(int issueId, int sectionId, int by, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => issue.MoveSection(sectionId, Math.Sign(by)), null, cancellation);

    [HttpPost("rubriques/{sectionId:int}/suppression")]
    public Task<IActionResult> RemoveSection(int issueId, int sectionId, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => issue.RemoveSection(sectionId), "La rubrique est retirée ; ses nouvelles sont de nouveau disponibles.", cancellation);

    [HttpPost("rubriques/{sectionId:int}/contenu")]
    public async Task<IActionResult> AddItem(int issueId, int sectionId, int? newsId, int? moveId, CancellationToken cancellation)
    {
        var news = newsId is null ? null : await Db.News.FirstOrDefaultAsync(n => n.Id == newsId && n.State == NewsState.Accepted, cancellation);
        var move = moveId is null ? null : await Db.StaffMoves.FirstOrDefaultAsync(m => m.Id == moveId && m.IsAccepted, cancellation);
        if (news is null && move is null)
        {
            return Back(issueId, "Choisissez d’abord ce que vous voulez ajouter dans la liste.");
        }

        if (await Db.Set<IssueItem>().AnyAsync(i => (news != null && i.NewsItemId == newsId) || (move != null && i.StaffMoveId == moveId), cancellation))
        {
            return Back(issueId, "C’est déjà dans un numéro : rien n’a été ajouté.");
        }

        return await ChangeAsync(issueId, issue => Add(Section(issue, sectionId), news, move), null, cancellation);
    }

    [HttpPost("contenu/{itemId:int}/deplacement")]
    public Task<IActionResult> MoveItem(int issueId, int itemId, int by, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => issue.MoveItem(itemId, Math.Sign(by)), null, cancellation);

    [HttpPost("contenu/{itemId:int}/retrait")]
    public Task<IActionResult> RemoveItem(int issueId, int itemId, CancellationToken cancellation) =>
        ChangeAsync(
            issueId, issue => issue.Sections.FirstOrDefault(s => s.Items.Any(i => i.Id == itemId))?.RemoveItem(itemId),
            "C’est retiré du numéro, et de nouveau disponible.", cancellation);

    private static void Add(IssueSection? section, NewsItem? news, Core.Cites.StaffMove? move)
    {
        if (section is { TakesNews: true } && news is not null)
        {
            section.Add(news);
        }
        else if (section is { TakesNews: false } && move is not null)
        {
            section.Add(move);
        }
    }

    private async Task<IActionResult> ChangeAsync(int issueId, Action<Issue> change, string? message, CancellationToken cancellation)
    {
        if (await FindAsync(issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        if (issue.IsPublished)
        {
            return Back(issueId, "Ce numéro est parti : il ne change plus.");
        }

        change(issue);
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || DatabaseProvider.Of(Db.Database).IsUniqueViolation(e))
        {
            return Back(issueId, "Quelqu’un a modifié ce numéro au même moment. Voici où il en est ; recommencez si besoin.");
        }

        return Back(issueId, message);
    }

    private RedirectToActionResult Back(int issueId, string? message)
    {
        if (message is not null)
        {
            TempData[SavedKey] = message;
        }

        return RedirectToAction(nameof(Show), new { issueId });
    }

    private static IssueSection? Section(Issue issue, int id) => issue.Sections.FirstOrDefault(s => s.Id == id);

    private static string? SectionTitle(string? title) =>
        title?.Trim() is { Length: > 0 and <= IssueSection.TitleLength } text && !Text.HasForbiddenCharacter(text) ? text : null;

    private Task<Issue?> FindAsync(int id, CancellationToken cancellation) =>
        Db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).ThenInclude(i => i.NewsItem).ThenInclude(n => n!.Cite)
            .Include(i => i.Sections).ThenInclude(s => s.Items).ThenInclude(i => i.StaffMove).ThenInclude(m => m!.Cite)
            .FirstOrDefaultAsync(i => i.Id == id, cancellation);

    private Task<List<PoolEntry>> NewsPoolAsync(CancellationToken cancellation) =>
        Db.News.Where(n => n.State == NewsState.Accepted && !Db.Set<IssueItem>().Any(i => i.NewsItemId == n.Id))
            .OrderBy(n => n.Cite!.Name).ThenBy(n => n.Title).Select(n => new PoolEntry(n.Id, n.Title, n.Cite!.Name)).ToListAsync(cancellation);

    private Task<List<PoolEntry>> MovePoolAsync(CancellationToken cancellation) =>
        Db.StaffMoves.Where(m => m.IsAccepted && !Db.Set<IssueItem>().Any(i => i.StaffMoveId == m.Id))
            .OrderBy(m => m.Cite!.Name).ThenBy(m => m.Person).Select(m => new PoolEntry(m.Id, m.Person + ", " + m.Post, m.Cite!.Name)).ToListAsync(cancellation);
}

public sealed record CompositionPage(Issue Issue, IReadOnlyList<PoolEntry> News, IReadOnlyList<PoolEntry> Moves)
{
    /// <summary>What the section may take: a section of Cités offers their news, one of the network its own.</summary>
    public IEnumerable<PoolEntry> PoolOf(IssueSection section) =>
        section.Kind switch
        {
            SectionKind.CiteNews => News.Where(n => n.Cite is not null),
            SectionKind.NetworkNews => News.Where(n => n.Cite is null),
            _ => Moves,
        };
}

public sealed record PoolEntry(int Id, string Title, string? Cite);
