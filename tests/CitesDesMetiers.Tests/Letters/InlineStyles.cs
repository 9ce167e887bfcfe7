using System.Globalization;
using AngleSharp.Dom;

namespace CitesDesMetiers.Tests.Letters;

/// <summary>What a mail program makes of inline styles alone.</summary>
internal static class InlineStyles
{
    /// <summary>The elements that show a text of their own.</summary>
    public static IEnumerable<IElement> Texts(IDocument page) => page.Body!.Descendants<IText>()
        .Where(text => text.Data.Trim(' ', '\n', '\t').Length > 0)
        .Select(text => text.ParentElement!)
        .Where(element => !(Inherited(element, "display") ?? "").StartsWith("none", StringComparison.Ordinal))
        .Distinct();

    /// <summary>Value of the nearest element that has the property.</summary>
    public static string? Inherited(IElement element, string property)
    {
        for (var e = element; e is not null; e = e.ParentElement)
        {
            if (Own(e, property) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public static string? Own(IElement element, string property) =>
        (element.GetAttribute("style") ?? "").Split(';')
            .Select(declaration => declaration.Split(':', 2))
            .Where(parts => parts.Length == 2 && parts[0].Trim() == property)
            .Select(parts => parts[1].Trim())
            .LastOrDefault();

    /// <summary>Ratio between two colours "#rrggbb" (WCAG 2.2, relative luminance).</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));

        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }
}
