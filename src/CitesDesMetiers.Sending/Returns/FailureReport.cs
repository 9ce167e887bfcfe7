using System.Text.RegularExpressions;
using CitesDesMetiers.Sending.Smtp;
using MimeKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// Reads delivery status notifications (RFC 3464). Each of our mails has one recipient; when a report names several, one that failed
/// permanently decides.
/// </summary>
internal static partial class FailureReport
{
    /// <returns>Null when it is not such a report; <see cref="ReturnMeaning.Nothing"/> when it reports no failure.</returns>
    public static ReadReturn? Read(ReturnedMessage message)
    {
        List<HeaderList> recipients = [.. message.DeliveryStatus.Where(g => g["Action"] is not null)];
        if (recipients.Count == 0)
        {
            return null;
        }

        // Old Exim gives its reason in plain text only. "failed" may come with a comment, in capitals, or with a 4.x.x status after days.
        var verdicts = recipients.Where(g => g["Action"]!.Trim().StartsWith("failed", StringComparison.OrdinalIgnoreCase))
            .Select(g => BounceRules.Of(StatusOf(g["Status"]), DiagnosticOf(g) is { Length: > 0 } said ? said
                : PlainBounce.UpToOriginal(message.Text)))
            .ToList();
        return verdicts.Count == 0 ? ReadReturn.Nothing : new ReadReturn(ReturnMeaning.Failure, Verdict: verdicts.MinBy(v => v.Blame));
    }

    private static string? StatusOf(string? field) => Code().Match(field ?? "") is { Success: true } match ? match.Value : null;

    /// <summary>The diagnostic without its type: "smtp; 550 5.1.1 …" becomes "550 5.1.1 …".</summary>
    private static string DiagnosticOf(HeaderList group)
    {
        var field = group["Diagnostic-Code"] ?? group["X-Display-Diagnostic"] ?? "";
        var at = field.IndexOf(';', StringComparison.Ordinal);
        return at is >= 0 and < 20 ? field[(at + 1)..] : field;
    }

    [GeneratedRegex(@"[245]\.\d{1,3}\.\d{1,3}")]
    private static partial Regex Code();
}
