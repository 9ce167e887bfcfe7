using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Accounts;
using CitesDesMetiers.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.Dashboard;

/// <summary>What waits, and what is next.</summary>
[Route("redaction")]
public class DashboardController(NewsletterContext db, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        var today = ParisTime.Today(clock);
        var news = Db.News.Where(n => own == null || n.CiteId == own);
        return View(new DashboardPage(
            await news.Where(n => n.State == NewsState.Submitted).OrderBy(n => n.UpdatedAt).Take(10)
                .Select(n => new WaitingNews(n.Id, n.Title, n.Cite!.Name, n.State)).ToListAsync(cancellation),
            await news.Where(n => n.State == NewsState.Draft).OrderByDescending(n => n.UpdatedAt).Take(10)
                .Select(n => new WaitingNews(n.Id, n.Title, n.Cite!.Name, n.State)).ToListAsync(cancellation),
            await Db.Issues.Where(i => i.PublishedAt == null).OrderBy(i => i.Number)
                .Select(i => new OpenIssue(i.Id, i.Number, i.Date, i.Subject, i.Sections.SelectMany(s => s.Items).Count())).ToListAsync(cancellation),
            await Db.Agenda.CountAsync(e => !e.IsAccepted && e.EndsOn >= today && (own == null || e.CiteId == own), cancellation),
            await Db.StaffMoves.CountAsync(m => !m.IsAccepted && (own == null || m.CiteId == own), cancellation),
            User.IsEditor() ? await Db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed, cancellation) : null));
    }
}

public sealed record WaitingNews(int Id, string Title, string? Cite, NewsState State);

public sealed record OpenIssue(int Id, int Number, DateOnly Date, string Subject, int Items);

/// <param name="Subscribers">Confirmed ones; null for those who may not know.</param>
public sealed record DashboardPage(
    IReadOnlyList<WaitingNews> Submitted, IReadOnlyList<WaitingNews> Drafts, IReadOnlyList<OpenIssue> Issues,
    int WaitingDates, int WaitingMoves, int? Subscribers);
