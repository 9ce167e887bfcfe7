using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Core.Subscribers;

public enum SubscriberState
{
    /// <summary>Asked for, not confirmed: gets no newsletter.</summary>
    Pending,

    /// <summary>The only state in which the newsletter is sent.</summary>
    Confirmed,
    Unsubscribed,

    /// <summary>The address refused for good.</summary>
    Bounced,

    /// <summary>The reader reported the newsletter as unwanted.</summary>
    Complained,
}

/// <summary>An address that asked for the newsletter, with the proof of its consent.</summary>
public class Subscriber : IVersioned
{
    /// <summary>How long the link in a confirmation mail works.</summary>
    public static readonly TimeSpan ConfirmationLife = TimeSpan.FromDays(7);

    private readonly List<ConsentEvent> consentEvents = [];

    /// <param name="address">Already checked; kept as written for sending and normalised for finding.</param>
    /// <param name="addressKey">HMAC of the normalised address: see <see cref="AddressKeys"/>.</param>
    public Subscriber(EmailAddress address, string addressKey, string language, string? organisation, DateTime now)
    {
        Address = address.Value;
        NormalisedAddress = address.Normalised;
        AddressKey = addressKey;
        Language = Text.Line(language, 10, nameof(language));
        Organisation = Text.OptionalLine(organisation, 200, nameof(organisation));
        CreatedAt = now;
    }

    private Subscriber()
    {
        Address = NormalisedAddress = AddressKey = Language = "";
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }

    /// <summary>Random identity under which the tokens in its mails are made.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    public string Address { get; private set; }
    public string NormalisedAddress { get; private set; }
    public string AddressKey { get; private set; }
    public SubscriberState State { get; private set; }
    public string Language { get; private set; }
    public string? Organisation { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? ConfirmedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>
    /// SHA-256 of the token in the last confirmation mail. It stays once used, so that a second click on the link finds an
    /// explanation; leaving forgets it.
    /// </summary>
    public byte[]? ConfirmationHash { get; private set; }
    public DateTime? ConfirmationSentAt { get; private set; }
    public IReadOnlyList<ConsentEvent> ConsentEvents => consentEvents;

    /// <summary>Whether the link of the last confirmation mail may still confirm.</summary>
    public bool MayConfirm(DateTime now) =>
        State is not SubscriberState.Confirmed && ConfirmationHash is not null && now - ConfirmationSentAt < ConfirmationLife;

    /// <summary>Whether a new confirmation mail may go out: one per address and day, and never to someone already confirmed.</summary>
    public bool MayAskToConfirm(DateTime now) =>
        State is not SubscriberState.Confirmed && (ConfirmationSentAt is null || now - ConfirmationSentAt >= TimeSpan.FromHours(24));

    /// <summary>
    /// Records the request and the token that will confirm it. The state stays: anyone may type anyone's address into the
    /// form, only the confirmation changes something.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="MayAskToConfirm"/> says no.</exception>
    public void AskToConfirm(byte[] confirmationHash, ConsentEvent request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!MayAskToConfirm(request.At))
        {
            throw new InvalidOperationException("A confirmation mail has gone out already.");
        }

        ConfirmationHash = confirmationHash;
        ConfirmationSentAt = request.At;
        consentEvents.Add(request);
    }

    public void Confirm(ConsentEvent confirmation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        State = SubscriberState.Confirmed;
        ConfirmedAt = confirmation.At;
        EndedAt = null;
        consentEvents.Add(confirmation);
    }

    /// <summary>Ends the subscription; repeated, it changes nothing and records nothing.</summary>
    public void Unsubscribe(ConsentEvent withdrawal)
    {
        ArgumentNullException.ThrowIfNull(withdrawal);
        if (State is SubscriberState.Unsubscribed)
        {
            return;
        }

        State = SubscriberState.Unsubscribed;
        EndedAt = withdrawal.At;
        ConfirmationHash = null;
        consentEvents.Add(withdrawal);
    }

    /// <summary>Its mails stop because of what came back. Whoever left of their own accord, or never confirmed, stays as they are.</summary>
    public void Stop(SuppressionReason reason, DateTime now)
    {
        if (State is SubscriberState.Confirmed || (State is SubscriberState.Bounced && reason is SuppressionReason.Complaint))
        {
            State = reason is SuppressionReason.Complaint ? SubscriberState.Complained : SubscriberState.Bounced;
            EndedAt = now;
        }
    }

    /// <summary>Their mails were stopped wrongly: the consent they gave holds again. Whoever left of their own accord does not come back.</summary>
    /// <returns>Whether they receive the newsletter again.</returns>
    public bool Reinstate()
    {
        if (State is not (SubscriberState.Bounced or SubscriberState.Complained) || ConfirmedAt is null)
        {
            return false;
        }

        State = SubscriberState.Confirmed;
        EndedAt = null;
        return true;
    }
}
