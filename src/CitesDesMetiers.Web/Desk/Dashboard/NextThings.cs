using System.Security.Claims;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>Lists what comes next: deadlines, planned issues and dates.</summary>
/// <param name="shown">The issue that the path shows already.</param>
internal sealed class NextThings(NewsletterContext db, ClaimsPrincipal user, DateTime now, DateOnly today, int? shown)
{
    private const int Dates = 5;

    private readonly int? own = user.OwnCiteId();

    public async Task<IReadOnlyList<DashboardLine>> ReadAsync(CancellationToken cancellation) =>
        own is null
            ? [.. await DeadlinesAsync(cancellation), .. await IssuesAsync(cancellation), .. await DatesAsync(cancellation)]
            : await DatesAsync(cancellation);

    private async Task<IEnumerable<DashboardLine>> DeadlinesAsync(CancellationToken cancellation) =>
        (await db.CallsForNews.Where(c => c.ClosedAt == null && c.Deadline >= now).OrderBy(c => c.Deadline)
            .Select(c => new { c.Id, c.Subject, c.Deadline }).ToListAsync(cancellation))
        .Select(c => new DashboardLine($"Échéance de l’appel « {c.Subject} »", ParisTime.Show(c.Deadline), CallAddresses.Board(c.Id)));

    private async Task<IEnumerable<DashboardLine>> IssuesAsync(CancellationToken cancellation) =>
        (await db.Issues.Where(i => i.PublishedAt == null && i.Id != shown
            && (i.State == IssueState.Scheduled || i.State == IssueState.InProgress)).OrderBy(i => i.Number)
            .Select(i => new
            {
                i.Id,
                i.Number,
                Period = i.PeriodLabel ?? FrenchDates.Month(i.Date),
                i.State,
                i.Subject,
                i.ScheduledFor,
                Items = i.Sections.SelectMany(s => s.Items).Count(),
            })
            .ToListAsync(cancellation))
        .Select(i => i.State is IssueState.Scheduled
            ? new DashboardLine(
                $"Numéro {i.Number} : part le {ParisTime.Show(i.ScheduledFor!.Value)}", i.Subject, IssueAddresses.Departure(i.Id))
            : new DashboardLine(
                $"Numéro {i.Number}, {i.Period} : en préparation",
                $"{(i.Subject.Length > 0 ? i.Subject : "Objet à écrire")}, {i.Items} élément{(i.Items > 1 ? "s" : "")}",
                IssueAddresses.Composition(i.Id)));

    private async Task<IReadOnlyList<DashboardLine>> DatesAsync(CancellationToken cancellation) =>
        [.. (await db.Agenda.Where(e => e.IsAccepted && !e.IsCancelled && e.EndsOn >= today && (own == null || e.CiteId == own))
            .OrderBy(e => e.StartsOn).ThenBy(e => e.Id).Take(Dates).Select(e => new { e.Id, e.Title, e.StartsOn, e.EndsOn, e.Place })
            .ToListAsync(cancellation))
        .Select(e => new DashboardLine(
            e.Title, string.Join(", ", new[] { FrenchDates.Range(e.StartsOn, e.EndsOn), e.Place }.OfType<string>()), DeskAddresses.Date(e.Id)))];
}
