using System.Text.Json;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace CitesDesMetiers.Web.Sending;

/// <summary>A mail about one person's own doing, such as a request to confirm.</summary>
public sealed record TransactionalMail(string To, string Subject, string Html, string Text);

/// <summary>Hands over such mails. They are saved with what caused them and leave within moments, or as soon as the relay is back.</summary>
public sealed class TransactionalMailer(
    IDataProtectionProvider protection, IOptions<MailOptions> options, DispatchSignal signal, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector(nameof(OutgoingMail));

    /// <summary>Adds it to what the context will save; after the save, call <see cref="Wake"/>.</summary>
    public void Enqueue(NewsletterContext db, EmailAddress to, string subject, string html, string text)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new TransactionalMail(to.Value, subject, html, text));
        db.OutgoingMails.Add(new OutgoingMail(
            protector.Protect(content), MimeUtils.GenerateMessageId(MailOptions.DomainOf(options.Value.TransactionalFrom)), clock.GetUtcNow().UtcDateTime));
    }

    /// <summary>Whether it goes to this address; not known, and so no, where the keys it was encrypted with are gone.</summary>
    public bool IsFor(OutgoingMail stored, string address)
    {
        ArgumentNullException.ThrowIfNull(stored);
        try
        {
            return JsonSerializer.Deserialize<TransactionalMail>(protector.Unprotect(stored.Content))!.To.Equals(address, StringComparison.OrdinalIgnoreCase);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Sends at once instead of at the next look.</summary>
    public void Wake() => signal.Wake();

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys are gone.</exception>
    internal OutgoingMessage Open(OutgoingMail stored)
    {
        var mail = JsonSerializer.Deserialize<TransactionalMail>(protector.Unprotect(stored.Content))!;
        var to = new MailboxAddress("", mail.To);
        var message = new MimeMessage
        {
            Date = clock.GetUtcNow(),
            MessageId = stored.MessageId,
            Body = NewsletterMessage.Bodies(mail.Text, mail.Html),
        };
        message.Headers.Replace(MailSubject.Of(mail.Subject));
        message.From.Add(options.Value.TransactionalFrom);
        if (options.Value.ReplyTo is { } replyTo)
        {
            message.ReplyTo.Add(replyTo);
        }

        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Prepare(EncodingConstraint.SevenBit);
        return new OutgoingMessage(message, EnvelopeFrom: null, to);
    }
}
