using System.Globalization;

namespace CitesDesMetiers.Core.French;

/// <summary>Whole numbers as French readers write them, whatever the current culture.</summary>
public static class FrenchNumbers
{
    private static readonly NumberFormatInfo Thousands = NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        NumberGroupSeparator = "\u202F",
        NumberDecimalDigits = 0,
    });

    private static readonly NumberFormatInfo Decimals = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberDecimalSeparator = "," });

    /// <summary>"12 345" with U+202F between thousands.</summary>
    public static string Format(long number) => number.ToString("N0", Thousands);

    /// <summary>The size of a file: "850 Ko", "1,2 Mo".</summary>
    public static string Size(long bytes) =>
        bytes < 1_000_000 ? $"{Math.Max(1, bytes / 1_000)}\u00A0Ko" : (bytes / 1_000_000m).ToString("0.#", Decimals) + "\u00A0Mo";

    /// <summary>"0 ligne", "1 ligne", "1 234 lignes": in French the plural begins with two.</summary>
    public static string Count(long number, string one, string many) => $"{Format(number)} {(number < 2 ? one : many)}";
}
