using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Core.Values;

/// <summary>A colour of sRGB in the form <c>#0b4f6c</c>.</summary>
public sealed partial record Colour
{
    /// <summary>The contrast that text needs (WCAG 2.2, 1.4.3).</summary>
    public const double LeastContrast = 4.5;

    /// <summary>The darkest background behind coloured text: the agenda of a mail.</summary>
    public static readonly Colour Panel = Parse("#f5ede1");

    /// <summary>The lightest background behind it in dark colours.</summary>
    public static readonly Colour DarkPanel = Parse("#231f1b");

    private Colour(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="FormatException">It is not a number sign and six hexadecimal digits.</exception>
    public static Colour Parse(string text) => TryParse(text, out var colour) ? colour : throw new FormatException($"\"{text}\" is not a colour.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out Colour? colour)
    {
        colour = text is not null && Hexadecimal().IsMatch(text.Trim()) ? new Colour(text.Trim().ToLowerInvariant()) : null;
        return colour is not null;
    }

    /// <summary>The contrast ratio, 1 to 21 (WCAG 2.2).</summary>
    public double ContrastWith(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>Whether text in this colour can be read everywhere. White on it can be read then, too.</summary>
    public bool IsReadable => ContrastWith(Panel) >= LeastContrast;

    /// <summary>The same hue mixed with white until it can be read in dark colours.</summary>
    public Colour ForDark()
    {
        var colour = this;
        for (var white = 1; colour.ContrastWith(DarkPanel) < LeastContrast + 1; white++)
        {
            colour = Mixed(white / 20.0);
        }

        return colour;
    }

    public override string ToString() => Value;

    private double Luminance => (0.2126 * Linear(0)) + (0.7152 * Linear(1)) + (0.0722 * Linear(2));

    private Colour Mixed(double white) =>
        new("#" + string.Concat(Enumerable.Range(0, 3).Select(i =>
            ((int)Math.Round(Channel(i) + ((255 - Channel(i)) * white))).ToString("x2", CultureInfo.InvariantCulture))));

    private int Channel(int index) => int.Parse(Value.AsSpan(1 + (2 * index), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private double Linear(int index)
    {
        var share = Channel(index) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z")]
    private static partial Regex Hexadecimal();
}
