using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Web.Sending.Signing;
using MimeKit;
using MimeKit.Utils;

namespace CitesDesMetiers.Web.Sending.Copies;

/// <summary>
/// An issue's message, formatted once by MimeKit with marks where copies differ, and cut at the marks. A copy is the pieces with
/// its own values between them: what MimeKit would write for it, but for the order of its fields and soft line breaks around the
/// tokens, without formatting 80 KB anew (docs/decisions/0008-copies.md).
/// </summary>
public sealed partial class CopyTemplate
{
    /// <summary>As long as a token, so that what is folded around it stays folded; of letters that no encoding touches.</summary>
    private const string TokenMark = "x-jeton-de-l-abonne-x-jeton-de-l-abonne-xyz";
    private const string AddressMark = "x-adresse-de-l-abonne-x@x-domaine-de-l-abonne-x.example";
    private const string IdMark = "x-identifiant-du-message-x@x-domaine-du-message-x.example";
    private const string DateMark = "x-date-de-l-envoi-x";
    private const string SoftBreak = "=\r\n";

    private readonly string head;
    private readonly Piece[] body;
    private readonly Piece[] canonicalBody;
    private readonly CopySignature signature;
    private readonly MailboxAddress from;

    private CopyTemplate(string head, string body, MailboxAddress from, string? returnPath)
    {
        (this.head, this.body, canonicalBody, this.from) = (head, Cut(body), Cut(CopySignature.Body(body)), from);
        signature = new CopySignature(PreparedMessage.FirstField + ":" + head);
        ReturnPath = returnPath;
    }

    /// <summary>What envelope senders are made from (<see cref="Core.Sending.Dispatch.ReturnPath"/>).</summary>
    public string? ReturnPath { get; }

    public static CopyTemplate Of(NewsletterMessage messages, NewsletterTemplate template, string? returnPath = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var plain = messages.Create(template, new NewsletterRecipient(AddressMark, IdMark, TokenMark));
        var text = Format(plain.Mime);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2;
        return new CopyTemplate(Head(text[..end]), SplitToken.Replace(text[(end + 2)..], SoftBreak + TokenMark + SoftBreak), plain.EnvelopeFrom!, returnPath);
    }

    /// <param name="keys">Sign it; none leaves it unsigned.</param>
    public OutgoingMessage Create(NewsletterRecipient recipient, DateTimeOffset now, IReadOnlyList<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(keys);
        var to = new MailboxAddress("", recipient.Address);
        var (address, date) = (to.GetAddress(idnEncode: true), DateUtils.FormatDate(now));
        var token = Encoding.ASCII.GetBytes(recipient.Token);
        var fields = Values(head);
        if (keys.Count > 0)
        {
            var end = fields.IndexOf("\r\n", StringComparison.Ordinal) + 2;
            fields = fields.Insert(end, signature.Sign(keys, Values, Fill(canonicalBody, token), now));
        }

        return new OutgoingMessage(new PreparedMessage(Encoding.ASCII.GetBytes(fields), Fill(body, token)), recipient.EnvelopeFrom(from), to);

        string Values(string text) => text.Replace(TokenMark, recipient.Token, StringComparison.Ordinal).Replace(AddressMark, address, StringComparison.Ordinal)
            .Replace(IdMark, recipient.MessageId, StringComparison.Ordinal).Replace(DateMark, date, StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte>[] Fill(Piece[] pieces, byte[] token) =>
        Array.ConvertAll(pieces, p => (ReadOnlyMemory<byte>)(p.IsToken ? token : p.Bytes));

    /// <summary>The fields, Message-Id first and without its name, the date as a mark.</summary>
    private static string Head(string fields)
    {
        var all = Field().Matches(fields).Select(m => m.Value).ToList();
        var first = all.Single(f => f.StartsWith(PreparedMessage.FirstField + ":", StringComparison.OrdinalIgnoreCase));
        return first[(PreparedMessage.FirstField.Length + 1)..]
            + string.Concat(all.Where(f => f != first).Select(f => f.StartsWith("Date:", StringComparison.Ordinal) ? $"Date: {DateMark}\r\n" : f));
    }

    /// <summary>Bodies differ in the token alone.</summary>
    private static Piece[] Cut(string text) =>
        [.. text.Split(TokenMark).SelectMany((piece, i) => i == 0 ? [new Piece(Encoding.ASCII.GetBytes(piece))] : (Piece[])[new([], IsToken: true), new(Encoding.ASCII.GetBytes(piece))])];

    private static string Format(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);
        return Encoding.ASCII.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The mark wherever a soft line break of quoted-printable (RFC 2045 6.7) may have cut it.</summary>
    private static readonly Regex SplitToken = new(string.Join("(?:=\r\n)?", TokenMark.Select(c => Regex.Escape(c.ToString()))), RegexOptions.CultureInvariant);

    /// <summary>A header field with the lines that go on with it.</summary>
    [GeneratedRegex("[^\r]+\r\n(?:[ \t][^\r]*\r\n)*")]
    private static partial Regex Field();

    private sealed record Piece(byte[] Bytes, bool IsToken = false);
}
