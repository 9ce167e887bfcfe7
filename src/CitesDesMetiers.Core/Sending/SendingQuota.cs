namespace CitesDesMetiers.Core.Sending;

/// <summary>
/// A limit that all instances keep together, as a virtual clock (generic cell rate algorithm, ITU-T I.371): each message moves
/// it on by the interval between two, and it may not run ahead of the real clock by more than what may go out at once.
/// </summary>
/// <param name="key">What is limited, such as <c>relay:smtp.example.org</c> or <c>domain:orange.fr</c>.</param>
public class SendingQuota(string key)
{
    public const int KeyLength = 270;

    public string Key { get; private set; } = key;

    /// <summary>UTC ticks up to which the limit is used up.</summary>
    public long UsedUntil { get; private set; }
}
