using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Settings;

/// <summary>How the connection to the relay is protected. The names are those of <c>Mail:Smtp:Security</c>.</summary>
public enum RelaySecurity
{
    StartTls,
    SslOnConnect,

    /// <summary>For a relay on this machine only.</summary>
    None,
}

/// <summary>Sender and relay as an administrator set them at the desk, in one row. What the configuration says comes before it.</summary>
public class MailSettings : IVersioned
{
    public const int OnlyId = 1;
    public const int NameLength = 100;
    public const int HostLength = 253;
    public const int UserLength = 254;

    public int Id { get; private set; } = OnlyId;
    public Guid Version { get; private set; }
    public string? SenderName { get; private set; }

    /// <summary>Null for the address derived from that of the site.</summary>
    public string? SenderAddress { get; private set; }
    public string? ReplyTo { get; private set; }

    /// <summary>Null without a relay: mails become files.</summary>
    public string? RelayHost { get; private set; }

    /// <summary>Null for the usual port.</summary>
    public int? RelayPort { get; private set; }
    public RelaySecurity RelaySecurity { get; private set; }
    public string? RelayUser { get; private set; }

    /// <summary>Encrypted; null without a user.</summary>
    public byte[]? RelayPassword { get; private set; }

    /// <summary>When the relay accepted a trial, UTC; null since sender or relay changed.</summary>
    public DateTime? TriedAt { get; private set; }

    /// <summary>When a check of the sender's domain found nothing to correct, UTC; null since the sender changed.</summary>
    public DateTime? DomainGoodAt { get; private set; }

    public void SetSender(string? name, string? address, string? replyTo)
    {
        var former = (SenderName, SenderAddress);
        SenderName = Text.OptionalLine(name, NameLength, nameof(name));
        SenderAddress = AddressOf(address);
        ReplyTo = AddressOf(replyTo);
        if (former != (SenderName, SenderAddress))
        {
            (TriedAt, DomainGoodAt) = (null, null);
        }
    }

    /// <param name="password">Encrypted.</param>
    /// <exception cref="ArgumentException">There is a user without a password, or a password without a user.</exception>
    public void SetRelay(string host, int? port, RelaySecurity security, string? user, byte[]? password)
    {
        RelayHost = Text.Line(host, HostLength, nameof(host));
        RelayPort = port;
        RelaySecurity = security;
        RelayUser = Text.OptionalLine(user, UserLength, nameof(user));
        RelayPassword = (RelayUser is null) == (password is null) ? password
            : throw new ArgumentException("User and password are set together.", nameof(password));
        TriedAt = null;
    }

    public void RemoveRelay() =>
        (RelayHost, RelayPort, RelaySecurity, RelayUser, RelayPassword, TriedAt) = (null, null, RelaySecurity.StartTls, null, null, null);

    public void RecordTrial(DateTime now) => TriedAt = now;

    public void RecordGoodDomain(DateTime now) => DomainGoodAt = now;

    private static string? AddressOf(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : EmailAddress.Parse(typed).Value;
}
