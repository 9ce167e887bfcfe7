using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Reads an address as people write it in tables: with a display name, "mailto:" or invisible spaces.</summary>
internal static class MailboxText
{
    private static readonly char[] Surrounding = [' ', '\t', '\r', '\n', '\u00A0', '\u202F', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', ';',
        ',', '"', '<', '>'];
    private static readonly char[] Between = [';', ',', ' ', '/', '|', '\n', '\t', '\u00A0'];

    public static (EmailAddress? Address, LineRefusal? Fault) Read(string text)
    {
        var trimmed = text.Trim(Surrounding);
        if (text.TrimEnd(Surrounding[..11]).EndsWith('>') && text.LastIndexOf('<') is >= 0 and var open)
        {
            trimmed = text[open..].Trim(Surrounding);
        }

        trimmed = trimmed.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? trimmed[7..].Trim(Surrounding) : trimmed;
        return EmailAddress.TryParse(trimmed, out var address, out var fault) ? (address, null)
            : fault is AddressFault.Missing ? (null, LineRefusal.NoAddress)
            : trimmed.Split(Between)
                .Count(part => EmailAddress.TryParse(part.Trim(Surrounding), out _, out _)) > 1 ? (null, LineRefusal.SeveralAddresses)
            : (null, LineRefusal.BadAddress);
    }
}
