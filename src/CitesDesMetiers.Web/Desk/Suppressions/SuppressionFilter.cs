using System.Linq.Expressions;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Suppressions;

/// <summary>The query of the suppression list.</summary>
public class SuppressionFilter : ListFilter
{
    internal static readonly SortColumns<Suppression> Columns = new SortColumns<Suppression>("-date")
        .ByLabel("motif", s => s.Reason).By("code", s => s.Status).By("date", s => s.CreatedAt);

    [FromQuery(Name = "motif"), ModelBinder<FrenchSlugBinder>]
    public SuppressionReason? Reason { get; set; }

    /// <summary>The search text as an address; null if it is not a complete one.</summary>
    internal EmailAddress? Address => EmailAddress.TryParse(Search, out var address, out _) ? address : null;

    /// <summary>
    /// Applies the filter. A complete address is found by its key, even without a subscriber, because the list contains no addresses. A
    /// partial address is searched among the subscribers.
    /// </summary>
    internal IQueryable<Suppression> Apply(NewsletterContext db, AddressKeys keys)
    {
        var found = Reason is { } reason ? db.Suppressions.Where(s => s.Reason == reason) : db.Suppressions;
        if (Address is { } address)
        {
            var key = keys.KeyOf(address);
            return found.Where(s => s.AddressKey == key);
        }

        var part = Search?.Trim().ToLowerInvariant() ?? "";
        return part.Length == 0
            ? found
            : found.Where(s => db.Subscribers.Any(x => x.AddressKey == s.AddressKey && x.NormalisedAddress.Contains(part)));
    }
}

/// <param name="Address">The address of the subscriber with this key; null if there is none.</param>
/// <param name="Issue">Number of the issue whose mail was returned.</param>
/// <param name="Cause">Cause of that failure.</param>
internal sealed record SuppressionRow(
    int Id, string AddressKey, SuppressionReason Reason, string? Status, DateTime At, string? Address, SubscriberState? State, int? Issue,
    FailureCause? Cause)
{
    internal static Expression<Func<Suppression, SuppressionRow>> From(NewsletterContext db) =>
        s => new SuppressionRow(
            s.Id, s.AddressKey, s.Reason, s.Status, s.CreatedAt,
            db.Subscribers.Where(x => x.AddressKey == s.AddressKey).Select(x => x.Address).FirstOrDefault(),
            db.Subscribers.Where(x => x.AddressKey == s.AddressKey).Select(x => (SubscriberState?)x.State).FirstOrDefault(),
            db.ReturnedMails.Where(r => r.Subscriber.AddressKey == s.AddressKey && r.At == s.CreatedAt)
                .SelectMany(r => db.Deliveries.Where(d => d.Id == r.DeliveryId).Select(d => (int?)d.Dispatch.Edition.Number)).FirstOrDefault(),
            db.ReturnedMails.Where(r => r.Subscriber.AddressKey == s.AddressKey && r.At == s.CreatedAt).Select(r => r.Cause).FirstOrDefault());
}

/// <param name="UnreadSince">Since when the mailbox of the returned mails cannot be read; null while it is read.</param>
internal sealed record SuppressionList(
    SuppressionFilter Filter, IReadOnlyList<SuppressionRow> Rows, IReadOnlyList<ReleaseRow> Releases, DateTime? UnreadSince)
    : ListPage<SuppressionFilter, SuppressionRow>(Filter, Rows);
