using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>Lists what waits for a person: answers, approvals and changes.</summary>
/// <param name="shown">The issue that the path shows already.</param>
internal sealed class WaitingThings(NewsletterContext db, ClaimsPrincipal user, DateTime now, int? shown)
{
    private const int Shown = 10;

    private readonly int? own = user.OwnCiteId();

    public async Task<IReadOnlyList<DashboardLine>> ReadAsync(CancellationToken cancellation) =>
        own is null
            ? [.. await ProblemsAsync(cancellation), .. await IssuesAsync(cancellation), .. await SubmittedAsync(cancellation),
                .. await ProposedAsync(cancellation), .. await UnansweredCallsAsync(cancellation)]
            : [.. await ChangesAskedAsync(cancellation), .. await CalledAsync(cancellation), .. await InReviewAsync(cancellation)];

    private async Task<IEnumerable<DashboardLine>> ProblemsAsync(CancellationToken cancellation) =>
        user.IsInRole(nameof(Role.Administrator))
            ? (await db.SystemProblems.Where(p => p.ToldAt != null).OrderBy(p => p.Since).Take(Shown).ToListAsync(cancellation))
                .Select(p => new DashboardLine(
                    $"À corriger : {p.Subject}", $"{p.Sentence} Depuis le {ParisTime.Show(p.Since)}.", DeskAddresses.SystemState, Alert: true))
            : [];

    private async Task<IEnumerable<DashboardLine>> IssuesAsync(CancellationToken cancellation) =>
        (await db.Issues.Where(i => i.PublishedAt == null && i.Id != shown && i.State != IssueState.InProgress
            && i.State != IssueState.Scheduled).OrderBy(i => i.Number)
            .Select(i => new { i.Id, i.Number, i.State, i.MissedSchedule, i.ScheduledFor, i.ApprovedBy }).ToListAsync(cancellation))
        .Select(i => (i.State, i.MissedSchedule) switch
        {
            (_, true) => new DashboardLine(
                $"Numéro {i.Number} : son heure est passée sans qu’il parte",
                $"Prévu le {ParisTime.Show(i.ScheduledFor!.Value)}, le site était arrêté. Décidez s’il part.",
                IssueAddresses.Departure(i.Id), Alert: true),
            (IssueState.Ready, _) => new DashboardLine(
                user.MayApprove() ? $"Numéro {i.Number} : à approuver" : $"Numéro {i.Number} : attend une approbation", null,
                IssueAddresses.Departure(i.Id)),
            _ => new DashboardLine(
                user.MaySend() ? $"Numéro {i.Number} : approuvé, à programmer" : $"Numéro {i.Number} : approuvé, attend son envoi",
                $"Approuvé par {i.ApprovedBy}", IssueAddresses.Departure(i.Id)),
        });

    private async Task<IEnumerable<DashboardLine>> SubmittedAsync(CancellationToken cancellation)
    {
        var news = await db.News.Where(n => n.State == NewsState.Submitted).OrderBy(n => n.UpdatedAt).Take(Shown + 1)
            .Select(n => new { n.Id, n.Title, Cite = n.Cite!.Name, n.UpdatedAt }).ToListAsync(cancellation);
        var lines = news.Take(Shown)
            .Select(n => new DashboardLine(
                $"À relire : {n.Title}", $"{n.Cite ?? "Réseau"}, {ParisTime.Show(n.UpdatedAt)}", DeskAddresses.NewsPreview(n.Id)));
        return news.Count > Shown
            ? lines.Append(new DashboardLine("Voir toutes les nouvelles proposées", null, DeskAddresses.SubmittedNews + "&tri=modifiee"))
            : lines;
    }

