using System.Text;
using System.Text.RegularExpressions;
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

    private readonly Piece[] head;
    private readonly Piece[] body;
    private readonly MailboxAddress from;

    private CopyTemplate(Piece[] head, Piece[] body, MailboxAddress from) => (this.head, this.body, this.from) = (head, body, from);

    public static CopyTemplate Of(NewsletterMessage messages, NewsletterTemplate template)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var plain = messages.Create(template, new NewsletterRecipient(AddressMark, IdMark, TokenMark));
        var text = Format(plain.Mime);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2;
        return new CopyTemplate(Cut(Head(text[..end])), Cut(SplitToken.Replace(text[(end + 2)..], SoftBreak + TokenMark + SoftBreak)), plain.EnvelopeFrom!);
    }

    public OutgoingMessage Create(NewsletterRecipient recipient, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var to = new MailboxAddress("", recipient.Address);
        Dictionary<string, byte[]> values = new()
        {
            [TokenMark] = Encoding.ASCII.GetBytes(recipient.Token),
            [AddressMark] = Encoding.ASCII.GetBytes(to.GetAddress(idnEncode: true)),
            [IdMark] = Encoding.ASCII.GetBytes(recipient.MessageId),
            [DateMark] = Encoding.ASCII.GetBytes(DateUtils.FormatDate(now)),
        };
        return new OutgoingMessage(new PreparedMessage(Join(Fill(head, values)), Fill(body, values)), from, to);
    }

    private static ReadOnlyMemory<byte>[] Fill(Piece[] pieces, Dictionary<string, byte[]> values) =>
        Array.ConvertAll(pieces, p => (ReadOnlyMemory<byte>)(p.Mark is null ? p.Bytes : values[p.Mark]));

    private static byte[] Join(ReadOnlyMemory<byte>[] parts)
    {
        var joined = new byte[parts.Sum(p => p.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined.AsMemory(at));
            at += part.Length;
        }

        return joined;
    }

    /// <summary>The fields, Message-Id first and without its name, the date as a mark.</summary>
    private static string Head(string fields)
    {
        var all = Field().Matches(fields).Select(m => m.Value).ToList();
        var first = all.Single(f => f.StartsWith(PreparedMessage.FirstField + ":", StringComparison.OrdinalIgnoreCase));
        return first[(PreparedMessage.FirstField.Length + 1)..]
            + string.Concat(all.Where(f => f != first).Select(f => f.StartsWith("Date:", StringComparison.Ordinal) ? $"Date: {DateMark}\r\n" : f));
    }

    private static Piece[] Cut(string text)
    {
        List<Piece> pieces = [];
        var at = 0;
        foreach (var mark in Marks().Matches(text).Cast<Match>())
        {
            pieces.Add(new(Encoding.ASCII.GetBytes(text[at..mark.Index]), null));
            pieces.Add(new([], mark.Value));
            at = mark.Index + mark.Length;
        }

        return [.. pieces, new(Encoding.ASCII.GetBytes(text[at..]), null)];
    }

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

    [GeneratedRegex(TokenMark + "|" + AddressMark + "|" + IdMark + "|" + DateMark)]
    private static partial Regex Marks();

    /// <param name="Mark">What stands there instead of bytes, or null.</param>
    private sealed record Piece(byte[] Bytes, string? Mark);
}
