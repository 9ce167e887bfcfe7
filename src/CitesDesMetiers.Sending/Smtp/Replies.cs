using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>Prepares the answers of servers for pages, which must not show the addresses they quote.</summary>
internal static partial class Replies
{
    private const string Hidden = "(adresse masquée)";

    /// <param name="address">The recipient of the delivery: some servers quote only its local part.</param>
    public static string Mask(string reply, string address)
    {
        var masked = Address().Replace(reply, Hidden);
        var local = address[..address.LastIndexOf('@')];
        return local.Length < 3 ? masked
            : Regex.Replace(masked, $@"(?<!\w){Regex.Escape(local)}(?!\w)", Hidden, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex("""<?[^\s<>"',;:()\[\]]+@[^\s<>"',;:()\[\]]+>?""")]
    private static partial Regex Address();
}
