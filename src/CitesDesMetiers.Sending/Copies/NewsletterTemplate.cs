using System.Globalization;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using MimeKit;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>What all copies of one issue have in common.</summary>
/// <param name="Html">With the marks of <see cref="RecipientMarks"/>.</param>
/// <param name="Text">With the same marks.</param>
/// <param name="ContactAddress">Where readers may write to, or null.</param>
/// <param name="Campaign">Short name of this sending in the Feedback-ID: letters, digits and hyphens.</param>
public sealed record NewsletterTemplate(
    string Subject, string Language, string Html, string Text, string? ContactAddress, string Campaign)
{
    /// <summary>With French typography where the mail is in French.</summary>
    public string Subject { get; init; } = Languages.IsFrench(Language) ? Typography.ForMail(Subject) : Subject;

    /// <param name="digest">Goes out instead of the edition.</param>
    public static NewsletterTemplate Of(Edition edition, QuarterlyDigest? digest = null)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return digest is not null
            ? new(
                digest.Subject, "fr", digest.Html, digest.Text, edition.ReadContent().ContactAddress,
                string.Create(CultureInfo.InvariantCulture, $"recapitulatif-{digest.From:yyyy-MM}"))
            : new(
                edition.Subject, edition.Language, edition.MailHtml, edition.MailText, edition.ReadContent().ContactAddress,
                string.Create(CultureInfo.InvariantCulture, $"numero-{edition.Number}"));
    }
}

/// <param name="MessageId">Without angle brackets.</param>
/// <param name="Token">Ends this recipient's subscription, nothing else.</param>
/// <param name="ManageToken">Opens the page of this recipient's subscription.</param>
/// <param name="ReturnAddress">Envelope sender of this copy; null for that of all mails.</param>
public sealed record NewsletterRecipient(string Address, string MessageId, string Token, string ManageToken, string? ReturnAddress = null)
{
    public MailboxAddress EnvelopeFrom(MailboxAddress otherwise) => ReturnAddress is null ? otherwise : new MailboxAddress("", ReturnAddress);
}
