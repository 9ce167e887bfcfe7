using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Schedules the publication of an issue.</summary>
[Authorize(Policy = Policies.Send)]
[Route(IssueAddresses.Template + "/programmation")]
public class ScheduleController(NewsletterContext db, PublicationPages pages, AuditLog audit, TimeProvider clock) : DeskController(db)
{
    [HttpPost("")]
    [UnexpectedPublisher]
    public async Task<IActionResult> Schedule(int issueId, ScheduleForm form, CancellationToken cancellation)
    {
        if (await pages.ReadAsync(issueId, User.Identity?.Name, cancellation) is not { } page)
        {
            return NotFound();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (page.Obstacle is { } obstacle)
        {
            ModelState.AddModelError("", obstacle);
        }

        if (form.Read(now, ModelState) is not { } at)
        {
            return View("Departure", page with { Schedule = form });
        }

        return await ChangeAsync(
            issueId, issue => issue.IsApprovalOf(page.Read.Fingerprint) && issue.IsApproved,
            issue =>
            {
                audit.Add(AuditAction.IssueScheduled, AuditSubjects.Of(issue), Hour(issue), ParisTime.Show(at));
                issue.Schedule(at, now);
            },
            $"C’est programmé : le numéro partira de lui-même le {ParisTime.Show(at)}, heure de Paris.",
            cancellation);
    }

    /// <summary>Removes the schedule, also of an issue that missed it.</summary>
    [HttpPost("retrait")]
    public Task<IActionResult> Unschedule(int issueId, CancellationToken cancellation) =>
        ChangeAsync(
            issueId, issue => issue.State is IssueState.Scheduled || issue.MissedSchedule,
            issue =>
            {
                audit.Add(AuditAction.ScheduleCancelled, AuditSubjects.Of(issue), Hour(issue));
                issue.Unschedule();
            },
            "Le numéro ne part plus de lui-même. Il reste approuvé.", cancellation);

    private static string? Hour(Issue issue) => issue.ScheduledFor is { } at ? ParisTime.Show(at) : null;

    private async Task<IActionResult> ChangeAsync(
        int issueId, Func<Issue, bool> isPossible, Action<Issue> change, string message, CancellationToken cancellation)
    {
        if (await Db.Issues.FirstOrDefaultAsync(i => i.Id == issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        if (!isPossible(issue))
        {
            return Refused(
                "Le numéro avait déjà changé d’état : rien n’a été enregistré. Voici où il en est.", nameof(PublicationController.Show),
                new { controller = "Publication", issueId });
        }

        change(issue);
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refused(
                "Quelqu’un a modifié ce numéro au même moment : rien n’a été enregistré. Voici où il en est.", nameof(PublicationController.Show),
                new { controller = "Publication", issueId });
        }

        return Done(message, nameof(PublicationController.Show), new { controller = "Publication", issueId });
    }
}
