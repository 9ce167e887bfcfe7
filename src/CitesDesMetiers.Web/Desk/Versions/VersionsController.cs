using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Versions;

/// <summary>The saved versions of a news item or of an issue's texts: author, date and changes.</summary>
public class VersionsController(NewsletterContext db) : DeskController(db)
{
    /// <summary>The number of versions listed. Older ones stay stored.</summary>
    private const int Shown = 200;

    [HttpGet(DeskAddresses.News + "/{id:int}/versions")]
    public async Task<IActionResult> News(int id, int? version, CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        var title = await Db.News.Where(n => n.Id == id && (own == null || n.CiteId == own)).Select(n => n.Title).FirstOrDefaultAsync(cancellation);
        return title is null
            ? NotFound()
            : await ShowAsync(
                new($"« {title} »", DeskAddresses.NewsItem(id), DeskAddresses.NewsVersions(id), SavedTexts.OfNews),
                OldVersion.OfNews(Db, id), version, cancellation);
    }

    [HttpGet(DeskAddresses.Issues + "/{id:int}/textes/versions")]
    [Authorize(Policy = Policies.Editor)]
    public async Task<IActionResult> Texts(int id, int? version, CancellationToken cancellation)
    {
        var number = await Db.Issues.Where(i => i.Id == id).Select(i => (int?)i.Number).FirstOrDefaultAsync(cancellation);
        return number is null
            ? NotFound()
            : await ShowAsync(
                new($"Textes du numéro {number}", IssueAddresses.Texts(id), IssueAddresses.TextVersions(id), SavedTexts.OfIssue),
                OldVersion.OfTexts(Db, id), version, cancellation);
    }

    private async Task<IActionResult> ShowAsync(VersionedThing thing, IQueryable<Revision> revisions, int? version, CancellationToken cancellation)
    {
        var all = await revisions.AsNoTracking().OrderByDescending(r => r.Id).Take(Shown).ToListAsync(cancellation);
        var at = version is null ? 0 : all.FindIndex(r => r.Id == version);
        return at < 0 ? NotFound() : View("Index", VersionsPage.Of(thing, all, at));
    }
}

/// <param name="Path">Path of the form that edits it.</param>
public sealed record VersionedThing(string Name, string Path, string VersionsPath, IReadOnlyList<(string Property, string Label)> Kept);

/// <param name="Changed">Labels of the changed texts, or another description.</param>
public sealed record VersionLine(int Id, DateTime SavedAt, string Author, string Changed);

public sealed record ChangedText(string Label, IReadOnlyList<TextPiece> Pieces);

/// <param name="Selected">The version shown; null when there is none yet.</param>
/// <param name="Changes">The changes since the previous version.</param>
public sealed record VersionsPage(VersionedThing Thing, IReadOnlyList<VersionLine> Lines, VersionLine? Selected, IReadOnlyList<ChangedText> Changes)
{
    public bool IsCurrent => Selected is null || Selected == Lines[0];

    /// <param name="revisions">The newest first.</param>
    public static VersionsPage Of(VersionedThing thing, List<Revision> revisions, int selected)
    {
        var texts = revisions.ConvertAll(r => SavedTexts.FromJson(r.Content));
        var lines = revisions.Select((r, i) => new VersionLine(
            r.Id, r.SavedAt, r.AuthorName,
            i + 1 == texts.Count ? "première version gardée" : string.Join(", ", Differing(i).Select(t => t.New.Label.ToLowerInvariant())))).ToList();
        return new(
            thing, lines, lines.ElementAtOrDefault(selected),
            revisions.Count == 0
                ? []
                : [.. Differing(selected).Select(t => new ChangedText(t.New.Label, TextDifference.Between(t.Old, t.New.Text)))]);

        IEnumerable<(string Old, SavedText New)> Differing(int at) =>
            texts[at].All(thing.Kept).Select(t => (at + 1 < texts.Count ? texts[at + 1][t.Property] : "", t)).Where(t => t.Item1 != t.t.Text);
    }
}
