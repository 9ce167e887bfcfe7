using System.Text;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Sending.Smtp;
using MimeKit;
using MimeKit.Utils;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>
/// Writes copies one after the other into the same message, since a connection sends one at a time. A copy is valid until the next one
/// is written.
/// </summary>
internal sealed class CopyWriter(CopyTemplate template) : IDisposable
{
    private readonly PreparedMessage message = new(template.Body.Count);

    /// <inheritdoc cref="CopyTemplate.ReturnPath"/>
    public string? ReturnPath => template.ReturnPath;

    /// <param name="keys">The keys that sign the copy; with none it stays unsigned.</param>
    public OutgoingMessage Write(NewsletterRecipient recipient, DateTimeOffset now, IReadOnlyList<SigningKey> keys)
    {
        var to = new MailboxAddress("", recipient.Address);
        var values = new CopyValues(
            Encoding.ASCII.GetBytes(recipient.Token), Encoding.ASCII.GetBytes(recipient.ManageToken),
            Encoding.ASCII.GetBytes(to.GetAddress(idnEncode: true)),
            Encoding.ASCII.GetBytes(recipient.MessageId), Encoding.ASCII.GetBytes(DateUtils.FormatDate(now)));
        var signatures = keys.Count == 0 ? "" : template.Signature.Sign(keys, values, now);
        for (var i = 0; i < template.Body.Count; i++)
        {
            message.Parts[i] = template.Body[i, values];
        }

        message.SetHead(Head(values, signatures));
        return new OutgoingMessage(message, recipient.EnvelopeFrom(template.From), to);
    }

    public void Dispose() => message.Dispose();

    private byte[] Head(in CopyValues values, string signatures)
    {
        var head = new byte[template.First.Length(values) + signatures.Length + template.Others.Length(values)];
        var rest = template.First.CopyTo(head, values);
        Encoding.ASCII.GetBytes(signatures, rest);
        template.Others.CopyTo(rest[signatures.Length..], values);
        return head;
    }
}
