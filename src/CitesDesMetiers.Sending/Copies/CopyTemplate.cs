using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Smtp;
using MimeKit;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>
/// The message of an issue, formatted once by MimeKit with marks where copies differ, and split at the marks. A copy is the pieces with
/// its own values in between. It equals MimeKit's output except for field order and soft line breaks around the tokens, but saves
/// formatting 80 KB again (docs/decisions/0008-copies.md).
/// </summary>
internal sealed partial class CopyTemplate
{
    private const string SoftBreak = "=\r\n";

    private CopyTemplate(string head, string body, MailboxAddress from, string? returnPath)
    {
        var end = head.IndexOf("\r\n", StringComparison.Ordinal) + 2;
        First = new MarkedBytes(head[..end]);
        Others = new MarkedBytes(head[end..]);
        Body = new MarkedBytes(body);
        (From, ReturnPath) = (from, returnPath);
        Signature = new CopySignature(PreparedMessage.FirstField + ":" + head, body);
    }

    /// <summary>The first field without its name; the signatures follow it.</summary>
    internal MarkedBytes First { get; }
    internal MarkedBytes Others { get; }
    internal MarkedBytes Body { get; }
    internal MailboxAddress From { get; }

    /// <summary>The address from which envelope senders are derived (<see cref="Dispatch.ReturnPath"/>).</summary>
    internal string? ReturnPath { get; }
    internal CopySignature Signature { get; }

    public static CopyTemplate Of(NewsletterMessage messages, NewsletterTemplate template, string? returnPath = null)
    {
        var plain = messages.Create(
            template, new NewsletterRecipient(MarkedBytes.Address, MarkedBytes.MessageId, MarkedBytes.Token, MarkedBytes.ManageToken));
        var text = Format(plain.Mime);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2;
        return new CopyTemplate(Head(text[..end]),
            EncodeLeadingDots(JoinMark(JoinMark(text[(end + 2)..], MarkedBytes.Token), MarkedBytes.ManageToken)), plain.EnvelopeFrom!, returnPath);
    }

    /// <summary>Creates the writer of one connection, which writes one copy after the other.</summary>
    public CopyWriter Writer() => new(this);

    /// <summary>The header fields: Message-Id first and without its name, and the date as a mark.</summary>
    private static string Head(string fields)
    {
        var all = Field().Matches(fields).Select(m => m.Value).ToList();
        var first = all.Single(f => f.StartsWith(PreparedMessage.FirstField + ":", StringComparison.OrdinalIgnoreCase));
        return first[(PreparedMessage.FirstField.Length + 1)..]
            + string.Concat(all.Where(f => f != first)
                .Select(f => f.StartsWith("Date:", StringComparison.Ordinal) ? $"Date: {MarkedBytes.Date}\r\n" : f));
    }

    private static string Format(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);
        return Encoding.ASCII.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Joins a mark that soft line breaks of quoted-printable (RFC 2045 6.7) have split, on a line of its own.</summary>
    private static string JoinMark(string body, string mark) =>
        Regex.Replace(body, string.Join("(?:=\r\n)?", mark.Select(c => Regex.Escape(c.ToString()))), SoftBreak + mark + SoftBreak,
            RegexOptions.CultureInvariant);

    /// <summary>Encodes dots at line starts, as quoted-printable allows (RFC 2045 6.7), so that SMTP need not double them (RFC 5321 4.5.2).</summary>
    private static string EncodeLeadingDots(string body)
    {
        for (var before = ""; before != body;)
        {
            before = body;
            body = FirstDot().Replace(body, "=2E" + SoftBreak);
        }

        return body;
    }

    [GeneratedRegex("(?<=\n)\\.")]
    private static partial Regex FirstDot();

    /// <summary>A header field with its continuation lines.</summary>
    [GeneratedRegex("[^\r]+\r\n(?:[ \t][^\r]*\r\n)*")]
    private static partial Regex Field();
}
