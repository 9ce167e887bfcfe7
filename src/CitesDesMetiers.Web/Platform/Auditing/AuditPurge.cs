using System.Globalization;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>
/// Removes the entries of the audit log that are older than it is kept. The seal of the last one removed stays: the chain goes on from it. The
/// purge is an entry itself, sealed in the same transaction, without which the check takes the removal for a forgery.
/// </summary>
internal sealed class AuditPurge(
    NewsletterContext db, AuditLog log, AuditSealer sealer, AuditSealing sealing, DatabaseWriteLock turn, IOptions<AuditOptions> options,
    TimeProvider clock)
{
    /// <summary>The subject of the entry about a purge, by which the check recognises it.</summary>
    /// <param name="number">Of the last entry removed.</param>
    public static string SubjectOf(int number) => string.Create(CultureInfo.InvariantCulture, $"Lignes scellées jusqu’au n°\u00A0{number}");

    /// <returns>The number of entries removed.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            using var writing = await turn.TakeAsync();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var kept = clock.GetUtcNow().UtcDateTime.AddDays(-options.Value.KeepDays);
            if (await db.AuditChains.SingleOrDefaultAsync(cancellation) is not { } chain
                || await LastOldAsync(chain, kept, cancellation) is not { } last)
            {
                return 0;
            }

            var removed = await db.AuditEntries.Where(e => db.AuditSeals.Any(s => s.EntryId == e.Id && s.Number <= last))
                .ExecuteDeleteAsync(cancellation);
            if (removed == 0)
            {
                return 0;
            }

            await db.AuditSeals.Where(s => s.Number < last).ExecuteDeleteAsync(cancellation);
            var entry = log.Add(
                AuditAction.LogPurged, SubjectOf(last), after: FrenchNumbers.Count(removed, "ligne effacée", "lignes effacées"),
                by: AuditPerson.Site);
            await db.SaveChangesAsync(cancellation);
            sealing.Add(chain, entry, sealer.KeyOf(chain));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return removed;
        });

    /// <returns>The number of the last seal before the first entry to keep; null without any.</returns>
    private async Task<int?> LastOldAsync(AuditChain chain, DateTime kept, CancellationToken cancellation)
    {
        var first = await db.AuditSeals.Where(s => db.AuditEntries.Any(e => e.Id == s.EntryId && e.At >= kept))
            .MinAsync(s => (int?)s.Number, cancellation);
        return (first - 1 ?? chain.Number) is > 0 and var last ? last : null;
    }
}
