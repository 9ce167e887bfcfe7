using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Sends scheduled issues that are due. Several instances may run at once: each issue is sent once.</summary>
internal sealed class ScheduledIssues(
    NewsletterContext db, Publisher publisher, IssueApproval approval, Notifier notifier, MissingRelay relay, TimeProvider clock)
{
    /// <summary>The longest delay after which an issue is still sent without asking its editor again.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task SendDueAsync(CancellationToken cancellation)
    {
        await approval.ReviewAsync(null, cancellation);
        var now = Now;
        var due = await db.Issues.Where(i => i.State == IssueState.Scheduled && i.ScheduledFor <= now)
            .OrderBy(i => i.ScheduledFor).Select(i => new { i.Id, At = i.ScheduledFor!.Value }).ToListAsync(cancellation);
        foreach (var issue in due)
        {
            if (now - issue.At > Grace)
            {
                await MarkMissedAsync(issue.Id, "personne n’était là pour l’envoyer, le site était arrêté", cancellation);
            }
            else
            {
                await SendAsync(issue.Id, cancellation);
            }
        }
    }

    private async Task SendAsync(int issueId, CancellationToken cancellation)
    {
        var result = await publisher.PublishDueAsync(issueId, cancellation);
        if (result is PublicationResult.Blocked)
        {
            await MarkMissedAsync(issueId, "des points l’empêchent de partir", cancellation);
        }
        else if (result is PublicationResult.Published publication)
        {
            await notifier.TellSendersAsync(
                $"Le numéro {publication.Edition.Number} "
                    + $"{(relay.WritesFiles ? "est écrit dans la boîte d’envoi à l’heure prévue, pour" : "est parti à l’heure prévue, vers")} "
                    + $"{FrenchNumbers.Count(publication.Recipients, "abonné", "abonnés")}.",
                DispatchAddresses.Dispatch(publication.DispatchId), null, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task MarkMissedAsync(int issueId, string why, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var issue = await db.Issues.FirstAsync(i => i.Id == issueId, cancellation);
        if (!issue.IsDue(Now))
        {
            return;
        }

        var hour = ParisTime.Show(issue.ScheduledFor!.Value);
        issue.MissSchedule();
        await notifier.TellSendersAsync(
            $"Le numéro {issue.Number} n’est pas parti le {hour} : {why}. Décidez de la suite : l’envoyer maintenant, "
                + "choisir une autre heure, ou le laisser.",
            IssueAddresses.Departure(issue.Id), null, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another instance or an editor changed it first.
            db.ChangeTracker.Clear();
        }
    }
}
