using System.Globalization;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>Creates the copy of an issue for one recipient, with the header fields for unsubscription (RFC 2369, 2919, 8058).</summary>
public sealed class NewsletterMessage(IOptions<MailOptions> mail, IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <summary>The site's address in ASCII; an internationalised host name is in A-labels.</summary>
    private readonly string siteUrl = new UriBuilder(site.Value.PublicUri) { Host = site.Value.PublicUri.IdnHost }.Uri.AbsoluteUri.TrimEnd('/');

    private MailOptions Options => mail.Value;

    /// <summary>The address to which readers may write about this issue.</summary>
    internal MailboxAddress ContactOf(NewsletterTemplate template) =>
        Options.ReplyTo ?? (template.ContactAddress is { Length: > 0 } contact ? new MailboxAddress("", contact) : Options.From);

    internal OutgoingMessage Create(NewsletterTemplate template, NewsletterRecipient recipient)
    {
        var to = new MailboxAddress("", recipient.Address);
        var message = new MimeMessage
        {
            Date = clock.GetUtcNow(),
            MessageId = recipient.MessageId,
            Body = Bodies(template.Text, template.Html, recipient),
        };
        message.Headers.Replace(MailSubject.Of(template.Subject));
        message.From.Add(Options.From);
        message.To.Add(to);
        var contact = ContactOf(template);
        if (contact.Address != Options.From.Address)
        {
            message.ReplyTo.Add(contact);
        }

        AddListHeaders(message.Headers, template, recipient, contact);
        message.Prepare(EncodingConstraint.SevenBit);
        return new OutgoingMessage(message, recipient.EnvelopeFrom(Options.From), to);
    }

    /// <summary>Builds the body, text first: a mail program shows the last part it understands (RFC 2046 5.1.4).</summary>
    internal static MultipartAlternative Bodies(string text, string html, NewsletterRecipient? recipient = null) =>
        [Part(TextFormat.Plain, text, recipient), Part(TextFormat.Html, html, recipient)];

    private static TextPart Part(TextFormat format, string text, NewsletterRecipient? recipient)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText("utf-8", recipient is null
            ? text
            : text.Replace(RecipientMarks.Token, recipient.Token, StringComparison.Ordinal)
                .Replace(RecipientMarks.ManageToken, recipient.ManageToken, StringComparison.Ordinal));
        return part;
    }

    private void AddListHeaders(HeaderList headers, NewsletterTemplate template, NewsletterRecipient recipient, MailboxAddress contact)
    {
        headers.Add(HeaderId.ListId, $"{ListName()}<{Options.ListId}>");
        headers.Add(
            HeaderId.ListUnsubscribe,
            $"<{siteUrl}{SubscriptionAddresses.LeavingRoot}{recipient.Token}>, "
                + $"<{Mailto(Options.UnsubscribeMailto)}?subject=desinscription%20{recipient.Token}>");
        headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        headers.Add(HeaderId.ListHelp, $"<{siteUrl}{SubscriptionAddresses.Leaving}>");
        headers.Add(HeaderId.ListOwner, $"<{Mailto(contact.GetAddress(idnEncode: true))}>");
        headers.Add(HeaderId.ListArchive, $"<{siteUrl}{SiteAddresses.Archive}>");
        headers.Add(HeaderId.ListPost, "NO");
        headers.Add(HeaderId.Precedence, "list");
        headers.Add("Feedback-ID", $"{template.Campaign}:{template.Language}:infolettre:{Sender()}");
    }

    /// <summary>Builds a mailto link (RFC 6068), in which some characters of an address must be escaped.</summary>
    private static string Mailto(string address) =>
        $"mailto:{Uri.EscapeDataString(address[..address.LastIndexOf('@')])}{address[address.LastIndexOf('@')..]}";

    /// <summary>The sender part of the Feedback-ID. It stays the same for all issues, since receivers sum their figures by it.</summary>
    private string Sender() => Options.MessageIdDomain.Replace('.', '-') is var name && name.Length > 24 ? name[..24] : name;

    /// <summary>The List-Id name as a quoted phrase in ASCII, since not every filter decodes it.</summary>
    private string ListName() =>
        string.Concat((Options.From.Name ?? "").Normalize(System.Text.NormalizationForm.FormD)
            .Where(c => char.IsAsciiLetterOrDigit(c) || (c == ' ' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator))
                .Take(40)) is { Length: > 0 } name
            ? name + " "
            : "";
}
