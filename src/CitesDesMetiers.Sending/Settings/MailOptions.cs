using System.Net;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Workers;
using MailKit.Security;
using MimeKit;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>What to do with a message whose outcome is unknown: see <see cref="Delivery.RecordUncertain"/>.</summary>
internal enum UncertainPolicy
{
    /// <summary>Send it once more under the same Message-ID: nobody is left out, but somebody may receive two copies.</summary>
    Retry,

    /// <summary>Leave the decision to the editor: nobody receives two copies, but somebody may receive none.</summary>
    Ask,
}

internal enum MailTransportKind
{
    /// <summary>Writes every mail as an .eml file; nothing is sent.</summary>
    Outbox,
    Smtp,
}

/// <summary>The options of section <c>Mail</c>, read and validated by <see cref="MailOptionsReader"/>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    internal MailTransportKind Transport { get; set; }

    /// <summary>Absolute path of the folder for the .eml files.</summary>
    internal string OutboxFolder { get; set; } = "";

    /// <summary>The relays, at least one. With <see cref="MailTransportKind.Outbox"/> it stands for the folder.</summary>
    internal IReadOnlyList<SmtpRelay> Relays { get; set; } = [];

    /// <summary>The number of sending connections of this instance, each with one message at a time.</summary>
    internal int Connections { get; set; }

    /// <summary>The From of the newsletter; also its envelope sender, unless <see cref="ReturnPath"/> is set.</summary>
    public MailboxAddress From { get; internal set; } = null!;

    /// <summary>The From of transactional mails, such as requests to confirm.</summary>
    public MailboxAddress TransactionalFrom { get; internal set; } = null!;

    /// <summary>The Reply-To address; null for the contact address of the issue.</summary>
    internal MailboxAddress? ReplyTo { get; set; }

    public string? ReplyToAddress => ReplyTo?.Address;

    public IReadOnlyList<string> RelayNames => [.. Relays.Select(r => r.Name)];

    /// <summary>RFC 2919 list identifier, such as <c>infolettre.example.org</c>. Never change it once mails were sent.</summary>
    internal string ListId { get; set; } = "";

    /// <summary>The address that receives unsubscriptions by mail (RFC 2369 3.2).</summary>
    internal string UnsubscribeMailto { get; set; } = "";

    /// <summary>
    /// The address from which the envelope sender of each copy is derived, so that a failure report identifies its delivery
    /// (<see cref="AddressKeys.ReturnAddress"/>); null sends under <see cref="From"/>.
    /// </summary>
    internal string? ReturnPath { get; set; }

    /// <summary>The domain of the newsletter's envelope sender, which SPF checks.</summary>
    internal string EnvelopeDomain => ReturnPath?.Split('@')[^1] ?? DomainOf(From);

    /// <summary>The mailbox that receives mails to <see cref="ReturnPath"/>; null when the site does not read it.</summary>
    internal ReturnMailbox? Returns { get; set; }

    /// <summary>The address to which Cités mail their news; null when the site takes none.</summary>
    public NewsAddress? News { get; internal set; }
    internal SoftBounceLimit SoftBounces { get; set; } = new(3, TimeSpan.FromDays(365));

    /// <summary>
    /// How long a lease lasts without a renewal; it is renewed three times in that time. It may be shorter than a message in flight, which
    /// takes up to ten minutes: it only decides how soon others recover the lease after a crash.
    /// </summary>
    internal TimeSpan LeaseDuration { get; set; }
    internal UncertainPolicy WhenUncertain { get; set; }

    /// <summary>Messages per hour to a recipient domain, for all instances together. Keys are domains in lower case.</summary>
    internal IReadOnlyDictionary<string, int> DomainLimits { get; set; } = new Dictionary<string, int>();
    internal RetryPlan Retries { get; set; } = new([], TimeSpan.Zero);

    /// <summary>The host name that connections give in EHLO.</summary>
    internal string LocalDomain { get; set; } = "";

    /// <summary>The domain of the Message-IDs: that of <see cref="From"/>.</summary>
    internal string MessageIdDomain => DomainOf(From);

    /// <summary>The domain of an address in A-labels; MimeKit decodes a domain when it reads one.</summary>
    public static string DomainOf(MailboxAddress mailbox) => mailbox.GetAddress(idnEncode: true).Split('@')[^1];
}

/// <summary>One relay of the settings.</summary>
/// <param name="Name">Its name in figures and limits; the host when none is set.</param>
/// <param name="Weight">Its share of the connections, relative to the weights of the others.</param>
/// <param name="PerHour">Messages per hour for all instances together; null without a limit.</param>
internal sealed record SmtpRelay(
    string Name, string Host, int Port, SecureSocketOptions Security, string? User = null, string? Password = null, int Weight = 1,
    int? PerHour = null)
{
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
