using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>Section <c>Mail:News</c>: the address to which Cités mail their news. It arrives in the mailbox of <c>Mail:Returns</c>.</summary>
/// <param name="AuthServer">
/// The name that the receiving server gives itself in Authentication-Results (RFC 8601 2.5). Without it no sender is verified.
/// </param>
public sealed record NewsAddress(string LocalPart, string Domain, string? AuthServer)
{
    /// <summary>Octets of a local part (RFC 5321 4.5.3.1.1).</summary>
    private const int LongestLocalPart = 64;

    private readonly Regex own = new(
        $@"(?<![^\s<,:;""']){Regex.Escape(LocalPart)}\+([a-z0-9][a-z0-9-]*)@{Regex.Escape(Domain)}(?![\w.-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The address of a Cité; null when it would be too long for a mail server.</summary>
    /// <param name="slug">Of the Cité.</param>
    public string? Of(string slug) => $"{LocalPart}+{slug}" is { Length: <= LongestLocalPart } local ? $"{local}@{Domain}" : null;

    /// <summary>The slug of the Cité in a header field; null if it holds no such address.</summary>
    public string? SlugIn(string field) => own.Match(field) is { Success: true } match ? match.Groups[1].Value.ToLowerInvariant() : null;

    /// <param name="settings">Section <c>Mail</c>.</param>
    internal static NewsAddress? Read(SettingsReader settings, ReturnMailbox? mailbox)
    {
        if (settings.Mailbox("News:Address")?.GetAddress(idnEncode: true) is not { } address)
        {
            return null;
        }

        if (mailbox is null)
        {
            settings.Refuse("News:Address", address, "it needs Mail:Returns, the mailbox in which its mails arrive");
        }

        var at = address.LastIndexOf('@');
        return new(address[..at], address[(at + 1)..], settings.Text("News:AuthServer"));
    }
}
