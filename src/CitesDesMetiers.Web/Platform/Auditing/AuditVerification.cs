using System.Security.Cryptography;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Auditing;

public enum AuditFaultKind
{
    /// <summary>The entry does not match its seal.</summary>
    Altered,

    /// <summary>The seal has no entry.</summary>
    Removed,

    /// <summary>A seal is missing.</summary>
    Gap,

    /// <summary>The first entries are missing, and no purge accounts for them.</summary>
    RemovedAtStart,

    /// <summary>The last entries are missing.</summary>
    RemovedAtEnd,

    /// <summary>An old entry without a seal, or a purge that the site did not do.</summary>
    Forged,

    /// <summary>The key cannot be opened: the keys of Data Protection are lost.</summary>
    KeyLost,

    /// <summary>The chain does not contain the seal that was expected.</summary>
    Unexpected,
}

/// <summary>Where the chain is broken.</summary>
/// <param name="Number">The number of the seal, or the id of a forged entry.</param>
public sealed record AuditFault(AuditFaultKind Kind, int Number);

/// <summary>The state of the chain.</summary>
/// <param name="First">The number of the first kept entry.</param>
/// <param name="Last">The number of the newest seal; 0 when nothing is sealed.</param>
/// <param name="Head">The newest seal in hexadecimal; empty when nothing is sealed.</param>
/// <param name="Waiting">How many entries are not sealed yet.</param>
/// <param name="Faults">The first faults, in their order; empty when the chain is whole.</param>
public sealed record AuditCheck(int First, int Last, string Head, int Waiting, IReadOnlyList<AuditFault> Faults);

/// <summary>Checks whether entries of the audit log were altered, removed or forged since they were sealed.</summary>
public sealed class AuditVerification(NewsletterContext db, AuditSealer sealer)
{
    private const int MostFaults = 20;

    /// <param name="expected">A seal that the chain must contain, noted outside the database earlier.</param>
    public async Task<AuditCheck> RunAsync((int Number, byte[] Seal)? expected, CancellationToken cancellation)
    {
        var chain = await db.AuditChains.AsNoTracking().SingleOrDefaultAsync(cancellation);
        List<AuditFault> faults = [];
        var walk = new Walk();
        if (chain is not null && OpenKey(chain) is { } key)
        {
            await WalkAsync(key, walk, faults, cancellation);
            await CompareEndAsync(chain, walk, faults, expected, cancellation);
        }
        else if (chain is not null || await db.AuditSeals.AnyAsync(cancellation))
        {
            faults.Add(new AuditFault(AuditFaultKind.KeyLost, chain?.Number ?? 0));
        }

        var (waiting, forged) = await UnsealedAsync(walk.LastEntryId, cancellation);
        faults.AddRange(forged.Select(id => new AuditFault(AuditFaultKind.Forged, id)));
        return new AuditCheck(
            walk.First, chain?.Number ?? 0, chain?.Seal is { } seal ? Convert.ToHexStringLower(seal) : "", waiting, [.. faults.Take(MostFaults)]);
    }

    private async Task WalkAsync(byte[] key, Walk walk, List<AuditFault> faults, CancellationToken cancellation)
    {
        var links = db.AuditSeals.AsNoTracking()
            .LeftJoin(db.AuditEntries, s => s.EntryId, e => e.Id, (s, e) => new { s.Number, s.EntryId, s.Seal, Entry = e }).OrderBy(l => l.Number);
        int? purgedUpTo = null;
        var isPurgeFound = false;
        await foreach (var link in links.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var isFirst = walk.LastNumber == 0;
            if (isFirst && link.Entry is null)
            {
                purgedUpTo = link.Number;
            }
            else if (link.Number != walk.LastNumber + 1)
            {
                faults.Add(new AuditFault(isFirst ? AuditFaultKind.RemovedAtStart : AuditFaultKind.Gap, walk.LastNumber + 1));
            }
            else if (link.Entry is null)
            {
                faults.Add(new AuditFault(AuditFaultKind.Removed, link.Number));
            }
            else if (!CryptographicOperations.FixedTimeEquals(AuditSealer.Seal(key, link.Number, link.Entry, walk.LastSeal), link.Seal))
            {
                faults.Add(new AuditFault(AuditFaultKind.Altered, link.Number));
            }
            else if (link.Entry.Action is AuditAction.LogPurged && purgedUpTo is { } number && link.Entry.Subject == AuditPurge.SubjectOf(number))
            {
                isPurgeFound = true;
            }

            walk.Pass(link.Number, link.EntryId, link.Seal, link.Entry is not null);
        }

        if (purgedUpTo is { } last && !isPurgeFound)
        {
            faults.Insert(0, new AuditFault(AuditFaultKind.RemovedAtStart, last));
        }
    }

    private async Task CompareEndAsync(
        AuditChain chain, Walk walk, List<AuditFault> faults, (int Number, byte[] Seal)? expected, CancellationToken cancellation)
    {
        if (chain.Number != walk.LastNumber || !(chain.Seal ?? []).AsSpan().SequenceEqual(walk.LastSeal ?? []))
        {
            faults.Add(new AuditFault(AuditFaultKind.RemovedAtEnd, Math.Min(chain.Number, walk.LastNumber) + 1));
        }

        // What the purge removed can no longer be compared.
        if (expected is var (number, seal) && number >= walk.FirstSeal
            && !await db.AuditSeals.AnyAsync(s => s.Number == number && s.Seal == seal, cancellation))
        {
            faults.Add(new AuditFault(AuditFaultKind.Unexpected, number));
        }
    }

    private async Task<(int Waiting, IReadOnlyList<int> Forged)> UnsealedAsync(int lastSealed, CancellationToken cancellation)
    {
        var unsealed = db.AuditEntries.Where(e => !db.AuditSeals.Any(s => s.EntryId == e.Id));
        var forged = unsealed.Where(e => e.Action == AuditAction.LogPurged || e.Id <= lastSealed - AuditSealing.LateEntries);
        var ids = await forged.OrderBy(e => e.Id).Select(e => e.Id).Take(MostFaults).ToListAsync(cancellation);
        return (await unsealed.CountAsync(cancellation), ids);
    }

    private byte[]? OpenKey(AuditChain chain)
    {
        try
        {
            return sealer.KeyOf(chain);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>How far along the chain the check is.</summary>
    private sealed class Walk
    {
        public int First { get; private set; }
        public int FirstSeal { get; private set; }
        public int LastNumber { get; private set; }
        public int LastEntryId { get; private set; }
        public byte[]? LastSeal { get; private set; }

        public void Pass(int number, int entryId, byte[] seal, bool hasEntry)
        {
            FirstSeal = FirstSeal == 0 ? number : FirstSeal;
            First = First == 0 && hasEntry ? number : First;
            (LastNumber, LastEntryId, LastSeal) = (number, entryId, seal);
        }
    }
}
