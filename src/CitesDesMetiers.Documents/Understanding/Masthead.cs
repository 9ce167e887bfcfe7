using System.Globalization;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Number and month of an issue: "N° 56 • Octobre 2015", "juin-juillet 2018".</summary>
internal static partial class Masthead
{
    private static readonly string[] Months =
        ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];

    public static int? NumberIn(string text) =>
        Number().Match(text) is { Success: true } found
            ? int.Parse(found.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    /// <summary>The first day of the first month that has a year. A month behind a day is a date, not a month.</summary>
    public static DateOnly? MonthIn(string text)
    {
        foreach (var found in text.Split('\n').Append(text).SelectMany(l => Month().Matches(Folding.Fold(Dash().Replace(l, " | ")))))
        {
            var month = 1 + Array.IndexOf(Months, found.Groups["first"].Value);
            var year = int.Parse(found.Groups["year"].Value, NumberStyles.None, CultureInfo.InvariantCulture);
            var last = found.Groups["last"] is { Success: true } second ? 1 + Array.IndexOf(Months, second.Value) : month;
            return new DateOnly(last < month ? year - 1 : year, month, 1);
        }

        return null;
    }

    [GeneratedRegex(@"(?:\bn\s?[°ºo]|№|\bnum[ée]ro)\s*\.?\s*(?<n>\d{1,4})(?!\d)|infolettre\s+#?(?<n>\d{1,3})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    /// <summary>A dash between number and month: what stands before it is no day.</summary>
    [GeneratedRegex(@"\s[–—-]\s")]
    private static partial Regex Dash();

    private const string Name = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre";

    [GeneratedRegex(
        $@"(?<!\d |\d|1er )\b(?<first>{Name})(?:\s*(?:[ /&|]|et|a|au)\s*(?<last>{Name}))?\s+(?<year>(?:19|20)\d\d)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Month();
}
