using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>What servers answer, for pages: they quote addresses, and those are nobody's business there.</summary>
internal static partial class Replies
{
    private const string Hidden = "(adresse masquée)";

    /// <param name="address">Whose delivery it was: some servers quote only what stands before the @.</param>
    public static string Mask(string reply, string address)
    {
        var masked = Address().Replace(reply, Hidden);
        var local = address[..address.LastIndexOf('@')];
        return local.Length < 3 ? masked : Regex.Replace(masked, $@"(?<!\w){Regex.Escape(local)}(?!\w)", Hidden, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex("""<?[^\s<>"',;:()\[\]]+@[^\s<>"',;:()\[\]]+>?""")]
    private static partial Regex Address();
}
