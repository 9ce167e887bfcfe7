using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Web.Newsletter.Issues.Translations;

/// <summary>One passage of an issue beside its translation.</summary>
/// <param name="Source">The original.</param>
/// <param name="Text">The translation; empty while there is none.</param>
public sealed record TranslationLine(SourcePassage Source, string Text)
{
    public string Key => Source.Key;

    public bool IsTranslated => Text.Length > 0;

    /// <summary>Whether the translation is an automatic draft that nobody has read.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The original from which it was translated, if that has changed since; null otherwise.</summary>
    public string? Before { get; init; }

    /// <summary>Whether the original has it and the translation does not; a translation adds it.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether the original no longer has it.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Fingerprint of translation and original, by which a form says what it showed.</summary>
    public string Mark => $"{HashOf(Text)}-{HashOf(Source.Text)}";

    public bool ShowedThisText(string? mark) => mark?.Split('-')[0] == HashOf(Text);

    public bool ShowedThisOriginal(string? mark) => mark?.Split('-')[^1] == HashOf(Source.Text);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
