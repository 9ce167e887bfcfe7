using System.Globalization;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using MimeKit;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>The content common to all copies of one issue.</summary>
/// <param name="Html">The HTML body with the marks of <see cref="RecipientMarks"/>.</param>
/// <param name="Text">The plain-text body with the same marks.</param>
/// <param name="ContactAddress">The address to which readers may write, or null.</param>
/// <param name="Campaign">Short name of this sending in the Feedback-ID: letters, digits and hyphens.</param>
public sealed record NewsletterTemplate(
    string Subject, string Language, string Html, string Text, string? ContactAddress, string Campaign)
{
    /// <summary>The subject, with French typography when the mail is in French.</summary>
    public string Subject { get; init; } = Languages.IsFrench(Language) ? Typography.ForMail(Subject) : Subject;

    /// <param name="digest">The digest to send instead of the edition; null for the edition.</param>
    public static NewsletterTemplate Of(Edition edition, QuarterlyDigest? digest = null) =>
        digest is not null
            ? new(
                digest.Subject, "fr", digest.Html, digest.Text, edition.ReadContent().ContactAddress,
                string.Create(CultureInfo.InvariantCulture, $"recapitulatif-{digest.From:yyyy-MM}"))
            : new(
                edition.Subject, edition.Language, edition.MailHtml, edition.MailText, edition.ReadContent().ContactAddress,
                string.Create(CultureInfo.InvariantCulture, $"numero-{edition.Number}"));
}

/// <summary>The recipient of one copy.</summary>
/// <param name="MessageId">The Message-ID without angle brackets.</param>
/// <param name="Token">The token that ends this recipient's subscription, and nothing else.</param>
/// <param name="ManageToken">The token that opens the page of this recipient's subscription.</param>
/// <param name="ReturnAddress">The envelope sender of this copy; null for the From address.</param>
internal sealed record NewsletterRecipient(string Address, string MessageId, string Token, string ManageToken, string? ReturnAddress = null)
{
    public MailboxAddress EnvelopeFrom(MailboxAddress otherwise) => ReturnAddress is null ? otherwise : new MailboxAddress("", ReturnAddress);
}
