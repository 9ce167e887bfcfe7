namespace CitesDesMetiers.Core.Auditing;

/// <summary>
/// A link of the chain that makes changes to the audit log visible: one for each entry, in the order of sealing. Append-only. The number is the
/// primary key, so that of two instances that seal at once only one succeeds.
/// </summary>
/// <param name="number">Counts from 1 without gaps.</param>
/// <param name="seal">HMAC-SHA256 over the number, the entry and the seal before; 32 bytes.</param>
public class AuditSeal(int number, int entryId, byte[] seal)
{
    public const int SealLength = 32;

    public int Number { get; private set; } = number;
    public int EntryId { get; private set; } = entryId;
    public byte[] Seal { get; private set; } = seal;
}

/// <summary>The one row about the chain: its key, and its newest seal in a second place.</summary>
public class AuditChain(byte[] key)
{
    public const int OnlyId = 1;
    public const int KeyLength = 1000;

    public int Id { get; private set; } = OnlyId;

    /// <summary>The key of the seals, protected by Data Protection.</summary>
    public byte[] Key { get; private set; } = key;

    /// <summary>The number of the newest seal; 0 before the first.</summary>
    public int Number { get; private set; }
    public byte[]? Seal { get; private set; }

    public void Advance(AuditSeal newest) => (Number, Seal) = (newest.Number, newest.Seal);
}
