using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Dispatches;

/// <summary>Pauses, resumes and cancels a dispatch. Every editor may pause. Resuming and cancelling require the right to send.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DispatchAddresses.Template)]
public class DispatchStepsController(NewsletterContext db, DispatchSteps steps, DispatchPages pages, DispatchAudit audit) : DeskController(db)
{
    [HttpPost("pause")]
    public async Task<IActionResult> Pause(int id, CancellationToken cancellation) =>
        await AnswerAsync(
            AuditAction.DispatchPaused, id, await steps.PauseAsync(id, $"Suspendu par {User.DisplayName()}.", cancellation),
            "L’envoi est suspendu : rien ne part jusqu’à la reprise.", "L’envoi n’était pas en cours : rien à suspendre.");

    [HttpPost("reprise")]
    [Authorize(Policy = Policies.Send)]
    public async Task<IActionResult> Resume(int id, CancellationToken cancellation) =>
        await AnswerAsync(
            AuditAction.DispatchResumed, id, await steps.ResumeAsync(id, cancellation),
            "L’envoi reprend là où il en était.", "L’envoi n’était pas suspendu : rien à reprendre.");

    [HttpGet("arret")]
    [Authorize(Policy = Policies.Send)]
    public async Task<IActionResult> Stop(int id, CancellationToken cancellation) =>
        await pages.ReadAsync(id, cancellation) is { } page ? View(page) : NotFound();

    [HttpPost("arret")]
    [Authorize(Policy = Policies.Send)]
    public async Task<IActionResult> StopForGood(int id, CancellationToken cancellation) =>
        await AnswerAsync(
            AuditAction.DispatchStopped, id, await steps.CancelAsync(id, cancellation),
            "L’envoi est arrêté pour de bon : ce qui n’était pas parti ne partira pas.", "L’envoi était déjà terminé : rien à arrêter.");

    private async Task<IActionResult> AnswerAsync(AuditAction action, int id, StepResult result, string message, string notNeeded)
    {
        if (result is StepResult.Done)
        {
            await audit.WriteAsync(action, id);
        }

        return result is StepResult.Unknown
            ? NotFound()
            : Done(
                result switch
                {
                    StepResult.Done => message,
                    StepResult.NotNeeded => notNeeded,
                    _ => "L’envoi a changé d’état au même moment, rien n’a été fait. Voici où il en est.",
                },
                nameof(DispatchesController.Show), new { controller = "Dispatches", id });
    }
}
