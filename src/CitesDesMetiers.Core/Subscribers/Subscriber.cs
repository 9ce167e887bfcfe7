using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;

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

    /// <summary>Effacé: nobody any more. The row stays so that the figures of past dispatches still add up.</summary>
    Erased,
}

/// <summary>What a subscriber gets.</summary>
public enum Frequency
{
    /// <summary>Each issue as it comes out.</summary>
    EachIssue,

    /// <summary>One mail a quarter that lists what came out.</summary>
    Quarterly,
}

/// <summary>An address that asked for the newsletter, with the proof of its consent.</summary>
public partial class Subscriber : IVersioned
{
    /// <summary>How long the link in a confirmation mail works.</summary>
    public static readonly TimeSpan ConfirmationLife = TimeSpan.FromDays(7);

    /// <summary>
    /// What stands for the address of someone whose data was erased: no address can begin with a parenthesis, so no search finds it,
    /// and no mail reaches .invalid (RFC 2606).
    /// </summary>
    private const string ErasedPrefix = "(efface)", ErasedDomain = "efface.invalid";

    private readonly List<ConsentEvent> consentEvents = [];
    private readonly List<Theme> themes = [];

    /// <param name="address">Already checked; kept as written for sending and normalised for finding.</param>
    /// <param name="addressKey">HMAC of the normalised address: see <see cref="AddressKeys"/>.</param>
    public Subscriber(EmailAddress address, string addressKey, string language, string? organisation, DateTime now)
    {
        Address = address.Value;
        NormalisedAddress = address.Normalised;
        AddressKey = addressKey;
        Language = Text.Line(language, 10, nameof(language));
        Organisation = Text.OptionalLine(organisation, 200, nameof(organisation));
        CreatedAt = LastContactAt = now;
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

    /// <summary>The Cité whose news interests them most, if they said so.</summary>
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }

    /// <summary>The themes they chose; none means all.</summary>
    public IReadOnlyList<Theme> Themes => themes;
    public Frequency Frequency { get; private set; }

    /// <summary>The first day on which they receive mails again; null without a pause.</summary>
    public DateOnly? PausedUntil { get; private set; }

    /// <summary>UTC; when they last did something themselves. An opened mail is not a contact (CNIL).</summary>
    public DateTime LastContactAt { get; private set; }

    /// <summary>UTC; when they were asked whether to go on. Anything they do since answers it.</summary>
    public DateTime? RenewalAskedAt { get; private set; }

    /// <summary>The import that brought them, if one did. Not a foreign key: its record is erased before they are.</summary>
    public int? ImportId { get; private set; }

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

        // Who comes back does not want the rest of a pause from before.
        PausedUntil = null;
        Hear(confirmation);
    }

    /// <summary>What they would like, as long as it is not a consent; kept with the request too.</summary>
    /// <exception cref="ArgumentException">An empty or too long language.</exception>
    public void Prefer(string language, int? citeId, IEnumerable<Theme> chosen, Frequency frequency)
    {
        Language = Text.Line(language, 10, nameof(language));
        CiteId = citeId;
        Frequency = frequency;
        var wanted = chosen.ToList();
        themes.RemoveAll(t => !wanted.Contains(t));
        themes.AddRange(wanted.Except(themes));
    }

    /// <summary>Adds something they did to the proofs.</summary>
    public void Record(ConsentEvent done)
    {
        ArgumentNullException.ThrowIfNull(done);
        Hear(done);
    }

    /// <param name="until">The first day on which mails come again.</param>
    public void Pause(DateOnly until, ConsentEvent pause)
    {
        ArgumentNullException.ThrowIfNull(pause);
        PausedUntil = until;
        Hear(pause);
    }

    public void EndPause(ConsentEvent resumption)
    {
        ArgumentNullException.ThrowIfNull(resumption);
        PausedUntil = null;
        Hear(resumption);
    }

    /// <summary>Asks whether to go on, before the silence has lasted too long.</summary>
    public void AskRenewal(DateTime now) => RenewalAskedAt = now;

    /// <summary>
    /// Forgets who this was. Who calls it deletes the proofs and what came back, and puts the key on the suppression list; the
    /// identity in the links of old mails stays, so that they still answer.
    /// </summary>
    public void Erase(DateTime now)
    {
        State = SubscriberState.Erased;
        EndedAt = now;
        Address = NormalisedAddress = $"{ErasedPrefix}{PublicId:n}@{ErasedDomain}";
        AddressKey = "";
        Language = "";
        (Organisation, CiteId, ConfirmedAt, PausedUntil, RenewalAskedAt, ImportId) = (null, null, null, null, null, null);
        (ConfirmationHash, ConfirmationSentAt, NewAddress, NewAddressHash, NewAddressAskedAt, AccessHash, AccessSentAt) = (null, null, null, null, null, null, null);
        Frequency = Frequency.EachIssue;
        themes.Clear();
    }

    /// <summary>Ends the subscription; repeated, it changes nothing and records nothing.</summary>
    public void Unsubscribe(ConsentEvent withdrawal)
    {
        ArgumentNullException.ThrowIfNull(withdrawal);
        if (State is SubscriberState.Unsubscribed or SubscriberState.Erased)
        {
            return;
        }

        State = SubscriberState.Unsubscribed;
        EndedAt = withdrawal.At;
        ConfirmationHash = null;
        Hear(withdrawal);
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

    private void Hear(ConsentEvent done)
    {
        LastContactAt = done.At;
        RenewalAskedAt = null;
        consentEvents.Add(done);
    }
}
