namespace CitesDesMetiers.Core.Sending;

/// <summary>
/// An hourly limit shared by all instances, as a virtual clock (generic cell rate algorithm, ITU-T I.371). Each message advances it by
/// the interval between two. It may be ahead of the real clock by one burst at most.
/// </summary>
/// <param name="key">What is limited, such as <c>relay:smtp.example.org</c> or <c>domain:orange.fr</c>.</param>
public class SendingQuota(string key)
{
    public const int KeyLength = 270;

    public string Key { get; private set; } = key;

    /// <summary>The virtual clock in UTC ticks: the time up to which the limit is used up.</summary>
    public long UsedUntil { get; private set; }

    /// <summary>A limit that never has room again.</summary>
    public static SendingQuota UsedUp(string key) => new(key) { UsedUntil = DateTime.MaxValue.Ticks };
}
