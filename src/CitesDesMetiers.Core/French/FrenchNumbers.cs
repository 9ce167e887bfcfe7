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

    /// <summary>"12 345" with U+202F between thousands.</summary>
    public static string Format(long number) => number.ToString("N0", Thousands);

    /// <summary>"0 ligne", "1 ligne", "1 234 lignes": in French the plural begins with two.</summary>
    public static string Count(long number, string one, string many) => $"{Format(number)} {(number < 2 ? one : many)}";
}
