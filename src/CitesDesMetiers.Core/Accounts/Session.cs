using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Accounts;

/// <summary>
/// A browser in which somebody signed in. Its cookie names this row, so the session ends when the row goes, when it expires, or when the
/// security stamp of the account changes.
/// </summary>
public class Session
{
    public const int DeviceLength = 60;
    public const int NetworkLength = 60;

    /// <param name="hash">SHA-256 of the key in the cookie, so that a copy of the database opens no session.</param>
    /// <param name="methods">How the person signed in: values of the "amr" claim (RFC 8176), separated by spaces.</param>
    /// <param name="device">The browser and its system in French, as "Firefox sous Windows".</param>
    /// <param name="network">The network address, without the part that tells one machine from another.</param>
    public Session(
        byte[] hash, User user, string methods, DateTime now, DateTime expiresAt, bool isRemembered, string device, string network)
    {
        Hash = hash;
        UserId = user.Id;
        SecurityStamp = user.SecurityStamp ?? "";
        Methods = methods;
        StartedAt = ConfirmedAt = SeenAt = now;
        ExpiresAt = expiresAt;
        IsRemembered = isRemembered;
        Device = Text.Line(device, DeviceLength, nameof(device));
        Network = Text.Line(network, NetworkLength, nameof(network));
    }

    private Session()
    {
        Hash = [];
        SecurityStamp = Methods = Device = Network = "";
    }

    public int Id { get; private set; }
    public byte[] Hash { get; private set; }
    public int UserId { get; private set; }
    public User User { get; private set; } = null!;

    /// <summary>The security stamp of the account when the session started or was last renewed.</summary>
    public string SecurityStamp { get; private set; }
    public string Methods { get; private set; }
    public DateTime StartedAt { get; private set; }

    /// <summary>When the person last proved who they are, UTC.</summary>
    public DateTime ConfirmedAt { get; private set; }

    /// <summary>The last request, UTC, to within a few minutes.</summary>
    public DateTime SeenAt { get; private set; }
    public DateTime ExpiresAt { get; private set; }

    /// <summary>Whether the browser keeps the session when it closes ("rester connecté").</summary>
    public bool IsRemembered { get; private set; }
    public string Device { get; private set; }
    public string Network { get; private set; }
}
