using System.Security.Claims;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>The path of the next issue, for an editor: call, news, composition, approval, dispatch.</summary>
internal sealed class IssuePath(NewsletterContext db, ClaimsPrincipal user, DateTime now)
{
    public async Task<WorkPath> ReadAsync(CancellationToken cancellation)
    {
        var issue = await db.Issues.Where(i => i.PublishedAt == null).OrderBy(i => i.Number).ThenBy(i => i.TranslationOfId)
            .Select(i => new Standing(
                i.Id, i.Number, i.Date, i.Subject, i.State, i.ScheduledFor, i.MissedSchedule, i.ApprovedBy, i.ApprovedContent != null,
                i.Sections.SelectMany(s => s.Items).Count()))
            .FirstOrDefaultAsync(cancellation);
        var call = await CallAsync(cancellation);
        var submitted = await db.News.CountAsync(n => n.State == NewsState.Submitted, cancellation);
        var unused = await db.News.CountAsync(
            n => n.State == NewsState.Accepted && !IssueMembership.OfNews(db).Any(m => m.ItemId == n.Id), cancellation);
        var (action, path) = Next(issue, submitted, hasMaterial: call is not null || unused > 0);
        return new WorkPath(
            issue is null ? "Aucun numéro en préparation" : $"Numéro {issue.Number}, {FrenchDates.Month(issue.Date)}", issue?.Subject,
            [call ?? NoCall(issue), News(submitted, unused), Composition(issue), Approval(issue), Dispatch(issue)], action, path)
        {
            IssueId = issue?.Id,
        };
    }

    private static PathStep NoCall(Standing? issue) => new(
        "Appel", issue is { Items: > 0 } ? StepState.Done : StepState.ToCome, "Aucun appel ouvert", DeskAddresses.NewCall);

    private static PathStep News(int submitted, int unused) =>
        new(
            "Nouvelles", submitted > 0 ? StepState.Waits : unused > 0 ? StepState.Done : StepState.ToCome,
            submitted > 0 ? $"{FrenchNumbers.Format(submitted)} à relire"
            : unused > 0 ? $"{FrenchNumbers.Count(unused, "acceptée", "acceptées")}, à placer"
            : "Rien à relire", submitted > 0 ? DeskAddresses.SubmittedNews : DeskAddresses.News);

    private static PathStep Composition(Standing? issue) => new(
        "Composition", issue is null ? StepState.ToCome : issue.State is IssueState.InProgress ? StepState.Waits : StepState.Done,
        issue is null ? "Pas commencée" : FrenchNumbers.Count(issue.Items, "élément", "éléments"),
        issue is null ? null : IssueAddresses.Composition(issue.Id));

    private static PathStep Approval(Standing? issue) => new(
        "Approbation",
        issue?.State switch { null or IssueState.InProgress => StepState.ToCome, IssueState.Ready => StepState.Waits, _ => StepState.Done },
        issue?.State switch
        {
            null or IssueState.InProgress => "Pas encore demandée",
            IssueState.Ready => issue.WasApproved ? "À redemander : le numéro a changé" : "Demandée",
            _ => $"Donnée par {issue.ApprovedBy}",
        },
        issue is null ? null : IssueAddresses.Publication(issue.Id));

    private static PathStep Dispatch(Standing? issue) => new(
        "Envoi", issue?.State is IssueState.Approved or IssueState.Scheduled ? StepState.Waits : StepState.ToCome,
        issue switch
        {
            { Missed: true } => $"Prévu le {ParisTime.Show(issue.ScheduledFor!.Value)}, il n’est pas parti : le site était arrêté",
            { State: IssueState.Scheduled } => $"Part le {ParisTime.Show(issue.ScheduledFor!.Value)}",
            { State: IssueState.Approved } => "À programmer",
            _ => "Pas encore programmé",
        },
        issue is null ? null : IssueAddresses.Publication(issue.Id));

    /// <summary>The call for this issue: the newest one since the last publication.</summary>
    private async Task<PathStep?> CallAsync(CancellationToken cancellation)
    {
        var last = await db.Issues.Where(i => i.State == IssueState.Published).MaxAsync(i => i.PublishedAt, cancellation) ?? DateTime.MinValue;
        var call = await db.CallsForNews.Where(c => c.ClosedAt == null || c.OpenedAt > last).OrderByDescending(c => c.OpenedAt)
            .Select(c => new
            {
                c.Id,
                c.Deadline,
                c.ClosedAt,
                Asked = c.Invitations.Select(i => i.CiteId).Distinct().Count(),
                Answered = c.Invitations.Where(i => i.AnsweredAt != null || i.NothingToSayAt != null).Select(i => i.CiteId).Distinct().Count(),
            }).FirstOrDefaultAsync(cancellation);
        if (call is null)
        {
            return null;
        }

        var answers = $"{call.Answered} Cité{(call.Answered > 1 ? "s" : "")} sur {call.Asked} "
            + (call.Answered > 1 ? "ont répondu" : "a répondu");
        var isOver = call.ClosedAt is not null || call.Deadline < now;
        return new PathStep(
            "Appel", isOver || call.Answered == call.Asked ? StepState.Done : StepState.Waits,
            isOver ? answers : $"{answers}, jusqu’au {ParisTime.Show(call.Deadline)}", CallAddresses.Board(call.Id));
    }

    private (string Action, string Path) Next(Standing? issue, int submitted, bool hasMaterial) => issue switch
    {
        null => ("Préparer un numéro", DeskAddresses.NewIssue),
        { Missed: true } => ("Décider s’il part", IssueAddresses.Publication(issue.Id)),
        { State: IssueState.Scheduled } => ("Voir l’envoi prévu", IssueAddresses.Publication(issue.Id)),
        { State: IssueState.Approved } => (user.MaySend() ? "Programmer l’envoi" : "Voir le numéro approuvé", IssueAddresses.Publication(issue.Id)),
        { State: IssueState.Ready } => (user.MayApprove() ? "Relire et approuver" : "Voir où il en est", IssueAddresses.Publication(issue.Id)),
        _ when submitted > 0 => ("Relire les nouvelles proposées", DeskAddresses.SubmittedNews),
        { Items: 0 } when !hasMaterial => ("Appeler des nouvelles", DeskAddresses.NewCall),
        _ => ("Composer le numéro", IssueAddresses.Composition(issue.Id)),
    };

    private sealed record Standing(
        int Id, int Number, DateOnly Date, string Subject, IssueState State, DateTime? ScheduledFor, bool Missed, string? ApprovedBy,
        bool WasApproved, int Items);
}
