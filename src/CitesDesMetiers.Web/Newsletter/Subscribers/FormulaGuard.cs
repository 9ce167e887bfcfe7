namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Keeps a spreadsheet from taking a text for a formula: an apostrophe stands before what begins like one (OWASP, CSV
/// injection). What begins with apostrophes before such a sign gets one more, so that taking one away always gives the text back.
/// </summary>
internal static class FormulaGuard
{
    /// <summary>The last four are the full-width forms, which some spreadsheets read as the others.</summary>
    private const string Signs = "=+-@\t\r＝＋－＠";

    public static string Neutralise(string text) => IsDangerous(text) ? "'" + text : text;

    /// <summary>The text as it was before.</summary>
    public static string Restore(string text) => text.StartsWith('\'') && IsDangerous(text) ? text[1..] : text;

    private static bool IsDangerous(string text) => text.AsSpan().TrimStart('\'') is { Length: > 0 } rest && Signs.Contains(rest[0], StringComparison.Ordinal);
}
