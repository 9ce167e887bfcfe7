using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Subscribers;

/// <summary>The links that a subscriber asks for: to all about the subscription, and to another address.</summary>
public partial class Subscriber
{
    /// <summary>How long a link asked for by address opens everything about a subscription.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(24);

    /// <summary>The least time between two mails of one kind that somebody had sent by asking: for access, or to another address.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(10);

    /// <summary>The address they want to move to, until they confirm it.</summary>
    public string? NewAddress { get; private set; }

    /// <summary>SHA-256 of the token in the mail to <see cref="NewAddress"/>.</summary>
    public byte[]? NewAddressHash { get; private set; }
    public DateTime? NewAddressAskedAt { get; private set; }

    /// <summary>SHA-256 of the token in the last mail that opens everything about this subscription.</summary>
    public byte[]? AccessHash { get; private set; }
    public DateTime? AccessSentAt { get; private set; }

    /// <summary>Whether another such link may be sent.</summary>
    public bool MayAskForAccess(DateTime now) => State is not SubscriberState.Erased && (AccessSentAt is null || now - AccessSentAt >= BetweenMails);

    /// <summary>A link that opens everything about this subscription was sent to its address; an older one ends.</summary>
    public void GrantAccess(byte[] hash, DateTime now) => (AccessHash, AccessSentAt) = (hash, now);

    /// <summary>Whether the last such link still opens.</summary>
    public bool HasAccess(DateTime now) => AccessHash is not null && now - AccessSentAt < AccessLife;

    /// <summary>Whether a mail to another address may go out.</summary>
    public bool MayAskToMove(DateTime now) => State is SubscriberState.Confirmed && (NewAddressAskedAt is null || now - NewAddressAskedAt >= BetweenMails);

    /// <summary>They want to receive at another address; it counts once confirmed from there.</summary>
    public void AskToMove(EmailAddress to, byte[] hash, DateTime now) => (NewAddress, NewAddressHash, NewAddressAskedAt) = (to.Value, hash, now);

    public bool MayMove(DateTime now) => State is not SubscriberState.Erased && NewAddress is not null && now - NewAddressAskedAt < ConfirmationLife;

    /// <summary>Changes to the address that was confirmed; the links that lie in the former mailbox open no more.</summary>
    /// <param name="addressKey">Key of the new address.</param>
    /// <exception cref="InvalidOperationException"><see cref="MayMove"/> says no.</exception>
    public void Move(string addressKey, ConsentEvent change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var to = EmailAddress.Parse(MayMove(change.At) ? NewAddress! : throw new InvalidOperationException("No address waits to be confirmed."));
        (Address, NormalisedAddress, AddressKey) = (to.Value, to.Normalised, addressKey);
        (NewAddress, NewAddressAskedAt) = (null, null);
        (ConfirmationHash, ConfirmationSentAt, AccessHash, AccessSentAt) = (null, null, null, null);
        Hear(change);
    }
}
