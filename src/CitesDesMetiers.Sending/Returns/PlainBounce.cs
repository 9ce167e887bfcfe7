using System.Text.RegularExpressions;
using CitesDesMetiers.Sending.Smtp;
using MimeKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// Reads failure reports written as plain text only (qmail, old Exim, appliances). They count when a mail server sends them and their
/// words describe a failure. The mark in the address they were sent to identifies the delivery.
/// </summary>
internal static partial class PlainBounce
{
    private const int Around = 1_500;

    /// <returns>Null when it is not such a report.</returns>
    public static ReadReturn? Read(ReturnedMessage message)
    {
        if (message.Feedback is not null || !IsFromServer(message) || AutomaticAnswer.IsOfPerson(message))
        {
            return null;
        }

        var text = UpToOriginal(message.Text);
        if (text.Length == 0 || Delay().IsMatch(message.Subject) || Delay().IsMatch(text))
        {
            return text.Length == 0 ? null : ReadReturn.Nothing;
        }

        var start = Failure().Match(text);
        if (!start.Success && !BounceRules.KnowsWords(text))
        {
            return null;
        }

        var from = start.Success ? start.Index : 0;
        return new ReadReturn(
            ReturnMeaning.Failure, Verdict: BounceRules.Of(null, Failed(text.Substring(from, Math.Min(Around, text.Length - from)))));
    }

    /// <summary>Adds 550 to a text without a code: the rules would take it for a delay.</summary>
    private static string Failed(string text) => AnyCode().IsMatch(text) ? text : "550 " + text;

    private static bool IsFromServer(ReturnedMessage message) =>
        message.Headers[HeaderId.ReturnPath]?.Trim() is "<>"
        || message.Headers.Contains("X-Failed-Recipients")
        || Server().IsMatch(message.Headers[HeaderId.From] ?? "");

    /// <summary>Cuts the text before the returned mail, whose words must not be taken for the server's.</summary>
    public static string UpToOriginal(string text) => Original().Match(text) is { Success: true } match ? text[..match.Index] : text;

    [GeneratedRegex(@"mailer[-_. ]?daemon|postmaster|mail delivery (sub)?system|\bmdaemon\b|no-?reply@|mail administrator",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Server();

    [GeneratedRegex(@"^-{2,}.{0,40}(copy of (the|this|your) message|original message|message d'origine|message original|below this line|returned message|message header).*$", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Original();

    [GeneratedRegex(@"permanent(ly)? (error|fail|fatal)|could not be delivered|couldn't be delivered|wasn't able to deliver|was not delivered|unable to deliver|delivery (has )?failed|delivery to the following|failed (permanently|recipient)|undeliver|n'a pas pu être (remis|délivré|distribué|livré)|n’a pas pu être (remis|délivré|distribué|livré)|impossible de (remettre|délivrer|livrer)|returned to sender|message (has been )?rejected", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Failure();

    [GeneratedRegex(@"delivery (status )?notification \(delay\)|delayed|warning: (message|could not send)|will (be retried|keep trying|continue to (try|attempt))|you do not need to resend|(nouvelle|autre)s? tentatives? (sera|seront)|remise (différée|retardée)|retardé", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Delay();

    [GeneratedRegex(@"(?<![\w.])[45]\d\d(?![\w.])|(?<![\w.])#?[45]\.\d{1,3}\.\d{1,3}")]
    private static partial Regex AnyCode();
}
