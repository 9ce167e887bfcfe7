namespace CitesDesMetiers.Core.Subscribers;

public enum ConsentKind
{
    /// <summary>The subscription form was submitted.</summary>
    Requested,

    /// <summary>The confirmation button was pressed, or a dated proof was imported.</summary>
    Confirmed,
    Withdrawn,

    /// <summary>Language, Cité, themes or frequency changed.</summary>
    PreferencesChanged,

    /// <summary>A new address was confirmed by a mail to it.</summary>
    AddressChanged,
    Paused,
    Resumed,

    /// <summary>They renewed their consent when asked after a long silence.</summary>
    Renewed,
}

public enum ConsentSource
{
    Form,
    ConfirmationPage,
    OneClick,
    UnsubscribePage,

    /// <summary>The mail that a mail program sends for its user (RFC 2369 3.2).</summary>
    UnsubscribeMail,

    /// <summary>The pages under <c>/abonnement/</c>.</summary>
    SubscriptionPage,
    Import,

    /// <summary>An administrator recorded a consent given on paper or in person.</summary>
    Desk,
    Demonstration,

    /// <summary>A departure that a restored backup did not know.</summary>
    Journal,
}

/// <summary>
/// A proof of consent or its withdrawal (RGPD 7.1): when, how, and the wording shown. Append-only: the context refuses to save a changed
/// or deleted one.
/// </summary>
/// <param name="at">UTC.</param>
/// <param name="address">The address as typed.</param>
/// <param name="wording">The exact text shown beside the button.</param>
/// <param name="formVersion">Version of the form.</param>
/// <param name="policyVersion">Version of the privacy policy in force.</param>
/// <param name="detail">The change, or the reason for leaving, in French; cut at <see cref="DetailLength"/>.</param>
public class ConsentEvent(
    ConsentKind kind, ConsentSource source, DateTime at, string address, string language, string wording, string formVersion, string policyVersion,
    string? detail = null)
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
