namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Prevents spreadsheets from running a text as a formula, with an apostrophe before it (OWASP, CSV injection). A text that already
/// has apostrophes before such a sign gets one more, so that removing one always restores the text.
/// </summary>
internal static class FormulaGuard
{
    /// <summary>The last four are full-width forms, which some spreadsheets treat like the others.</summary>
    private const string Signs = "=+-@\t\r＝＋－＠";

    public static string Neutralise(string text) => IsDangerous(text) ? "'" + text : text;

    /// <summary>Returns the original text.</summary>
    public static string Restore(string text) => text.StartsWith('\'') && IsDangerous(text) ? text[1..] : text;

    private static bool IsDangerous(string text) =>
        text.AsSpan().TrimStart('\'') is { Length: > 0 } rest && Signs.Contains(rest[0], StringComparison.Ordinal);
}
