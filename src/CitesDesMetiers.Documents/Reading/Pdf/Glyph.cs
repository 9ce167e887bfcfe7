using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;

namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>One letter of a page, with the origin at the top left corner.</summary>
/// <param name="Base">Distance of the base line from the top of the page.</param>
internal sealed partial record Glyph(string Text, double Left, double Right, double Base, TextStyle Style)
{
    public bool IsSpace => string.IsNullOrWhiteSpace(Text);

    public static Glyph Of(Letter letter, double pageHeight)
    {
        var font = Subset().Replace(letter.FontName ?? "", "");
        var size = Math.Abs(letter.PointSize) is > 0.5 and var points ? points : Math.Max(1, letter.BoundingBox.Height);
        return new Glyph(
            TextOf(letter.Value), Math.Min(letter.StartBaseLine.X, letter.BoundingBox.Left), Math.Max(letter.EndBaseLine.X, letter.BoundingBox.Right),
            pageHeight - letter.StartBaseLine.Y,
            new TextStyle(font, Math.Round(size, 1), Bold().IsMatch(font), Italic().IsMatch(font), ColourOf(letter)));
    }

    /// <summary>Ligatures as their letters; no-break spaces stay.</summary>
    private static string TextOf(string? value) =>
        value is null ? "" : value is "\u00A0" or "\u202F" ? value : Pictogram().IsMatch(value) ? "•" : value.Normalize(NormalizationForm.FormKC);

    private static string? ColourOf(Letter letter)
    {
        var (r, g, b) = letter.Color?.ToRGBValues() ?? (0, 0, 0);
        return r < 0.2 && g < 0.2 && b < 0.2 ? null
            : string.Create(CultureInfo.InvariantCulture, $"#{Part((double)r):x2}{Part((double)g):x2}{Part((double)b):x2}");
    }

    private static int Part(double share) => (int)Math.Round(Math.Clamp(share, 0, 1) * 255);

    [GeneratedRegex("^[A-Z]{6}\\+")]
    private static partial Regex Subset();

    [GeneratedRegex("bold|black|heavy|demi|[-,]bd", RegexOptions.IgnoreCase)]
    private static partial Regex Bold();

    [GeneratedRegex("italic|oblique|kursiv|[-,]it$", RegexOptions.IgnoreCase)]
    private static partial Regex Italic();

    /// <summary>The bullets of Symbol and Wingdings.</summary>
    [GeneratedRegex("^[\uF0A7\uF0B7\uF0D8\uF0FC\uF076]$")]
    private static partial Regex Pictogram();
}
