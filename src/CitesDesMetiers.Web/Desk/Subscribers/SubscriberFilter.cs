using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>
/// The query of the list of subscribers. Every search uses an index, whatever the number of subscribers. It therefore matches the
/// beginning of an address or an organisation, and stops counting at a limit.
/// </summary>
public class SubscriberFilter : ListFilter
{
    internal static readonly SortColumns<Subscriber> Columns = new SortColumns<Subscriber>("-date")
        .By("adresse", s => s.NormalisedAddress).By("date", s => s.Id);

    internal override int MostCounted => 1_000;

    internal override bool ReadsIdsFirst => true;

    [FromQuery(Name = "etat"), ModelBinder<FrenchSlugBinder>]
    public SubscriberState? State { get; set; }

    [FromQuery(Name = "langue")]
    public string? Language { get; set; }

    [FromQuery(Name = "cite")]
    public int? CiteId { get; set; }

    [FromQuery(Name = "organisation")]
    public string? Organisation { get; set => field = value is { Length: > 200 } ? value[..200] : value; }

    [FromQuery(Name = "import")]
    public int? ImportId { get; set; }

    internal bool IsEmpty =>
        string.IsNullOrWhiteSpace(Search) && State is null && string.IsNullOrEmpty(Language) && CiteId is null
            && string.IsNullOrWhiteSpace(Organisation) && ImportId is null;

    internal IQueryable<Subscriber> Apply(NewsletterContext db)
    {
        var provider = DatabaseProvider.Of(db.Database);
        var found = State is { } state and not SubscriberState.Erased ? db.Subscribers.Where(s => s.State == state)
            : IsEmpty ? db.Subscribers.Where(s => s.State != SubscriberState.Erased)

            // Erased subscribers have no searchable data, so an index alone answers.
            : db.Subscribers;
        found = string.IsNullOrEmpty(Language) ? found : found.Where(s => s.Language == Language);
        found = CiteId is { } cite ? found.Where(s => s.CiteId == cite) : found;
        found = ImportId is { } import ? found.Where(s => s.ImportId == import) : found;
        found = Search?.Trim().ToLowerInvariant() is { Length: > 0 } start
            ? provider.StartingWith(found, s => s.NormalisedAddress, start[0] == '(' ? "\0" : start)
            : found;
        return Organisation?.Trim() is { Length: > 0 } name ? provider.StartingWith(found, s => s.Organisation, name) : found;
    }
}

internal sealed record SubscriberRow(
    int Id, string Address, SubscriberState State, string Language, string? Cite, string? Organisation, DateTime At, DateOnly? PausedUntil);
