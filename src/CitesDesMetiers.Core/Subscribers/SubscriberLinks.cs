using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Subscribers;

/// <summary>The links a subscriber requests by mail: to all data of the subscription, and to change the address.</summary>
public partial class Subscriber
{
    /// <summary>How long a link requested by mail opens all data of a subscription.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(24);

    /// <summary>The least time between two requested mails of one kind: for access, or to change the address.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(10);

    /// <summary>The new address until they confirm it; null without a request.</summary>
    public string? NewAddress { get; private set; }

    /// <summary>SHA-256 of the token in the mail to <see cref="NewAddress"/>.</summary>
    public byte[]? NewAddressHash { get; private set; }
    public DateTime? NewAddressAskedAt { get; private set; }

    /// <summary>SHA-256 of the token in the last mail that opens all data of this subscription.</summary>
    public byte[]? AccessHash { get; private set; }
    public DateTime? AccessSentAt { get; private set; }

    /// <summary>Whether another access link may be sent.</summary>
    public bool MayAskForAccess(DateTime now) => State is not SubscriberState.Erased && (AccessSentAt is null || now - AccessSentAt >= BetweenMails);

    /// <summary>Records that an access link was sent; an older one becomes invalid.</summary>
    public void GrantAccess(byte[] hash, DateTime now) => (AccessHash, AccessSentAt) = (hash, now);

    /// <summary>Whether the last access link is still valid.</summary>
    public bool HasAccess(DateTime now) => AccessHash is not null && now - AccessSentAt < AccessLife;

    /// <summary>Whether a mail to a new address may be sent.</summary>
    public bool MayAskToMove(DateTime now) =>
        State is SubscriberState.Confirmed && (NewAddressAskedAt is null || now - NewAddressAskedAt >= BetweenMails);

    /// <summary>Records the request to change the address, which takes effect once confirmed from the new one.</summary>
    public void AskToMove(EmailAddress to, byte[] hash, DateTime now) => (NewAddress, NewAddressHash, NewAddressAskedAt) = (to.Value, hash, now);

    public bool MayMove(DateTime now) => State is not SubscriberState.Erased && NewAddress is not null && now - NewAddressAskedAt < ConfirmationLife;

    /// <summary>Changes to the confirmed address; links in the old mailbox become invalid.</summary>
    /// <param name="addressKey">Key of the new address.</param>
    /// <exception cref="InvalidOperationException"><see cref="MayMove"/> is false.</exception>
    public void Move(string addressKey, ConsentEvent change)
    {
        var to = EmailAddress.Parse(MayMove(change.At) ? NewAddress! : throw new InvalidOperationException("No address waits to be confirmed."));
        (Address, NormalisedAddress, AddressKey) = (to.Value, to.Normalised, addressKey);
        (NewAddress, NewAddressAskedAt) = (null, null);
        (ConfirmationHash, ConfirmationSentAt, AccessHash, AccessSentAt) = (null, null, null, null);
        AddConsentEvent(change);
    }
}
