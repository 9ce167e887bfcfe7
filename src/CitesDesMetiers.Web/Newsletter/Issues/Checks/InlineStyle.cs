using System.Globalization;
using AngleSharp.Dom;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Reads inline styles as a mail program does. Several webmails ignore style sheets.</summary>
internal static class InlineStyle
{
    /// <summary>The value of the property in the element's own style, or null.</summary>
    public static string? Own(IElement element, string property) =>
        (element.GetAttribute("style") ?? "").Split(';')
            .Select(declaration => declaration.Split(':', 2))
            .Where(parts => parts.Length == 2 && parts[0].Trim().Equals(property, StringComparison.OrdinalIgnoreCase))
            .Select(parts => parts[1].Trim()).LastOrDefault();

    /// <summary>The value on the element or its nearest ancestor that sets the property.</summary>
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

    /// <summary>The background colour of the element, from its style or the bgcolor attribute.</summary>
    public static string? Background(IElement element)
    {
        for (var e = element; e is not null; e = e.ParentElement)
        {
            if ((Own(e, "background-color") ?? e.GetAttribute("bgcolor")) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The number of pixels: 14 for "14px"; null for any other unit.</summary>
    public static double? Pixels(string? value) =>
        value is not null && value.EndsWith("px", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(value.AsSpan(0, value.Length - 2), NumberStyles.Float, CultureInfo.InvariantCulture, out var pixels) ? pixels : null;

    /// <summary>The elements that contain text of their own.</summary>
    public static IEnumerable<IElement> Texts(IDocument page) =>
        page.Body!.Descendants<IText>().Where(text => !string.IsNullOrWhiteSpace(text.Data)).Select(text => text.ParentElement!)
            .Where(element => Inherited(element, "display") != "none").Distinct();

    /// <summary>The contrast ratio of two colours "#rrggbb" (WCAG 2.2, relative luminance); null for any other notation.</summary>
    public static double? Contrast(string? one, string? other)
    {
        if (Luminance(one) is not { } a || Luminance(other) is not { } b)
        {
            return null;
        }

        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double? Luminance(string? colour)
    {
        if (colour is not ['#', ..] || colour.Length != 7
            || !int.TryParse(colour.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb))
        {
            return null;
        }

        return (0.2126 * Channel(rgb >> 16)) + (0.7152 * Channel(rgb >> 8)) + (0.0722 * Channel(rgb));

        static double Channel(int bits)
        {
            var value = (bits & 0xFF) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }
}
