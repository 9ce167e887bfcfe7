using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>
/// Seals the entries of the audit log, in their order. It runs after the acts, so that none waits for it or fails with it. Of several instances
/// that seal at once, the first to save succeeds: the number of a seal is its primary key.
/// </summary>
internal sealed class AuditSealing(NewsletterContext db, AuditSealer sealer, DatabaseWriteLock turn)
{
    private const int BatchSize = 500;

    /// <summary>
    /// How far before the newest sealed entry an unsealed one is looked for. A transaction may commit after a later one, but no thousand later.
    /// </summary>
    internal const int LateEntries = 1_000;

    /// <summary>Seals all entries that wait.</summary>
    /// <param name="withPurges">
    /// Whether to seal entries about purges too, for a new chain. Otherwise a purge has sealed its entry itself, and one without a seal is a
    /// forgery that excuses removed entries.
    /// </param>
    public async Task RunAsync(bool withPurges, CancellationToken cancellation)
    {
        while (await SealSomeAsync(withPurges, cancellation))
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Adds the next seal to the context. The caller saves.</summary>
    /// <param name="chain">Must be tracked.</param>
    public void Add(AuditChain chain, AuditEntry entry, byte[] key)
    {
        var number = chain.Number + 1;
        var seal = new AuditSeal(number, entry.Id, AuditSealer.Seal(key, number, entry, chain.Seal));
        db.AuditSeals.Add(seal);
        chain.Advance(seal);
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> SealSomeAsync(bool withPurges, CancellationToken cancellation)
    {
        if (await db.AuditChains.SingleOrDefaultAsync(cancellation) is not { } chain)
        {
            db.AuditChains.Add(chain = sealer.NewChain());
        }

        var last = await db.AuditSeals.Where(s => s.Number == chain.Number).Select(s => s.EntryId).FirstOrDefaultAsync(cancellation);
        var waiting = await db.AuditEntries.AsNoTracking()
            .Where(e => e.Id > last - LateEntries && (withPurges || e.Action != AuditAction.LogPurged)
                && !db.AuditSeals.Any(s => s.EntryId == e.Id))
            .OrderBy(e => e.Id).Take(BatchSize).ToListAsync(cancellation);
        if (waiting.Count == 0)
        {
            return false;
        }

        var key = sealer.KeyOf(chain);
        waiting.ForEach(e => Add(chain, e, key));
        try
        {
            using var writing = await turn.TakeAsync();
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance sealed them first.
            db.ChangeTracker.Clear();
            return false;
        }

        return waiting.Count == BatchSize;
    }
}
