using System.Text;
using CitesDesMetiers.Sending.Settings;
using MimeKit;
using MimeKit.Cryptography;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// Reads what the receiving server found out about the sender (Authentication-Results, RFC 8601). Anybody may write such a field: only those
/// with the server's own name count, and only the uppermost ones, above the servers that the mail passed before.
/// </summary>
internal static class SenderCheck
{
    /// <param name="server">The name of the receiving server; null verifies nobody.</param>
    public static bool IsVerified(MimeMessage message, string? server)
    {
        if (server is null || message.From.Count != 1 || message.From[0] is not MailboxAddress from)
        {
            return false;
        }

        var domain = MailOptions.DomainOf(from);
        return ResultsOf(message, server).SelectMany(r => r.Results).Any(r => Confirms(r, domain));
    }

    private static IEnumerable<AuthenticationResults> ResultsOf(MimeMessage message, string server)
    {
        var isFound = false;
        foreach (var header in message.Headers)
        {
            if (header.Id is HeaderId.Received && isFound)
            {
                yield break;
            }

            if (header.Id is HeaderId.AuthenticationResults
                && AuthenticationResults.TryParse(Encoding.UTF8.GetBytes(header.Value), out var results)
                && server.Equals(results.AuthenticationServiceIdentifier, StringComparison.OrdinalIgnoreCase))
            {
                isFound = true;
                yield return results;
            }
        }
    }

    /// <summary>Whether the result is a pass for the domain in From: DMARC, or DKIM or SPF of that domain.</summary>
    private static bool Confirms(AuthenticationMethodResult result, string domain) =>
        result.Result.Equals("pass", StringComparison.OrdinalIgnoreCase) && result.Properties.Any(p =>
            (result.Method.ToLowerInvariant(), p.PropertyType.ToLowerInvariant(), p.Property.ToLowerInvariant()) switch
            {
                ("dmarc", "header", "from") => DomainIn(p.Value).Equals(domain, StringComparison.OrdinalIgnoreCase),
                ("dkim", "header", "d" or "i") or ("spf", "smtp", "mailfrom") => IsAligned(DomainIn(p.Value), domain),
                _ => false,
            });

    private static string DomainIn(string value) => value.Trim().Trim('<', '>').Split('@')[^1];

    /// <summary>Whether one is the other or lies below it, as DMARC's relaxed alignment.</summary>
    private static bool IsAligned(string signed, string domain) =>
        signed.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || domain.EndsWith("." + signed, StringComparison.OrdinalIgnoreCase) && signed.Contains('.', StringComparison.Ordinal)
            || signed.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
