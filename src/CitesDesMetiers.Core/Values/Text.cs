namespace CitesDesMetiers.Core.Values;

/// <summary>The rules for stored texts. Entities enforce them; forms check the same rules first and answer in French.</summary>
public static class Text
{
    /// <summary>
    /// Whether the text has a character that is forbidden in a line: CR, LF, NUL, other controls, and invisible characters that reorder or
    /// hide text (Unicode bidirectional overrides and isolates).
    /// </summary>
    public static bool HasForbiddenCharacter(string text, bool multiline = false)
    {
        return text.Any(c => c switch
        {
            '\n' or '\r' or '\t' => !multiline,
            >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => true,
            _ => char.IsControl(c),
        });
    }

    /// <summary>A required single line, trimmed.</summary>
    /// <exception cref="ArgumentException">Empty, over <paramref name="max"/> characters, or with a control character.</exception>
    public static string Line(string? value, int max, string name) =>
        OptionalLine(value, max, name) ?? throw new ArgumentException("A text is required.", name);

    /// <summary>A single line, trimmed; null when blank.</summary>
    /// <inheritdoc cref="Line" path="/exception"/>
    public static string? OptionalLine(string? value, int max, string name) => Check(value, max, name, multiline: false);

    /// <summary>Paragraphs, trimmed, with line feeds only; null when blank.</summary>
    /// <inheritdoc cref="Line" path="/exception"/>
    public static string? Paragraphs(string? value, int max, string name) =>
        Check(value?.ReplaceLineEndings("\n"), max, name, multiline: true);

    private static string? Check(string? value, int max, string name, bool multiline)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length > max)
        {
            throw new ArgumentException($"At most {max} characters.", name);
        }

        return HasForbiddenCharacter(text, multiline) ? throw new ArgumentException("A control character is not allowed.", name) : text;
    }
}
