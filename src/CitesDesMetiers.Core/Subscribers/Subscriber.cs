using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Subscribers;

public enum SubscriberState
{
    /// <summary>Requested but not confirmed: receives no newsletter.</summary>
    Pending,

    /// <summary>The only state that receives the newsletter.</summary>
    Confirmed,

    /// <summary>À redemander: the consent that was handed over is too old to be used. They receive one mail that asks, and no newsletter.</summary>
    Lapsed,
    Unsubscribed,

    /// <summary>The address failed permanently.</summary>
    Bounced,

    /// <summary>The reader reported the newsletter as unwanted.</summary>
    Complained,

    /// <summary>Effacé: personal data is erased. The row stays so that the figures of past dispatches add up.</summary>
    Erased,
}

/// <summary>How often a subscriber receives mail.</summary>
public enum Frequency
{
    /// <summary>Each issue when it is published.</summary>
    EachIssue,

    /// <summary>One mail a quarter that lists the issues.</summary>
    Quarterly,
}

/// <summary>A subscriber: an address that requested the newsletter, with the proofs of consent.</summary>
public partial class Subscriber : IVersioned
{
    /// <summary>How long the link in a confirmation mail works.</summary>
    public static readonly TimeSpan ConfirmationLife = TimeSpan.FromDays(7);

    /// <summary>Years after which a consent is too old to be used (CNIL).</summary>
    public const int ConsentYears = 3;

    /// <summary>
    /// Parts of the placeholder address of an erased subscriber. No address begins with a parenthesis, so no search finds it, and no mail
    /// reaches .invalid (RFC 2606).
    /// </summary>
    private const string ErasedPrefix = "(efface)", ErasedDomain = "efface.invalid";

    private readonly List<ConsentEvent> consentEvents = [];
    private readonly List<Theme> themes = [];

    /// <param name="address">A valid address, stored as written for sending and normalised for searching.</param>
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

    /// <summary>The random identity in the tokens of its mails.</summary>
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
    /// SHA-256 of the token in the last confirmation mail. It stays after use, so that a second click shows an explanation. Unsubscribing
    /// clears it.
    /// </summary>
    public byte[]? ConfirmationHash { get; private set; }
    public DateTime? ConfirmationSentAt { get; private set; }

