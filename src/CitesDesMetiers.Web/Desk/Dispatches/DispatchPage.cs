using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Dispatches;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dispatches;

/// <param name="Others">Other dispatches of the same edition, the oldest first.</param>
/// <param name="Missed">How many subscribers a further dispatch would reach; null while this one is running, and for a quarterly digest.</param>
public sealed record DispatchPage(
    int EditionId, int Number, string Subject, string Slug, DispatchFigures Figures, OutcomeFigures Outcomes,
    IReadOnlyList<(int Id, DateTime CreatedAt)> Others,
    bool IsFurther, bool IsDigest, IReadOnlyList<RetryGroup> Retryable, int? Missed, VisitDays Visits)
{
    /// <summary>What is sent, to follow "l’envoi".</summary>
    public string OfWhat => IsDigest ? "du récapitulatif" : $"du numéro {Number}";
}

/// <summary>Daily page views of the edition since its publication.</summary>
/// <param name="Days">Every day, including those without a view.</param>
public sealed record VisitDays(int Total, IReadOnlyList<(DateOnly Day, int Count)> Days);

/// <summary>Reads the page of a dispatch.</summary>
public sealed class DispatchPages(
    NewsletterContext db, DispatchProgress progress, DispatchOutcomes outcomes, Retrying retrying, Resending resending, TimeProvider clock)
{
    private const int DaysShown = 30;

    public async Task<DispatchPage?> ReadAsync(int id, CancellationToken cancellation)
    {
        if (await progress.ReadAsync(id, cancellation) is not { } figures)
        {
            return null;
        }

        var edition = await db.Dispatches.Where(d => d.Id == id)
            .Select(d => new
            {
                d.EditionId,
                d.Edition.Number,
                Subject = d.Digest != null ? d.Digest.Subject : d.Edition.Subject,
                IsDigest = d.DigestId != null,
                d.Edition.Slug,
                d.Edition.PublishedAt,
            })
            .FirstAsync(cancellation);
        var others = await db.Dispatches.Where(d => d.EditionId == edition.EditionId && d.Id != id && d.DigestId == null && !edition.IsDigest)
            .OrderBy(d => d.Id)
            .Select(d => new { d.Id, d.CreatedAt }).ToListAsync(cancellation);
        return new DispatchPage(
            edition.EditionId, edition.Number, edition.Subject, edition.Slug, figures, await outcomes.ReadAsync(figures, cancellation),
            [.. others.Select(o => (o.Id, o.CreatedAt))], others.Exists(o => o.Id < id), edition.IsDigest,
            figures.Of(DeliveryState.Failed) > 0 ? await retrying.FailedAsync(id, cancellation) : [],
            figures.IsOver && !edition.IsDigest ? await resending.CountAsync(edition.EditionId, cancellation) : null,
            await VisitsAsync(edition.EditionId, ParisTime.Local(edition.PublishedAt).Day, cancellation));
    }

    private async Task<VisitDays> VisitsAsync(int edition, DateOnly from, CancellationToken cancellation)
    {
        var counted = await db.EditionVisits.Where(v => v.EditionId == edition).ToDictionaryAsync(v => v.Day, v => v.Count, cancellation);
        var days = Math.Clamp(ParisTime.Today(clock).DayNumber - from.DayNumber + 1, 1, DaysShown);
        return new VisitDays(
            counted.Values.Sum(), [.. Enumerable.Range(0, days).Select(from.AddDays).Select(d => (d, counted.GetValueOrDefault(d)))]);
    }
}
