using System.Net;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using MailKit.Security;
using MimeKit;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>What to do with a message whose outcome is unknown: see <see cref="Delivery.RecordUncertain"/>.</summary>
public enum UncertainPolicy
{
    /// <summary>Send it once more under the same Message-ID: nobody is left out, but somebody may receive two copies.</summary>
    Retry,

    /// <summary>Leave the decision to the editor: nobody receives two copies, but somebody may receive none.</summary>
    Ask,
}

public enum MailTransportKind
{
    /// <summary>Writes every mail as an .eml file; nothing is sent.</summary>
    Outbox,
    Smtp,
}

/// <summary>The options of section <c>Mail</c>, read and validated by <see cref="MailOptionsReader"/>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public MailTransportKind Transport { get; internal set; }

    /// <summary>Absolute path of the folder for the .eml files.</summary>
    public string OutboxFolder { get; internal set; } = "";

    /// <summary>The relays, at least one. With <see cref="MailTransportKind.Outbox"/> it stands for the folder.</summary>
    public IReadOnlyList<SmtpRelay> Relays { get; internal set; } = [];

    /// <summary>The number of sending connections of this instance, each with one message at a time.</summary>
    public int Connections { get; internal set; }

    /// <summary>The From of the newsletter; also its envelope sender, unless <see cref="ReturnPath"/> is set.</summary>
    public MailboxAddress From { get; internal set; } = null!;

    /// <summary>The From of transactional mails, such as requests to confirm.</summary>
    public MailboxAddress TransactionalFrom { get; internal set; } = null!;

    /// <summary>The Reply-To address; null for the contact address of the issue.</summary>
    public MailboxAddress? ReplyTo { get; internal set; }

    /// <summary>RFC 2919 list identifier, such as <c>infolettre.example.org</c>. Never change it once mails were sent.</summary>
    public string ListId { get; internal set; } = "";

    /// <summary>The address that receives unsubscriptions by mail (RFC 2369 3.2).</summary>
    public string UnsubscribeMailto { get; internal set; } = "";

    /// <summary>
    /// The address from which the envelope sender of each copy is derived, so that a failure report identifies its delivery
    /// (<see cref="AddressKeys.ReturnAddress"/>); null sends under <see cref="From"/>.
    /// </summary>
    public string? ReturnPath { get; internal set; }

    /// <summary>The domain of the newsletter's envelope sender, which SPF checks.</summary>
    public string EnvelopeDomain => ReturnPath?.Split('@')[^1] ?? DomainOf(From);

    /// <summary>The mailbox that receives mails to <see cref="ReturnPath"/>; null when the site does not read it.</summary>
    public ReturnMailbox? Returns { get; internal set; }
    public BouncePatience SoftBounces { get; internal set; } = new(3, TimeSpan.FromDays(365));

    /// <summary>
    /// How long a lease lasts without a renewal; it is renewed three times in that time. It may be shorter than a message in flight, which
    /// takes up to ten minutes: it only decides how soon others recover the lease after a crash.
    /// </summary>
    public TimeSpan LeaseDuration { get; internal set; }
    public UncertainPolicy WhenUncertain { get; internal set; }

    /// <summary>Messages per hour to a recipient domain, for all instances together. Keys are domains in lower case.</summary>
    public IReadOnlyDictionary<string, int> DomainLimits { get; internal set; } = new Dictionary<string, int>();
    public RetryPlan Retries { get; internal set; } = new([], TimeSpan.Zero);

    /// <summary>The host name that connections give in EHLO.</summary>
    public string LocalDomain { get; internal set; } = "";

    /// <summary>The domain of the Message-IDs: that of <see cref="From"/>.</summary>
    public string MessageIdDomain => DomainOf(From);

    /// <summary>The domain of an address in A-labels; MimeKit decodes a domain when it reads one.</summary>
    public static string DomainOf(MailboxAddress mailbox) => mailbox.GetAddress(idnEncode: true).Split('@')[^1];
}

/// <summary>One relay of the settings.</summary>
/// <param name="Name">Its name in figures and limits; the host when none is set.</param>
/// <param name="Weight">Its share of the connections, relative to the weights of the others.</param>
/// <param name="PerHour">Messages per hour for all instances together; null without a limit.</param>
public sealed record SmtpRelay(
    string Name, string Host, int Port, SecureSocketOptions Security, string? User = null, string? Password = null, int Weight = 1,
    int? PerHour = null)
{
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}

/// <summary>When to retry what the relay deferred (RFC 5321 4.5.4.1): after each delay in turn; the last one repeats.</summary>
/// <param name="GiveUpAfter">The largest sum of the delays since the first attempt.</param>
public sealed record RetryPlan(IReadOnlyList<TimeSpan> Delays, TimeSpan GiveUpAfter)
{
    /// <param name="attempts">Attempts made, including the one that just failed.</param>
    /// <returns>The delay before the next attempt; null to give up.</returns>
    public TimeSpan? DelayAfter(int attempts)
    {
        var total = TimeSpan.Zero;
        for (var i = 0; i < attempts; i++)
        {
            total += Delays[Math.Min(i, Delays.Count - 1)];
        }

        return total > GiveUpAfter ? null : Delays[Math.Min(attempts, Delays.Count) - 1];
    }
}
