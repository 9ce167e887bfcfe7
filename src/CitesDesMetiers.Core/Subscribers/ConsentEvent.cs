namespace CitesDesMetiers.Core.Subscribers;

public enum ConsentKind
{
    /// <summary>The form was sent.</summary>
    Requested,

    /// <summary>The button of the confirmation page was pressed, or a dated proof was imported.</summary>
    Confirmed,
    Withdrawn,

    /// <summary>Language, Cité, themes or frequency.</summary>
    PreferencesChanged,

    /// <summary>The new address was confirmed by a mail to it.</summary>
    AddressChanged,
    Paused,
    Resumed,

    /// <summary>Asked after a long silence, they want to go on.</summary>
    Renewed,
}

public enum ConsentSource
{
    Form,
    ConfirmationPage,
    OneClick,
    UnsubscribePage,

    /// <summary>The mail that a program sends for its user (RFC 2369 3.2).</summary>
    UnsubscribeMail,

    /// <summary>The pages under <c>/abonnement/</c>.</summary>
    SubscriptionPage,
    Import,
    Demonstration,
}

/// <summary>
/// A proof of what was agreed to or withdrawn (RGPD 7.1): when, how, and under which words. Append-only: the context
/// refuses to save a changed or removed one.
/// </summary>
/// <param name="at">UTC.</param>
/// <param name="address">As it was typed at that moment.</param>
/// <param name="wording">The exact text shown beside the button.</param>
/// <param name="formVersion">Version of the form that showed it.</param>
/// <param name="policyVersion">Version of the privacy policy in force.</param>
/// <param name="detail">What changed, in French, or the reason given for leaving; cut at <see cref="DetailLength"/>.</param>
public class ConsentEvent(
    ConsentKind kind, ConsentSource source, DateTime at, string address, string language, string wording, string formVersion, string policyVersion, string? detail = null)
{
    public const int DetailLength = 500;

    public int Id { get; private set; }
    public int SubscriberId { get; private set; }
    public ConsentKind Kind { get; private set; } = kind;
    public ConsentSource Source { get; private set; } = source;
    public DateTime At { get; private set; } = at;
    public string Address { get; private set; } = address;
    public string Language { get; private set; } = language;
    public string Wording { get; private set; } = wording;
    public string FormVersion { get; private set; } = formVersion;
    public string PolicyVersion { get; private set; } = policyVersion;
    public string? Detail { get; private set; } = detail is { Length: > DetailLength } ? detail[..DetailLength] : detail;
}
