using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Audit;

/// <summary>The query of the journal.</summary>
public class AuditFilter : ListFilter
{
    internal static readonly SortColumns<AuditEntry> Columns = new SortColumns<AuditEntry>("-date").By("date", e => e.Id)
        .ByText("auteur", e => e.ByName);

    [FromQuery(Name = "sujet"), ModelBinder<FrenchSlugBinder>]
    public AuditGroup? Group { get; set; }

    [FromQuery(Name = "acte"), ModelBinder<FrenchSlugBinder>]
    public AuditAction? Action { get; set; }

    /// <summary>An account: what it did, and what was done to it.</summary>
    [FromQuery(Name = "personne")]
    public int? PersonId { get; set; }

    /// <summary>The first day, in Paris.</summary>
    [FromQuery(Name = "du")]
    public DateOnly? From { get; set; }

    /// <summary>The last day, in Paris.</summary>
    [FromQuery(Name = "au")]
    public DateOnly? To { get; set; }

    internal bool IsFiltered =>
        Group is not null || Action is not null || PersonId is not null || From is not null || To is not null || !string.IsNullOrWhiteSpace(Search);

    internal IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        var found = entries;
        if (Group?.Actions() is { } actions)
        {
            found = found.Where(e => actions.Contains(e.Action));
        }

        if (Action is { } action)
        {
            found = found.Where(e => e.Action == action);
        }

        if (PersonId is { } person)
        {
            found = found.Where(e => e.UserId == person || e.AccountId == person);
        }

        if (From is { } from)
        {
            var start = Midnight(from);
            found = found.Where(e => e.At >= start);
        }

        if (To is { } to && to < DateOnly.MaxValue)
        {
            var end = Midnight(to.AddDays(1));
            found = found.Where(e => e.At < end);
        }

        return Search?.Trim() is { Length: > 0 } sought
            ? found.Where(e => e.ByName.Contains(sought) || e.Subject.Contains(sought) || e.Before!.Contains(sought) || e.After!.Contains(sought)
                || e.Network!.Contains(sought))
            : found;
    }

    private static DateTime Midnight(DateOnly day) => ParisTime.ToUtc(day, TimeOnly.MinValue) ?? day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