    private async Task<IEnumerable<DashboardLine>> ProposedAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(now);
        var dates = await db.Agenda.CountAsync(e => !e.IsAccepted && !e.IsCancelled && e.EndsOn >= today, cancellation);
        var moves = await db.StaffMoves.CountAsync(m => !m.IsAccepted, cancellation);
        var mails = await db.MailedNews.CountAsync(m => m.Doubt != null, cancellation);
        return
        [
            .. dates > 0
                ? [new DashboardLine($"{dates} rendez-vous proposé{(dates > 1 ? "s" : "")}, à accepter", null, DeskAddresses.ProposedDates)]
                : Array.Empty<DashboardLine>(),
            .. moves > 0
                ? [new DashboardLine(
                    $"{moves} arrivée{(moves > 1 ? "s" : "")} ou départ{(moves > 1 ? "s" : "")}, à accepter", null,
                    DeskAddresses.ProposedMoves)]
                : Array.Empty<DashboardLine>(),
            .. mails > 0
                ? [new DashboardLine(FrenchNumbers.Count(mails, "courriel à examiner", "courriels à examiner"), null, DeskAddresses.NewsMails)]
                : Array.Empty<DashboardLine>(),
        ];
    }

    private async Task<IEnumerable<DashboardLine>> UnansweredCallsAsync(CancellationToken cancellation)
    {
        var asked = await db.Invitations.Where(i => i.Call.ClosedAt == null)
            .Select(i => new
            {
                i.CallForNewsId,
                i.Call.Subject,
                i.Call.Deadline,
                i.CiteId,
                Answered = i.AnsweredAt != null || i.NothingToSayAt != null,
            })
            .ToListAsync(cancellation);
        return asked.GroupBy(i => new { i.CallForNewsId, i.Subject, i.Deadline }).OrderBy(call => call.Key.Deadline)
            .Select(call => (
                call.Key, Silent: call.GroupBy(i => i.CiteId).Count(cite => cite.All(i => !i.Answered)),
                All: call.Select(i => i.CiteId).Distinct().Count()))
            .Where(call => call.Silent > 0)
            .Select(call => new DashboardLine(
                $"Appel « {call.Key.Subject} » : {call.Silent} Cité{(call.Silent > 1 ? "s" : "")} sur {call.All} sans réponse",
                $"{(call.Key.Deadline < now ? "Échéance passée" : "Échéance")} le {ParisTime.Show(call.Key.Deadline)}",
                CallAddresses.Board(call.Key.CallForNewsId)));
    }

    private async Task<IEnumerable<DashboardLine>> ChangesAskedAsync(CancellationToken cancellation) =>
        (await db.News.Where(n => n.CiteId == own && n.State == NewsState.ChangesAsked).OrderByDescending(n => n.UpdatedAt).Take(Shown)
            .Select(n => new
            {
                n.Id,
                n.Title,
                Comment = n.Events.Where(e => e.Kind == NewsEventKind.ChangesAsked).OrderByDescending(e => e.At).Select(e => e.Comment)
                    .FirstOrDefault(),
            }).ToListAsync(cancellation))
        .Select(n => new DashboardLine(
            $"À reprendre : {n.Title}", n.Comment is { Length: > 160 } text ? text[..160] + "…" : n.Comment, DeskAddresses.NewsItem(n.Id),
            Alert: true));

    private async Task<IEnumerable<DashboardLine>> CalledAsync(CancellationToken cancellation)
    {
        var userId = user.UserId();
        return (await db.Invitations.Where(i =>
            i.UserId == userId && i.Call.ClosedAt == null && i.RevokedAt == null && i.AnsweredAt == null && i.NothingToSayAt == null)
            .OrderBy(i => i.Call.Deadline).Select(i => new { i.Call.Subject, i.Call.Deadline }).ToListAsync(cancellation))
        .Select(c => new DashboardLine(
            $"Appel « {c.Subject} » : vos nouvelles sont attendues",
            $"{(c.Deadline < now ? "Échéance passée" : "Avant")} le {ParisTime.Show(c.Deadline)}", DeskAddresses.NewNewsItem));
    }

    private async Task<IEnumerable<DashboardLine>> InReviewAsync(CancellationToken cancellation) =>
        (await db.News.Where(n => n.CiteId == own && n.State == NewsState.Submitted).OrderByDescending(n => n.UpdatedAt).Take(Shown)
            .Select(n => new { n.Id, n.Title }).ToListAsync(cancellation))
        .Select(n => new DashboardLine($"Chez la rédaction : {n.Title}", "Proposée, pas encore lue", DeskAddresses.NewsItem(n.Id)));
}
