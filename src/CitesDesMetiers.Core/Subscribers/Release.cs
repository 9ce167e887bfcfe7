using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Subscribers;

/// <summary>
/// An address taken off the suppression list by an administrator: who, when and why. Append-only. What had come back before
/// counts no longer towards stopping the address again.
/// </summary>
public class Release
{
    public const int NameLength = 200;
    public const int WhyLength = 500;

    /// <param name="userId">Not a foreign key: the record outlives the account.</param>
    /// <param name="at">UTC.</param>
    public Release(Suppression suppression, int userId, string byName, string why, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(suppression);
        AddressKey = suppression.AddressKey;
        Reason = suppression.Reason;
        Status = suppression.Status;
        SuppressedAt = suppression.CreatedAt;
        UserId = userId;
        ByName = Text.Line(byName, NameLength, nameof(byName));
        Why = Text.Line(why, WhyLength, nameof(why));
        At = at;
    }

    private Release() => AddressKey = ByName = Why = "";

    public int Id { get; private set; }
    public string AddressKey { get; private set; }

    /// <summary>What the address had been suppressed for.</summary>
    public SuppressionReason Reason { get; private set; }
    public string? Status { get; private set; }
    public DateTime SuppressedAt { get; private set; }
    public int UserId { get; private set; }
    public string ByName { get; private set; }
    public string Why { get; private set; }
    public DateTime At { get; private set; }
}
