using System.Text.RegularExpressions;
using CitesDesMetiers.Sending.Smtp;
using MimeKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Reads delivery status notifications (RFC 3464). Each of our mails has one recipient; where a report names several, one that failed for good decides.</summary>
internal static partial class FailureReport
{
    /// <returns>Null where it is no such report; without a failure in it, that it asks for nothing.</returns>
    public static ReadReturn? Read(ReturnedMessage message)
    {
        List<HeaderList> recipients = [.. message.DeliveryStatus.Where(g => g["Action"] is not null)];
        if (recipients.Count == 0)
        {
            return null;
        }

        // Old Exim gives a reason in words for people only. "failed" may stand with a comment, in capitals, or with a status of 4.x.x: given up after days of trying.
        var verdicts = recipients.Where(g => g["Action"]!.Trim().StartsWith("failed", StringComparison.OrdinalIgnoreCase))
            .Select(g => BounceRules.Of(StatusOf(g["Status"]), DiagnosticOf(g) is { Length: > 0 } said ? said : PlainBounce.UpToOriginal(message.Text)))
            .ToList();
        return verdicts.Count == 0 ? ReadReturn.Nothing : new ReadReturn(ReturnMeaning.Failure, Verdict: verdicts.MinBy(v => v.Blame));
    }

    private static string? StatusOf(string? field) => Code().Match(field ?? "") is { Success: true } match ? match.Value : null;

    /// <summary>"smtp; 550 5.1.1 …": the type before the semicolon says nothing.</summary>
    private static string DiagnosticOf(HeaderList group)
    {
        var field = group["Diagnostic-Code"] ?? group["X-Display-Diagnostic"] ?? "";
        var at = field.IndexOf(';', StringComparison.Ordinal);
        return at is >= 0 and < 20 ? field[(at + 1)..] : field;
    }

    [GeneratedRegex(@"[245]\.\d{1,3}\.\d{1,3}")]
    private static partial Regex Code();
}
