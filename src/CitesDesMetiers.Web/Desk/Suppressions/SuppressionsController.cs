using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Suppressions;

/// <summary>The addresses that receive no mail: the reason, the date, the mail that caused it, and the removal from the list.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.Suppressions)]
public class SuppressionsController(
    NewsletterContext db, AddressKeyStore keyStore, ReturnWatch returns, AuditLog audit, TimeProvider clock) : DeskController(db)
{
    private const string AlreadyRemoved =
        "Cette adresse n’est plus sur la liste : quelqu’un l’en a retirée entre-temps, ou la personne est revenue d’elle-même.";

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] SuppressionFilter filter, CancellationToken cancellation)
    {
        var keys = await keyStore.GetAsync(cancellation);
        var rows = await filter.ReadAsync(filter.Apply(Db, keys), SuppressionFilter.Columns, SuppressionRow.From(Db), cancellation);
        var releases = Db.Releases.AsNoTracking();
        if (filter.Address is { } address)
        {
            var key = keys.KeyOf(address);
            releases = releases.Where(r => r.AddressKey == key);
        }

        return View(new SuppressionList(filter, rows, await ReleaseRow.ReadAsync(Db, releases, cancellation), returns.UnreadSince));
    }

    [HttpGet("{id:int}")]
    public Task<IActionResult> Show(int id, CancellationToken cancellation) => PageAsync(id, new ReleaseForm(), cancellation);

    /// <summary>Removes the address from the list. People who unsubscribed themselves stay unsubscribed.</summary>
    [HttpPost("{id:int}/retrait")]
    public async Task<IActionResult> Release(int id, ReleaseForm form, CancellationToken cancellation)
    {
        if (await Db.Suppressions.FirstOrDefaultAsync(s => s.Id == id, cancellation) is not { } suppression)
        {
            return Done(AlreadyRemoved, nameof(Index));
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(id, form, cancellation);
        }

        var subscriber = await Db.Subscribers.FirstOrDefaultAsync(s => s.AddressKey == suppression.AddressKey, cancellation);
        var receives = subscriber?.Reinstate() is true || subscriber?.State is SubscriberState.Confirmed;
        Db.Releases.Add(new Release(suppression, User.UserId()!.Value, User.DisplayName(), form.Why!, clock.GetUtcNow().UtcDateTime));
        Db.Suppressions.Remove(suppression);
        audit.Add(
            AuditAction.AddressReleased, $"Liste d’opposition, n°\u00A0{id}, motif : {suppression.Reason.Label().ToLowerInvariant()}");
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Done(
                "Quelque chose a changé au même moment pour cette adresse. Rien n’a été modifié : regardez où elle en est, puis recommencez.",
                nameof(Index));
        }

        return Done(
            (subscriber?.Address ?? "L’adresse") + (receives
                ? " est retirée de la liste : les prochains numéros lui parviendront."
                : " est retirée de la liste. Elle ne reçoit rien pour autant : la personne peut se réabonner elle-même."),
            nameof(Index));
    }

    private async Task<IActionResult> PageAsync(int id, ReleaseForm form, CancellationToken cancellation)
    {
        if (await Db.Suppressions.Where(s => s.Id == id).Select(SuppressionRow.From(Db)).FirstOrDefaultAsync(cancellation) is not { } row)
        {
            return Done(AlreadyRemoved, nameof(Index));
        }

        var releases = Db.Releases.AsNoTracking().Where(r => r.AddressKey == row.AddressKey);
        return View("Show", new SuppressionPage(
            form, row, await ReturnedRow.ReadAsync(Db, row.AddressKey, cancellation), await ReleaseRow.ReadAsync(Db, releases, cancellation)));
    }
}

/// <param name="Releases">The times when somebody removed this address from the list before.</param>
internal sealed record SuppressionPage(
    ReleaseForm Form, SuppressionRow Row, IReadOnlyList<ReturnedRow> Returned, IReadOnlyList<ReleaseRow> Releases) : IFormPage<ReleaseForm>;

public class ReleaseForm
{
    [Display(Name = "Pourquoi retirer cette adresse"), Line(Release.WhyLength, Required = true)]
    public string? Why { get; set; }
}

/// <summary>A returned mail of an address.</summary>
public sealed record ReturnedRow(ReturnKind Kind, FailureCause? Cause, string? Status, DateTime At, int? Issue)
{
    internal static Task<List<ReturnedRow>> ReadAsync(NewsletterContext db, string addressKey, CancellationToken cancellation) =>
        db.ReturnedMails.Where(r => r.Subscriber.AddressKey == addressKey).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(20)
            .Select(r => new ReturnedRow(
                r.Kind, r.Cause, r.Status, r.At,
                db.Deliveries.Where(d => d.Id == r.DeliveryId).Select(d => (int?)d.Dispatch.Edition.Number).FirstOrDefault()))
            .ToListAsync(cancellation);
}

/// <param name="Address">The address of the subscriber with this key; null if there is none.</param>
public sealed record ReleaseRow(string? Address, SuppressionReason Reason, DateTime SuppressedAt, DateTime At, string ByName, string Why)
{
    internal static Task<List<ReleaseRow>> ReadAsync(NewsletterContext db, IQueryable<Release> releases, CancellationToken cancellation) =>
        releases.OrderByDescending(r => r.Id).Take(20)
            .Select(r => new ReleaseRow(
                db.Subscribers.Where(x => x.AddressKey == r.AddressKey).Select(x => x.Address).FirstOrDefault(), r.Reason, r.SuppressedAt, r.At,
                r.ByName, r.Why))
            .ToListAsync(cancellation);
}
