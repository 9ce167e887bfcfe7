using System.Security.Cryptography;
using System.Text.Json;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace CitesDesMetiers.Sending.Personal;

/// <summary>A mail to one person about their own action, such as a request to confirm.</summary>
/// <param name="ReplyTo">The Reply-To address unless <see cref="MailOptions.ReplyTo"/> is set; null for none.</param>
internal sealed record TransactionalMail(string To, string Subject, string Html, string Text, string? ReplyTo = null);

/// <summary>
/// Queues transactional mails. They are saved with the change that caused them and are sent within moments, or once the relay is back.
/// </summary>
public sealed class TransactionalMailer(
    IDataProtectionProvider protection, IOptions<MailOptions> options, DispatchSignal signal, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector(nameof(OutgoingMail));

    /// <summary>Adds a mail to the context. Call <see cref="Wake"/> after the save.</summary>
    public void Enqueue(NewsletterContext db, EmailAddress to, string subject, string html, string text, MailOwner owner = default) =>
        Enqueue(db, new TransactionalMail(to.Value, subject, html, text), owner);

    /// <summary>Adds a mail from the editors to the context: answers go to them. Call <see cref="Wake"/> after the save.</summary>
    public void EnqueueFromEditors(
        NewsletterContext db, EmailAddress to, string subject, RenderedMail mail, NewsletterSettings settings, MailOwner owner)
    {
        var editors = settings.ContactAddress is { Length: > 0 } contact ? contact : options.Value.From.Address;
        Enqueue(db, new TransactionalMail(to.Value, subject, mail.Html, mail.Text, editors), owner);
    }

    /// <summary>Whether a stored mail goes to this address. False when the keys it was encrypted with are lost.</summary>
    public bool IsFor(OutgoingMail stored, string address)
    {
        try
        {
            return JsonSerializer.Deserialize<TransactionalMail>(protector.Unprotect(stored.Content))!.To.Equals(
                address, StringComparison.OrdinalIgnoreCase);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Wakes the worker, which otherwise finds the mail at its next poll.</summary>
    public void Wake() => signal.Wake();

    /// <summary>Decrypts a stored mail and builds its message.</summary>
    /// <exception cref="CryptographicException">The keys it was encrypted with are lost.</exception>
    internal OutgoingMessage Open(OutgoingMail stored, AddressKeys keys)
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
        if ((options.Value.ReplyTo ?? (mail.ReplyTo is { } editors ? new MailboxAddress("", editors) : null)) is { } replyTo)
        {
            message.ReplyTo.Add(replyTo);
        }

        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Prepare(EncodingConstraint.SevenBit);
        return new OutgoingMessage(message, EnvelopeFrom(stored, keys), to);
    }

    private void Enqueue(NewsletterContext db, TransactionalMail mail, MailOwner owner) =>
        db.OutgoingMails.Add(new OutgoingMail(
            protector.Protect(JsonSerializer.SerializeToUtf8Bytes(mail)),
            MimeUtils.GenerateMessageId(MailOptions.DomainOf(options.Value.TransactionalFrom)),
            clock.GetUtcNow().UtcDateTime, owner.UserId, owner.SubscriberId));

    /// <summary>The envelope sender; null without <see cref="MailOptions.ReturnPath"/>, since nobody would read the reports.</summary>
    private MailboxAddress? EnvelopeFrom(OutgoingMail stored, AddressKeys keys) =>
        options.Value.ReturnPath is { } path ? new MailboxAddress("", keys.PersonalReturnAddress(path, stored.Id)) : null;
}
