using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Documents;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>
/// A document beside what was understood of it. Each button of the form first saves everything that is typed, as a version of its own.
/// </summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.Documents + "/{id:int}")]
public class CorrectionController(NewsletterContext db, IntoIssue into, IntoArchive archive, TimeProvider clock) : DeskController(db)
{
    /// <summary>A sheet of 200 passages has some 20 fields each.</summary>
    private const int MostFields = 20_000;

    [HttpGet("")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } document)
        {
            return NotFound();
        }

        var form = CorrectionForm.Of(SheetOf(document), document.Version);
        form.IssueId = OpenedFrom.IssueOf(Request) ?? document.IssueId;
        return await PageAsync(document, form, cancellation);
    }

    [HttpPost("")]
    [RequestFormLimits(ValueCountLimit = MostFields)]
    public async Task<IActionResult> Save(int id, CorrectionForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } document)
        {
            return NotFound();
        }

        if (!document.MayCorrect || !ModelState.IsValid)
        {
            return document.MayCorrect ? await PageAsync(document, form, cancellation)
                : Done("Ce document ne se corrige plus : ce qu’il disait a été pris.", nameof(Show), new { id });
        }

        form.Items.ForEach(Tidy);
        var isStale = form.Version != document.Version;
        var (act, key) = Pressed(form.Act);
        Keep(document, form);
        var at = Act(document, form, act, key);
        if (act is not ("defaire" or "refaire"))
        {
            Keep(document, form);
        }

        ModelState.Clear();
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            Db.ChangeTracker.Clear();
            ModelState.AddModelError("", "Quelqu’un d’autre a enregistré ce document au même instant. Enregistrez une nouvelle fois.");
            return await FindAsync(id, cancellation) is { } stored ? await PageAsync(stored, form, cancellation) : NotFound();
        }

        form.Version = document.Version;
        if (act is "proposer" or "placer" or "archiver")
        {
            try
            {
                return act is "archiver"
                    ? await ArchiveAsync(document, form, cancellation)
                    : await TakeAsync(document, form, act is "placer", cancellation);
            }
            catch (UnreadableDocumentException e)
            {
                return Refused(
                    $"Rien n’est pris : les images ne se lisent pas. Votre correction est gardée. {DocumentWords.Of(e.Fault)}", nameof(Show), new { id });
            }
        }

        if (isStale)
        {
            TempData[PageMessages.SavedKey] =
                "Enregistré. Quelqu’un d’autre avait enregistré entre-temps : « Revenir en arrière » montre sa version, qui est gardée.";
        }
        else if (act is "")
        {
            TempData[PageMessages.SavedKey] = "Enregistré.";
        }

        var page = OpenedFrom.IssueOf(Request) is { } issue ? OpenedFrom.Composer(DeskAddresses.Document(id), issue) : DeskAddresses.Document(id);
        return LocalRedirect(at is { } item ? $"{page}#{DocumentPage.ItemAnchor(item)}" : page);
    }

    private async Task<IActionResult> TakeAsync(DocumentImport document, CorrectionForm form, bool places, CancellationToken cancellation)
    {
        foreach (var (field, problem) in SheetCheck.ProblemsOf(form))
        {
            ModelState.AddModelError(field, problem);
        }

        if (form.IssueId is null)
        {
            ModelState.AddModelError(nameof(form.IssueId), "Numéro : choisissez celui qui reçoit ce document.");
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(document, form, cancellation);
        }

        var (isDone, said) = await into.TakeAsync(document.Id, form, form.IssueId!.Value, places, form.ReplacesTexts, Author.Of(User), cancellation);
        if (!isDone)
        {
            return Refused(said, nameof(Show), new { id = document.Id });
        }

        TempData[PageMessages.SavedKey] = said;
        return LocalRedirect(places ? IssueAddresses.Composition(form.IssueId.Value) : DeskAddresses.Document(document.Id));
    }

    private async Task<IActionResult> ArchiveAsync(DocumentImport document, CorrectionForm form, CancellationToken cancellation)
    {
        foreach (var (field, problem) in SheetCheck.ProblemsOf(form)
            .Concat(await ArchiveCheck.ProblemsOfAsync(Db, form, ParisTime.Today(clock), cancellation)))
        {
            ModelState.AddModelError(field, problem);
        }

        if (!User.MaySend())
        {
            ModelState.AddModelError("", "Votre compte ne permet pas de publier : une personne qui a ce droit s’en charge.");
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(document, form, cancellation);
        }

        var (slug, said) = await archive.TakeAsync(document.Id, form, form.OffersOriginal, Author.Of(User), cancellation);
        return slug is null ? Refused(said, nameof(Show), new { id = document.Id }) : Done(said, nameof(Show), new { id = document.Id });
    }

    /// <returns>The key of the passage to show; null for the top of the page.</returns>
    private static int? Act(DocumentImport document, CorrectionForm form, string act, int key)
    {
        switch (act)
        {
            case "joindre":
                var before = form.Items.TakeWhile(i => i.Key != key).LastOrDefault()?.Key;
                form.Join(key);
                return before;
            case "couper":
                var paragraph = form.Items.Find(i => i.Key == key)?.CutAt ?? 0;
                return form.Cut(key, paragraph, SheetBlock.All(document.Blocks)) ?? key;
            case "monter" or "descendre":
                form.Move(key, act is "monter" ? -1 : 1);
                return key;
            case "juste":
                form.Confirm(key);
                return key;
            case "defaire" or "refaire":
                document.Step(back: act is "defaire");
                return null;
            default:
                return key > 0 ? key : null;
        }
    }

    private static (string Act, int Key) Pressed(string? act) =>
        (act ?? "").Split('-') is [var name, .. var rest] && rest is [var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? (name, key) : (act ?? "", 0);

    private void Keep(DocumentImport document, Sheet sheet) =>
        document.Correct(sheet.ToJson(), User.DisplayName(), clock.GetUtcNow().UtcDateTime);

    /// <summary>Browsers send other line ends than were stored; a new label asks for other fields.</summary>
    private void Tidy(SheetItem item)
    {
        item.Text = item.Text?.ReplaceLineEndings("\n");
        item.Complete(ParisTime.Today(clock));
    }

    private Task<DocumentImport?> FindAsync(int id, CancellationToken cancellation) =>
        Db.DocumentImports.Include(d => d.Versions).FirstOrDefaultAsync(d => d.Id == id, cancellation);

    private static Sheet SheetOf(DocumentImport document) =>
        document.Versions.FirstOrDefault(v => v.Number == document.Shown) is { } shown ? Sheet.From(shown.Json) : new Sheet();

    private async Task<IActionResult> PageAsync(DocumentImport document, CorrectionForm form, CancellationToken cancellation)
    {
        var issues = await Db.Issues.Where(i => i.PublishedAt == null).OrderBy(i => i.Number)
            .Select(i => new { i.Id, i.Number, i.Date, i.PeriodLabel }).ToListAsync(cancellation);
        return View("Show", new DocumentPage(
            document, form, SheetBlock.All(document.Blocks), await Choices.CitesAsync(Db, User, cancellation),
            [.. issues.Select(i => new SelectListItem(
                $"Numéro {i.Number}, {i.PeriodLabel ?? FrenchDates.Month(i.Date)}", i.Id.ToString(CultureInfo.InvariantCulture)))],
            document.Versions.Any(v => v.Number < document.Shown), document.Versions.Any(v => v.Number > document.Shown),
            document.MayTakeBack(clock.GetUtcNow().UtcDateTime),
            await Db.Editions.Where(e => e.Id == document.EditionId).Select(e => e.Slug).FirstOrDefaultAsync(cancellation)));
    }
}
