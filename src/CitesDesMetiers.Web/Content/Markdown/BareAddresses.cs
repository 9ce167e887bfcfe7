using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Turns mail addresses in a text into links, except in code and in links.</summary>
internal static partial class BareAddresses
{
    public static void Link(IElement root)
    {
        foreach (var text in root.Descendants<IText>().Where(text =>
            text.Data.Contains('@') && text.ParentElement!.Closest("a,code,pre") is null).ToList())
        {
            Link(text);
        }
    }

    /// <summary>Splits a plain text into words and addresses, in their order.</summary>
    public static IEnumerable<(string Text, bool IsAddress)> PiecesOf(string text)
    {
        var position = 0;
        foreach (var match in Address().Matches(text).Where(match => EmailAddress.TryParse(match.Value, out _, out _)))
        {
            if (match.Index > position)
            {
                yield return (text[position..match.Index], false);
            }

            yield return (match.Value, true);
            position = match.Index + match.Length;
        }

        if (position < text.Length)
        {
            yield return (text[position..], false);
        }
    }

    private static void Link(IText text)
    {
        var pieces = PiecesOf(text.Data).ToList();
        if (pieces.TrueForAll(piece => !piece.IsAddress))
        {
            return;
        }

        var document = text.Owner!;
        text.Replace([.. pieces.Select(piece => piece.IsAddress ? LinkTo(document, piece.Text) : document.CreateTextNode(piece.Text))]);
    }

    private static INode LinkTo(IDocument document, string address)
    {
        var link = document.CreateElement("a");
        link.SetAttribute("href", MailTo(address));
        link.TextContent = address;
        return link;
    }

    /// <summary>
    /// The mailto link of an address. Characters reserved in URLs are escaped; the domain is in A-labels, which more mail programs know
    /// (RFC 6068, 2).
    /// </summary>
    public static string MailTo(string address) =>
        "mailto:" + Uri.EscapeDataString(EmailAddress.TryParse(address, out var known, out _) ? known.Value : address)
            .Replace("%40", "@", StringComparison.Ordinal);

    // An apostrophe before an address is French elision ("d’info@x.fr"). One inside a name (o'brien@x.fr) is not matched.
    [GeneratedRegex(
        @"(?:(?<![\p{L}\p{N}._%+'’@/:-])|(?<=\b(?:[dlcjmnst]|qu)['’]))[\p{L}\p{N}_%+-]"
        + @"(?>[\p{L}\p{N}._%+-]{0,63})@[\p{L}\p{N}](?>[\p{L}\p{N}-]{0,62})(?:\.(?>[\p{L}\p{N}-]{1,63})){1,8}(?<!-)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
