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

/// <summary>A mail about one person's own doing, such as a request to confirm.</summary>
/// <param name="ReplyTo">Who reads an answer; null where <see cref="MailOptions.ReplyTo"/> alone decides.</param>
public sealed record TransactionalMail(string To, string Subject, string Html, string Text, string? ReplyTo = null);

/// <summary>Hands over such mails. They are saved with what caused them and leave within moments, or as soon as the relay is back.</summary>
public sealed class TransactionalMailer(
    IDataProtectionProvider protection, IOptions<MailOptions> options, DispatchSignal signal, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector(nameof(OutgoingMail));

    /// <summary>Adds it to what the context will save; after the save, call <see cref="Wake"/>.</summary>
    public void Enqueue(NewsletterContext db, EmailAddress to, string subject, string html, string text, MailOwner owner = default) =>
        Enqueue(db, new TransactionalMail(to.Value, subject, html, text), owner);

    /// <summary>The same, from the editors: answers go to them.</summary>
    public void EnqueueFromEditors(NewsletterContext db, EmailAddress to, string subject, RenderedMail mail, NewsletterSettings settings, MailOwner owner)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(settings);
        var editors = settings.ContactAddress is { Length: > 0 } contact ? contact : options.Value.From.Address;
        Enqueue(db, new TransactionalMail(to.Value, subject, mail.Html, mail.Text, editors), owner);
    }

    /// <summary>Whether it goes to this address; not known, and so no, where the keys it was encrypted with are gone.</summary>
    public bool IsFor(OutgoingMail stored, string address)
    {
        ArgumentNullException.ThrowIfNull(stored);
        try
        {
            return JsonSerializer.Deserialize<TransactionalMail>(protector.Unprotect(stored.Content))!.To.Equals(address, StringComparison.OrdinalIgnoreCase);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Sends at once instead of at the next look.</summary>
    public void Wake() => signal.Wake();

    /// <exception cref="CryptographicException">The keys are gone.</exception>
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
            protector.Protect(JsonSerializer.SerializeToUtf8Bytes(mail)), MimeUtils.GenerateMessageId(MailOptions.DomainOf(options.Value.TransactionalFrom)),
            clock.GetUtcNow().UtcDateTime, owner.UserId, owner.SubscriberId));

    /// <summary>Null without <see cref="MailOptions.ReturnPath"/>: nobody would read what came back to <see cref="MailOptions.TransactionalFrom"/>.</summary>
    private MailboxAddress? EnvelopeFrom(OutgoingMail stored, AddressKeys keys) =>
        options.Value.ReturnPath is { } path ? new MailboxAddress("", keys.PersonalReturnAddress(path, stored.Id)) : null;
}
