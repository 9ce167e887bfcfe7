using System.Text.RegularExpressions;
using MimeKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Recognises automatic replies: absences, acknowledgements, challenges. They have no effect.</summary>
internal static partial class AutomaticAnswer
{
    public static bool Is(ReturnedMessage message) =>
        IsOfPerson(message) || (message.Headers[HeaderId.AutoSubmitted] is { } auto
            && !auto.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the header says that no person wrote it to this address: automatic answers, lists, bounces (RFC 3834 2).</summary>
    public static bool IsMarked(HeaderList headers) =>
        (headers[HeaderId.AutoSubmitted] is { } auto && !auto.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || headers["Precedence"]?.Trim().ToLowerInvariant() is "bulk" or "junk" or "list" or "auto_reply"
        || headers[HeaderId.ReturnPath]?.Trim() is "<>"
        || Unmistakable().IsMatch(headers[HeaderId.Subject] ?? "")
        || ((string[])["List-Id", "X-Autoreply", "X-Autorespond", "X-Vacation"]).Any(headers.Contains);

    /// <summary>Whether the reply comes from a person's mailbox rather than from the server.</summary>
    public static bool IsOfPerson(ReturnedMessage message) =>
        message.Headers[HeaderId.AutoSubmitted]?.Contains("auto-replied", StringComparison.OrdinalIgnoreCase) == true
            && !message.Headers.Contains("X-Failed-Recipients") && !Failure().IsMatch(message.Subject)
        || message.Headers.Contains("X-Autoreply") || message.Headers.Contains("X-Autorespond") || message.Headers.Contains("X-Vacation")
        || message.Headers["Precedence"]?.Trim().Equals("auto_reply", StringComparison.OrdinalIgnoreCase) == true
        || Subject().IsMatch(message.Subject)
        || Challenge().IsMatch(message.Subject);

    /// <summary>Subjects that no person writes. « Absence » alone may be the title of news.</summary>
    [GeneratedRegex(@"^\W*(out of office|automatic reply|auto-?reply|autoreply|réponse automatique|message d['’]absence|accusé de réception|lu ?:|read ?:)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unmistakable();

    /// <summary>Matches failure reports: some servers mark them as replies.</summary>
    [GeneratedRegex(@"undeliver|returned mail|delivery (status|failure|failed)|failure notice|mail delivery|non remis|non délivré|échec",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Failure();

    [GeneratedRegex(@"^\W*(out of (the )?office|automatic reply|auto(matic)?[- ]?reply|autoreply|autosvar|automatische antwort|abwesenheit|risposta automatica|respuesta automática|réponse automatique|reponse automatique|absence|absent|absente|message d['’]absence|en congés?|congés|i am away|away from|vacation|on leave|accusé de réception|lu ?:|read ?:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"(confirm|valid|authentif|vérifi|verif)\w* (de )?(votre|your|the|cet|l['’])\s?(message|envoi|e-?mail|mail|adresse|address|delivery|expéditeur)|please confirm|mailinblack|action required to deliver|message en attente d['’]authentification|boxbe|spamarrest", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Challenge();
}
