using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>The agenda of an issue: its period, and entries to exclude or to add.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/agenda")]
public class IssueAgendaController(NewsletterContext db, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(int issueId, CancellationToken cancellation) =>
        await FindAsync(issueId, cancellation) is { } issue
            ? await ShowAsync(issue, new AgendaPeriodForm { From = issue.AgendaFrom, To = issue.AgendaTo }, cancellation)
            : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> SetPeriod(int issueId, AgendaPeriodForm form, CancellationToken cancellation)
    {
        if (await FindAsync(issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        if (!ModelState.IsValid || Closed(issue))
        {
            return await ShowAsync(issue, form, cancellation);
        }

        issue.SetAgendaPeriod(form.From!.Value, form.To!.Value);
        await Db.SaveChangesAsync(cancellation);
        return Done("La période de l’agenda est enregistrée.", nameof(Show), new { issueId });
    }

    /// <summary>Leaves out every date that is past.</summary>
    [HttpPost("passes")]
    public async Task<IActionResult> LeavePassed(int issueId, CancellationToken cancellation)
    {
        if (await FindAsync(issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        var today = ParisTime.Today(clock);
        var passed = (await Db.Agenda.Where(e => e.IsAccepted && e.EndsOn < today).ToListAsync(cancellation)).FindAll(issue.Carries);
        if (!Closed(issue))
        {
            passed.ForEach(entry => issue.Choose(entry, false));
            await Db.SaveChangesAsync(cancellation);
        }

        return Done(
            issue.IsPublished ? "Ce numéro est parti : il ne change plus."
                : $"Laissé de côté : {FrenchNumbers.Count(passed.Count, "rendez-vous passé", "rendez-vous passés")}. "
                    + "L’agenda du numéro permet de les reprendre.",
            nameof(VerificationController.Show), new { controller = "Verification", issueId });
    }

    [HttpPost("{entryId:int}")]
    public async Task<IActionResult> Choose(int issueId, int entryId, bool include, CancellationToken cancellation)
    {
        var issue = await FindAsync(issueId, cancellation);
        var entry = await Db.Agenda.FirstOrDefaultAsync(e => e.Id == entryId && e.IsAccepted && !e.IsMembersOnly, cancellation);
        if (issue is null || entry is null)
        {
            return NotFound();
        }

        if (Closed(issue))
        {
            return Done("Ce numéro est parti : il ne change plus.", nameof(Show), new { issueId });
        }

        issue.Choose(entry, include);
        await Db.SaveChangesAsync(cancellation);
        return Done(include ? $"« {entry.Title} » paraîtra." : $"« {entry.Title} » ne paraîtra pas.", nameof(Show), new { issueId });
    }

    private bool Closed(Issue issue)
    {
        if (issue.IsPublished)
        {
            ModelState.AddModelError("", "Ce numéro est parti : il ne change plus.");
        }

        return issue.IsPublished;
    }

    private Task<Issue?> FindAsync(int id, CancellationToken cancellation) =>
        Db.Issues.Include(i => i.AgendaChoices).FirstOrDefaultAsync(i => i.Id == id, cancellation);

    private async Task<IActionResult> ShowAsync(Issue issue, AgendaPeriodForm form, CancellationToken cancellation)
    {
        var chosen = issue.AgendaChoices.Select(c => c.AgendaEntryId).ToList();
        var (from, to) = (issue.AgendaFrom.AddMonths(-1), issue.AgendaTo.AddMonths(6));
        var near = await Db.Agenda.AsNoTracking()
            .Where(e => e.IsAccepted && !e.IsMembersOnly && ((e.EndsOn >= from && e.StartsOn <= to) || chosen.Contains(e.Id)))
            .OrderBy(e => e.StartsOn).ThenByFrench(e => e.Title).ToListAsync(cancellation);
        return View("Agenda", new IssueAgendaPage(
            issue, form, [.. near.Where(issue.Carries)], [.. near.Where(e => !issue.Carries(e))]));
    }
}

public class AgendaPeriodForm : IValidatableObject
{
    [Display(Name = "Du"), Required(ErrorMessage = "Du : à renseigner.")]
    public DateOnly? From { get; set; }

    [Display(Name = "Au"), Required(ErrorMessage = "Au : à renseigner.")]
    public DateOnly? To { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From > To)
        {
            yield return new ValidationResult("Au : la période se termine avant de commencer. Vérifiez les deux dates.", [nameof(To)]);
        }
    }
}

public sealed record IssueAgendaPage(Issue Issue, AgendaPeriodForm Form, IReadOnlyList<AgendaEntry> Carried, IReadOnlyList<AgendaEntry> LeftOut);
