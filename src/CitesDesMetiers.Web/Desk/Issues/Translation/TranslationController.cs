using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Newsletter.Issues.Translations;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Translation;

/// <summary>Begins a translation of an issue, and shows one beside its original.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/traduction")]
public class TranslationController(NewsletterContext db, TranslationReader reader, TranslationWriter writer, MarkdownRenderer markdown)
    : DeskController(db)
{
    private const string Gone = "Ce numéro est parti, ou il a été supprimé : rien n’a été enregistré. Copiez ce que vous voulez garder.";

    [HttpGet("")]
    public async Task<IActionResult> Show(int issueId, CancellationToken cancellation) =>
        await reader.ReadAsync(issueId, cancellation) is { } translation ? ShowPage(translation, [])
            : await NewPageAsync(issueId, new NewTranslationForm(), cancellation);

    [HttpPost("ajout")]
    public async Task<IActionResult> Create(int issueId, NewTranslationForm form, CancellationToken cancellation)
    {
        if (await reader.LoadAsync(issueId, cancellation) is not { State: not IssueState.Archived } issue)
        {
            return NotFound();
        }

        if (issue.IsTranslation)
        {
            return Refused("Ce numéro est déjà une traduction : traduisez plutôt son original.", nameof(Show), new { issueId });
        }

        if (form.Language == issue.Language)
        {
            ModelState.AddModelError(nameof(form.Language), "Langue : c’est déjà celle de ce numéro. Choisissez-en une autre.");
        }

        if (!ModelState.IsValid)
        {
            return await NewPageAsync(issueId, form, cancellation);
        }

        var translation = issue.TranslateInto(form.Language!);
        foreach (var passage in await reader.PassagesAsync(issue, translation.Language, cancellation))
        {
            translation.Passage(passage.Key, passage.Text);
        }

        Db.Issues.Add(translation);
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(Db.Database).IsUniqueViolation(e))
        {
            Db.ChangeTracker.Clear();
            ModelState.AddModelError(
                nameof(form.Language),
                $"Langue : le numéro {issue.Number} existe déjà {TranslationWords.In(translation.Language)}. Ouvrez-le ci-dessous, ou choisissez "
                    + "une autre langue.");
            return await NewPageAsync(issueId, form, cancellation);
        }

        return Done(
            $"Le numéro {issue.Number} {TranslationWords.In(translation.Language)} est créé. Traduisez-le passage par passage ; l’original ne "
                + "change pas.", nameof(Show), new { issueId = translation.Id });
    }

    [HttpPost("")]
    public async Task<IActionResult> Save(int issueId, TranslationForm form, CancellationToken cancellation)
    {
        if (await writer.SaveAsync(issueId, form.Typed(), form.Read, form.Confirm, cancellation) is not { } written)
        {
            return await ReadOnlyAsync(issueId, form, cancellation);
        }

        if (written.Refused.Count > 0)
        {
            return ShowPage(written.Translation, written.Refused);
        }

        TempData[PageMessages.SavedKey] = written.Saved > 0 ? $"{FrenchNumbers.Count(written.Saved, "passage enregistré", "passages enregistrés")}."
            : form.Read is not null || form.Confirm is not null ? "C’est noté."
            : "Tout est enregistré.";
        return LocalRedirect(
            OpenedFrom.AddressOf(Request)
                ?? (form.Place is { } key && written.Translation.Find(key) is not null
                    ? IssueAddresses.TranslatedPassage(issueId, key) : IssueAddresses.Translation(issueId)));
    }

    /// <summary>Saves one passage while somebody types, and says how it stands.</summary>
    [HttpPost("passage")]
    public async Task<IActionResult> SavePassage(int issueId, TranslationForm form, CancellationToken cancellation)
    {
        if (await writer.SaveAsync(issueId, form.Typed(), form.Read, form.Confirm, cancellation) is not { } written)
        {
            return Conflict(new { problem = Gone });
        }

        if (written.Refused is [var refused, ..])
        {
            return UnprocessableEntity(new { problem = refused.Problem.Typed(), mark = written.Translation.Find(refused.Key)?.Mark });
        }

        var line = form.Texts.Keys.Select(written.Translation.Find).FirstOrDefault(l => l is not null);
        return line is null ? NotFound() : Json(new
        {
            mark = line.Mark,
            state = TranslationWords.State(line).Words,
            look = TranslationWords.State(line).Look,
            isDraft = line.IsDraft,
            count = TranslationWords.Count(written.Translation),
        });
    }

    /// <summary>Shows the page with what was typed, when nothing can be saved.</summary>
    private async Task<IActionResult> ReadOnlyAsync(int issueId, TranslationForm form, CancellationToken cancellation) =>
        await reader.ReadAsync(issueId, cancellation) is { } translation
            ? ShowPage(
                translation,
                [
                    .. form.Typed().Where(t => !string.IsNullOrWhiteSpace(t.Text))
                        .Where(t => t.Text!.ReplaceLineEndings("\n").Trim() != translation.Find(t.Key)?.Text)
                        .Select(t => new RefusedPassage(t.Key, t.Text!, Gone))
                ])
            : NotFound();

    private ViewResult ShowPage(TranslatedIssue translation, IReadOnlyList<RefusedPassage> refused)
    {
        // The fields show what the page says, with the marks of what is stored now.
        ModelState.Clear();
        foreach (var passage in refused)
        {
            ModelState.AddModelError($"Texts[{passage.Key}]", passage.Problem);
        }

        return View("Show", new TranslationPage(translation, refused.ToDictionary(r => r.Key), markdown));
    }

    private async Task<IActionResult> NewPageAsync(int issueId, NewTranslationForm form, CancellationToken cancellation)
    {
        Db.ChangeTracker.Clear();
        if (await Db.Issues.AsNoTracking().FirstOrDefaultAsync(i => i.Id == issueId, cancellation) is not { State: not IssueState.Archived } issue)
        {
            return NotFound();
        }

        var existing = await Db.Issues.Where(i => i.Number == issue.Number && i.Id != issueId).OrderBy(i => i.Id)
            .Select(i => new TranslationLink(i.Id, i.Language, i.TranslationOfId == issueId)).ToListAsync(cancellation);
        return View("New", new NewTranslationPage(issue, existing, form));
    }
}
