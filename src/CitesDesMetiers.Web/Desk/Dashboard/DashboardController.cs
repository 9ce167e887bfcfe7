using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Desk.Dispatches;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>The dashboard: pending and upcoming things of the signed-in person, read with a constant number of queries.</summary>
[Route(DeskAddresses.Dashboard)]
public class DashboardController(
    NewsletterContext db, DispatchProgress progress, ReturnWatch returns, MissingRelay relay, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var path = User.IsEditor()
            ? await new IssuePath(Db, User, now).ReadAsync(cancellation)
            : await new CitePath(Db, User, now).ReadAsync(cancellation);
        var setUp = User.IsInRole(nameof(Role.Administrator)) ? await new SetUpList(Db, relay).ReadAsync(cancellation) : [];
        return View(new DashboardPage(
            setUp,
            path with { IsSecond = setUp.Count > 0 },
            [.. Faults(), .. await new WaitingThings(Db, User, now, path.IssueId).ReadAsync(cancellation)],
            await new UnfinishedThings(Db, User).ReadAsync(cancellation),
            await new NextThings(Db, User, now, ParisTime.Today(clock), path.IssueId).ReadAsync(cancellation),
            User.IsEditor() ? await LastDispatchAsync(cancellation) : null,
            await SubscribersAsync(cancellation)));
    }

    /// <summary>Hides what is left to set up, for all administrators.</summary>
    [HttpPost("mise-en-route/masquage")]
    [Authorize(Policy = Policies.Administrator)]
    public async Task<IActionResult> HideSetUp(CancellationToken cancellation)
    {
        var settings = await Db.Settings.SingleOrDefaultAsync(cancellation) ?? Db.Settings.Add(new NewsletterSettings()).Entity;
        settings.HideSetUp();
        await Db.SaveChangesAsync(cancellation);
        return RedirectToAction(nameof(Index));
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

    private async Task<DispatchSummary?> LastDispatchAsync(CancellationToken cancellation)
    {
        var last = await Db.Dispatches.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id)
            .Select(d => new { d.Id, d.Edition.Number, IsDigest = d.DigestId != null }).FirstOrDefaultAsync(cancellation);
        if (last is null || await progress.ReadAsync(last.Id, cancellation) is not { } figures)
        {
            return null;
        }

        var when = figures.CompletedAt is { } end ? $"Le {ParisTime.Show(end)}" : $"Commencé le {ParisTime.Show(figures.CreatedAt)}";
        return new DispatchSummary(
            new DashboardLine(
                $"{(last.IsDigest ? "Récapitulatif" : $"Numéro {last.Number}")} : {figures.State.Label().ToLowerInvariant()}",
                string.Join(' ', [.. new[] { figures.PauseReason }.OfType<string>(), .. figures.RelayNotices, when]),
                DispatchAddresses.Dispatch(last.Id), figures.State is DispatchState.Paused || figures.RelayNotices.Count > 0),
            [.. Counts(figures).Select(c => (c.Name, FrenchNumbers.Format(c.Count)))]);
    }

    /// <summary>The number of recipients and, adding up to it, what became of them.</summary>
    private static IEnumerable<(string Name, int Count)> Counts(DispatchFigures figures) =>
    [
        ("Destinataires", figures.Audience),
        (figures.ToOutbox ? "Écrits dans des fichiers" : "Partis", figures.Of(DeliveryState.Sent)),
        .. ProgressWords.Unsent.Select(s => (s.LabelOfOne() + "s", figures.Of(s))).Append(("À envoyer encore", figures.Remaining))
            .Where(c => c.Item2 > 0),
    ];
}
