using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Desk.Issues.Composition;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The list of issues, and the texts of an issue.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.Issues)]
public class IssuesController(NewsletterContext db, DraftForms drafts, FormState state, IssueChanges changes, TimeProvider clock)
    : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(await Db.Issues.OrderByDescending(i => i.Number).ThenBy(i => i.TranslationOfId)
            .Select(i => new IssueRow(
                i.Id, i.Number, i.Language, i.PeriodLabel ?? FrenchDates.Month(i.Date), i.Subject, i.PublishedAt,
                i.TranslationOfId != null, i.Sections.SelectMany(s => s.Items).Count(),
                new IssueStanding(i.State, i.ScheduledFor, i.MissedSchedule),
                Db.Editions.Where(e => e.IssueId == i.Id).Select(e => e.Slug).FirstOrDefault()))
            .ToListAsync(cancellation));

    [HttpGet("ajout")]
    public async Task<IActionResult> New([FromQuery(Name = OpenedForm.Parameter)] Guid? draft, CancellationToken cancellation)
    {
        var last = await Db.Issues.OrderByDescending(i => i.Number).Select(i => new { i.Number, i.Signatory, i.SignatoryRole, i.ClosingFormula })
            .FirstOrDefaultAsync(cancellation);
        var settings = await Db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new NewsletterSettings();
        var initial = new IssueForm
        {
            Number = (last?.Number ?? 0) + 1,
            Date = ParisTime.Today(clock),
            Salutation = settings.Salutation,
            ClosingFormula = last?.ClosingFormula,
            Signatory = last?.Signatory,
            SignatoryRole = last?.SignatoryRole,
            ContactNotice = settings.ContactNotice,
            ContactAddress = settings.ContactAddress,
            Closing = settings.Closing,
            Team = settings.Team,
        };
        var form = await drafts.OpenAsync(
            this, EditedThing.OfSomethingNew(EditedKind.Issue, draft ?? Guid.NewGuid()), Author.Of(User), initial, cancellation);
        return draft is not null && state.Opened is not { Taken: not null } ? NotFound() : FormView(form);
    }

    [HttpPost("ajout")]
    public async Task<IActionResult> Create(IssueForm form, CancellationToken cancellation)
    {
        await CheckNumberAsync(form, null, cancellation);
        if (!ModelState.IsValid)
        {
            await drafts.ReturnAsync(this, EditedThing.Posted(Request, EditedKind.Issue), Author.Of(User), cancellation);
            return FormView(form);
        }

        var issue = new Issue(form.Number!.Value, form.Date!.Value);
        form.ApplyTo(issue);
        foreach (var kind in (SectionKind[])[SectionKind.Agenda, SectionKind.CiteNews, SectionKind.NetworkNews, SectionKind.StaffMoves])
        {
            issue.AddSection(kind, kind.Label());
        }

        Db.Issues.Add(issue);
        await Db.SaveChangesAsync(cancellation);
        await drafts.SavedAsync(this, EditedThing.Posted(Request, EditedKind.Issue), Author.Of(User), cancellation);
        return Done(
            $"Le numéro {issue.Number} est créé. Choisissez maintenant ses nouvelles.", nameof(CompositionController.Show),
            new { controller = "Composition", issueId = issue.Id });
    }

    [HttpGet("{id:int}/textes")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) is { } form ? await FormViewAsync(id, await OpenAsync(id, form, cancellation), cancellation) : NotFound();

    [HttpPost("{id:int}/textes")]
    public async Task<IActionResult> Update(int id, IssueForm form, CancellationToken cancellation)
    {
        var issue = await Db.Issues.FirstOrDefaultAsync(i => i.Id == id, cancellation);
        if (issue is null)
        {
            return NotFound();
        }

        if (issue.IsPublished)
        {
            ModelState.AddModelError("", "Ce numéro est parti : il ne change plus. Pour le corriger, ajoutez un erratum.");
        }

        await CheckNumberAsync(form, id, cancellation);
        if (!ModelState.IsValid)
        {
            return await FormViewAsync(id, form, cancellation);
        }

        var expected = form.Mark == IssueForm.MarkOf(issue) ? issue.Version : form.Version;
        form.ApplyTo(issue);
        Db.Expect(issue, expected);
        return await SaveAsync(
            form,
            () => ReadAsync(id, cancellation),
            async () =>
            {
                await drafts.SavedAsync(this, EditedThing.Of(EditedKind.Issue, id), Author.Of(User), cancellation);
                return Returned("Les textes sont enregistrés.", nameof(Edit), new { id });
            },
            () => FormViewAsync(id, form, cancellation),
            cancellation);
    }

    [HttpPost("{id:int}/suppression")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellation)
    {
        if (await changes.FindAsync(id, cancellation) is not { } issue)
        {
            return NotFound();
        }

        if (!issue.IsDeletable)
        {
            return Refused(
                issue.IsPublished ? $"Le numéro {issue.Number} est parti : rien n’a été supprimé."
                    : $"Le numéro {issue.Number} est programmé : rien n’a été supprimé. Retirez d’abord sa programmation, puis recommencez.",
                nameof(Index));
        }

        return await changes.ApplyAsync(id, Author.Of(User), i => i.Delete(clock.GetUtcNow().UtcDateTime), cancellation) is ChangeOutcome.Saved
            ? Deleted($"Le numéro {issue.Number} est supprimé. Ce qu’il contenait est de nouveau libre.", DeletedKind.Issue, id, nameof(Index))
            : Refused(
                $"Quelqu’un a modifié le numéro {issue.Number} au même moment : rien n’a été supprimé. Ouvrez-le, puis recommencez si besoin.",
                nameof(Index));
    }

    private async Task<IssueForm> OpenAsync(int id, IssueForm form, CancellationToken cancellation)
    {
        if (await OldVersion.AskedAsync(Request, state, OldVersion.OfTexts(Db, id), cancellation) is { } old)
        {
            form.Take(old);
        }

        return await drafts.OpenAsync(this, EditedThing.Of(EditedKind.Issue, id), Author.Of(User), form, cancellation);
    }

    private async Task<IActionResult> FormViewAsync(int id, IssueForm form, CancellationToken cancellation)
    {
        if (state.Opened is null)
        {
            await drafts.ReturnAsync(this, EditedThing.Of(EditedKind.Issue, id), Author.Of(User), cancellation);
        }

        return FormView(form, id, await Db.Editions.AnyAsync(e => e.IssueId == id, cancellation));
    }

    private ViewResult FormView(IssueForm form, int? id = null, bool isPublished = false) => View("Form", new IssueFormPage(form, id, isPublished));

    private async Task<IssueForm?> ReadAsync(int id, CancellationToken cancellation) =>
        await Db.Issues.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellation) is { } issue ? IssueForm.From(issue) : null;

    private async Task CheckNumberAsync(IssueForm form, int? id, CancellationToken cancellation)
    {
        var language = form.Language ?? "";
        if (form.Number is { } number && await Db.Issues.AnyAsync(i => i.Number == number && i.Language == language && i.Id != id, cancellation))
        {
            ModelState.AddModelError(
                nameof(form.Number),
                $"Numéro : le numéro {number} existe déjà dans cette langue. Choisissez un autre numéro, ou une autre "
                    + "langue pour en faire une version.");
        }
    }
}

/// <param name="Slug">Slug of the edition; null before publication.</param>
public sealed record IssueRow(
    int Id, int Number, string Language, string Period, string Subject, DateTime? PublishedAt, bool IsTranslation, int Items, IssueStanding Standing,
    string? Slug);

/// <param name="Id">Null for a new issue.</param>
internal sealed record IssueFormPage(IssueForm Form, int? Id, bool IsPublished) : IFormPage<IssueForm>;
