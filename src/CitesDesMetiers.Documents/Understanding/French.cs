using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Tells French texts from those in other languages by their commonest words.</summary>
internal static partial class French
{
    /// <summary>Short texts count as French.</summary>
    private const int Least = 6;

    public static bool Is(string text) =>
        Common().Count(text) is var french && Foreign().Count(text) is var foreign && (french + foreign < Least || french >= foreign);

    [GeneratedRegex(@"\b(?:le|les|des|du|et|est|une|dans|pour|qui|sur|avec|aux|ce|elle|nous|vous)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Common();

    [GeneratedRegex(@"\b(?:il|di|che|per|della|dei|gli|una|con|non|o|os|as|do|da|em|para|uma|não|que|el|los|las|por|y|the|of|and|to|in|is|der|die|und)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Foreign();
}
