using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Subscribers;

/// <summary>
/// The record of an administrator who took an address off the suppression list: who, when and why. Append-only. Earlier failure reports no
/// longer count towards suppressing the address again.
/// </summary>
public class Release
{
    public const int NameLength = 200;
    public const int WhyLength = 500;

    /// <param name="userId">No foreign key: the record outlives the account.</param>
    /// <param name="at">UTC.</param>
    public Release(Suppression suppression, int userId, string byName, string why, DateTime at)
    {
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

    /// <summary>Why the address had been suppressed.</summary>
    public SuppressionReason Reason { get; private set; }
    public string? Status { get; private set; }
    public DateTime SuppressedAt { get; private set; }
    public int UserId { get; private set; }
    public string ByName { get; private set; }
    public string Why { get; private set; }
    public DateTime At { get; private set; }
}
