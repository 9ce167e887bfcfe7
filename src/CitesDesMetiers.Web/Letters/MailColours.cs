using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// Puts the colours of the network in place of the usual ones. All parts of a mail, its texts included, take their colours from
/// <see cref="MailStyle"/>, so replacing the finished text reaches each of them.
/// </summary>
internal static class MailColours
{
    public static string In(string html, NetworkLook? look) =>
        Replaced(
            Replaced(html, look?.LinkColour, MailStyle.Petrol, MailStyle.DarkPetrol), look?.DateColour, MailStyle.Ochre, MailStyle.DarkOchre);

    private static string Replaced(string html, string? own, string usual, string usualInDark) =>
        Colour.TryParse(own, out var colour)
            ? html.Replace(usual, colour.Value, StringComparison.Ordinal).Replace(usualInDark, colour.ForDark().Value, StringComparison.Ordinal)
            : html;
}
