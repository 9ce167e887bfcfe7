using System.Net;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using MailKit.Security;
using MimeKit;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>What becomes of a message nobody knows about: see <see cref="Delivery.RecordUncertain"/>.</summary>
public enum UncertainPolicy
{
    /// <summary>It is sent once more under the same Message-ID: nobody is left out, somebody may get two copies.</summary>
    Retry,

    /// <summary>It waits for the editor: nobody gets two copies, somebody may get none.</summary>
    Ask,
}

public enum MailTransportKind
{
    /// <summary>Every mail becomes an .eml file; nothing leaves.</summary>
    Outbox,
    Smtp,
}

/// <summary>Section <c>Mail</c>, read and checked by <see cref="MailOptionsReader"/>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public MailTransportKind Transport { get; internal set; }

    /// <summary>Absolute path of the folder of the .eml files.</summary>
    public string OutboxFolder { get; internal set; } = "";

    /// <summary>At least one. With <see cref="MailTransportKind.Outbox"/> it stands for the folder.</summary>
    public IReadOnlyList<SmtpRelay> Relays { get; internal set; } = [];

    /// <summary>How many messages are under way at once, each on a connection of its own.</summary>
    public int Connections { get; internal set; }

    /// <summary>Who writes the newsletter; also its envelope sender, unless <see cref="ReturnPath"/> is set.</summary>
    public MailboxAddress From { get; internal set; } = null!;

    /// <summary>Who asks to confirm, and writes other mails about one person alone.</summary>
    public MailboxAddress TransactionalFrom { get; internal set; } = null!;

    /// <summary>Null: the contact address of the issue.</summary>
    public MailboxAddress? ReplyTo { get; internal set; }

    /// <summary>RFC 2919 list identifier, such as <c>infolettre.example.org</c>. It never changes once mails have gone out.</summary>
    public string ListId { get; internal set; } = "";

    /// <summary>Where a mail ends a subscription for those whose program knows no other way (RFC 2369 3.2).</summary>
    public string UnsubscribeMailto { get; internal set; } = "";

    /// <summary>
    /// What the envelope sender of each copy is made from, so that a report of its failure tells whose mail it is about
    /// (<see cref="AddressKeys.ReturnAddress"/>); null sends under <see cref="From"/>.
    /// </summary>
    public string? ReturnPath { get; internal set; }

    /// <summary>The domain of the newsletter's envelope sender, for which SPF speaks.</summary>
    public string EnvelopeDomain => ReturnPath?.Split('@')[^1] ?? DomainOf(From);

    /// <summary>The mailbox where mails to <see cref="ReturnPath"/> arrive; null where the site does not read it.</summary>
    public ReturnMailbox? Returns { get; internal set; }
    public BouncePatience SoftBounces { get; internal set; } = new(3, TimeSpan.FromDays(365));

    /// <summary>
    /// How long a delivery is held without a sign of life of its worker, which renews it three times as often. It may be far
    /// shorter than a message in flight (ten minutes at the final dot): it only says how soon others take over after a crash.
    /// </summary>
    public TimeSpan LeaseDuration { get; internal set; }
    public UncertainPolicy WhenUncertain { get; internal set; }

    /// <summary>How many messages an hour may go to a recipient's domain, all instances together; domains in lower case.</summary>
    public IReadOnlyDictionary<string, int> DomainLimits { get; internal set; } = new Dictionary<string, int>();
    public RetryPlan Retries { get; internal set; } = new([], TimeSpan.Zero);

    /// <summary>The name with which connections introduce themselves.</summary>
    public string LocalDomain { get; internal set; } = "";

    /// <summary>The domain of the Message-IDs: that of <see cref="From"/>.</summary>
    public string MessageIdDomain => DomainOf(From);

    /// <summary>In A-labels; MimeKit decodes a domain when it reads one.</summary>
    public static string DomainOf(MailboxAddress mailbox) => mailbox.GetAddress(idnEncode: true).Split('@')[^1];
}

/// <param name="Name">How it is called in figures and limits; the host where nothing else is said.</param>
/// <param name="Weight">Its share of the connections, beside the weights of the others.</param>
/// <param name="PerHour">How many messages an hour it takes, all instances together; null without a limit.</param>
public sealed record SmtpRelay(
    string Name, string Host, int Port, SecureSocketOptions Security, string? User = null, string? Password = null, int Weight = 1, int? PerHour = null)
{
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}

/// <summary>When to try again what the relay deferred (RFC 5321 4.5.4.1): after each delay in turn, the last one repeating.</summary>
/// <param name="GiveUpAfter">Counted from the first attempt, as the sum of the delays.</param>
public sealed record RetryPlan(IReadOnlyList<TimeSpan> Delays, TimeSpan GiveUpAfter)
{
    /// <param name="attempts">Attempts made, the one that just failed included.</param>
    /// <returns>Null: give up.</returns>
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
