using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Web.Desk.Dispatches;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>The dashboard: pending and upcoming things of the signed-in person, read with a constant number of queries.</summary>
[Route(DeskAddresses.Dashboard)]
public class DashboardController(NewsletterContext db, DispatchProgress progress, ReturnWatch returns, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return View(new DashboardPage(
            [.. Faults(), .. await new WaitingThings(Db, User, now).ReadAsync(cancellation)],
            await new UnfinishedThings(Db, User).ReadAsync(cancellation),
            await new NextThings(Db, User, now, ParisTime.Today(clock)).ReadAsync(cancellation),
            User.IsEditor() ? await LastDispatchAsync(cancellation) : null,
            await SubscribersAsync(cancellation)));
    }

    /// <summary>Problems to correct outside the site.</summary>
    private IEnumerable<DashboardLine> Faults() =>
        User.IsInRole(nameof(Role.Administrator)) && returns.UnreadSince is { } since
            ? [new DashboardLine(
                "La boîte des retours n’est plus lue",
                $"Depuis le {ParisTime.Show(since)} : les retours y attendent. Prévenez la personne qui tient le site.", DeskAddresses.Suppressions,
                Alert: true)]
            : [];

    /// <summary>The number of subscribers: all, or for correspondents those who follow their Cité.</summary>
    private Task<int> SubscribersAsync(CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        return Db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed && (own == null || s.CiteId == own), cancellation);
    }

    private async Task<DashboardLine?> LastDispatchAsync(CancellationToken cancellation)
    {
        var last = await Db.Dispatches.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id)
            .Select(d => new { d.Id, d.Edition.Number, IsDigest = d.DigestId != null }).FirstOrDefaultAsync(cancellation);
        if (last is null || await progress.ReadAsync(last.Id, cancellation) is not { } figures)
        {
            return null;
        }

        var when = figures.CompletedAt is { } end ? $"terminé le {ParisTime.Show(end)}" : $"commencé le {ParisTime.Show(figures.CreatedAt)}";
        return new DashboardLine(
            $"{(last.IsDigest ? "Récapitulatif" : $"Numéro {last.Number}")} : {figures.State.Label().ToLowerInvariant()}",
            string.Join(' ', [.. new[] { figures.PauseReason }.OfType<string>(), .. figures.RelayNotices, $"{ProgressWords.Parts(figures)}, {when}"]),
            DispatchAddresses.Dispatch(last.Id), figures.State is DispatchState.Paused || figures.RelayNotices.Count > 0);
    }
}