    /// <summary>The Cité whose news interests them most, or null.</summary>
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }

    /// <summary>The themes they chose; none means all.</summary>
    public IReadOnlyList<Theme> Themes => themes;
    public Frequency Frequency { get; private set; }

    /// <summary>The first day on which they receive mail again; null without a pause.</summary>
    public DateOnly? PausedUntil { get; private set; }

    /// <summary>When they last acted themselves, UTC. Opening a mail does not count (CNIL).</summary>
    public DateTime LastContactAt { get; private set; }

    /// <summary>When they were asked to renew their consent, UTC. Anything they do afterwards answers it.</summary>
    public DateTime? RenewalAskedAt { get; private set; }

    /// <summary>The import that added them, or null. No foreign key: the import's record is erased before they are.</summary>
    public int? ImportId { get; private set; }

    public IReadOnlyList<ConsentEvent> ConsentEvents => consentEvents;

    /// <summary>Whether the link of the last confirmation mail may still confirm.</summary>
    public bool MayConfirm(DateTime now) =>
        State is not SubscriberState.Confirmed && ConfirmationHash is not null && now - ConfirmationSentAt < ConfirmationLife;

    /// <summary>Whether another confirmation mail may be sent: one a day for each address, and none when confirmed.</summary>
    public bool MayAskToConfirm(DateTime now) =>
        State is not SubscriberState.Confirmed && (ConfirmationSentAt is null || now - ConfirmationSentAt >= TimeSpan.FromHours(24));

    /// <summary>
    /// Records the request and the token that confirms it. The state stays: anyone may type any address into the form, so only the
    /// confirmation changes anything.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="MayAskToConfirm"/> is false.</exception>
    public void AskToConfirm(byte[] confirmationHash, ConsentEvent request)
    {
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
        State = SubscriberState.Confirmed;
        ConfirmedAt = confirmation.At;
        EndedAt = null;

        // A returning subscriber does not want the rest of an earlier pause.
        PausedUntil = null;
        AddConsentEvent(confirmation);
    }

    /// <summary>Sets their preferences, which are no consent; a request keeps them too.</summary>
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

    /// <summary>Adds an action of theirs to the proofs.</summary>
    public void Record(ConsentEvent done) => AddConsentEvent(done);

    /// <param name="until">The first day on which they receive mail again.</param>
    public void Pause(DateOnly until, ConsentEvent pause)
    {
        PausedUntil = until;
        AddConsentEvent(pause);
    }

    public void EndPause(ConsentEvent resumption)
    {
        PausedUntil = null;
        AddConsentEvent(resumption);
    }

    /// <summary>Takes a consent that was given elsewhere. One that is too old has to be asked for again.</summary>
    /// <param name="given">The proof, at the time of the consent.</param>
    public void TakeOver(ConsentEvent given, DateTime now)
    {
        Confirm(given);
        State = given.At < now.AddYears(-ConsentYears) ? SubscriberState.Lapsed : SubscriberState.Confirmed;
    }

    /// <summary>Renews the consent. One that was too old counts from now on.</summary>
    public void Renew(ConsentEvent renewal)
    {
        if (State is SubscriberState.Lapsed)
        {
            (State, ConfirmedAt) = (SubscriberState.Confirmed, renewal.At);
        }

        AddConsentEvent(renewal);
    }

    /// <summary>Records that they were asked to renew their consent.</summary>
    public void AskRenewal(DateTime now) => RenewalAskedAt = now;

    /// <summary>
    /// Erases the personal data. The caller deletes the proofs and returned mails, and adds the key to the suppression list. The public
    /// identity stays, so that links in old mails still answer.
    /// </summary>
    public void Erase(DateTime now)
    {
        State = SubscriberState.Erased;
        EndedAt = now;
        Address = NormalisedAddress = $"{ErasedPrefix}{PublicId:n}@{ErasedDomain}";
        AddressKey = "";
        Language = "";
        (Organisation, CiteId, ConfirmedAt, PausedUntil, RenewalAskedAt, ImportId) = (null, null, null, null, null, null);
        (ConfirmationHash, ConfirmationSentAt, NewAddress, NewAddressHash, NewAddressAskedAt, AccessHash, AccessSentAt) = (
            null, null, null, null, null, null, null);
        Frequency = Frequency.EachIssue;
        themes.Clear();
    }

    /// <summary>Ends the subscription. Repeating it changes and records nothing.</summary>
    public void Unsubscribe(ConsentEvent withdrawal)
    {
        if (State is SubscriberState.Unsubscribed or SubscriberState.Erased)
        {
            return;
        }

        State = SubscriberState.Unsubscribed;
        EndedAt = withdrawal.At;
        ConfirmationHash = null;
        AddConsentEvent(withdrawal);
    }

    /// <summary>Stops mails because of a failure or complaint. Subscribers who left or never confirmed keep their state.</summary>
    public void Stop(SuppressionReason reason, DateTime now)
    {
        if (State is SubscriberState.Confirmed || (State is SubscriberState.Bounced && reason is SuppressionReason.Complaint))
        {
            State = reason is SuppressionReason.Complaint ? SubscriberState.Complained : SubscriberState.Bounced;
            EndedAt = now;
        }
    }

    /// <summary>Undoes a wrong stop: the earlier consent is valid again. Subscribers who left themselves are not reinstated.</summary>
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

    private void AddConsentEvent(ConsentEvent done)
    {
        LastContactAt = done.At;
        RenewalAskedAt = null;
        consentEvents.Add(done);
    }
}
