using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// What is known of one text of a translated issue: the original from which it was translated and, for texts of things that both issues
/// share, the translation itself. The other translations stand in the issue and its sections.
/// </summary>
public class TranslatedPassage : IVersioned
{
    public const int KeyLength = 60;

    internal TranslatedPassage(string key, string original)
    {
        Key = key;
        Original = original;
    }

    public Guid Version { get; private set; }
    public int IssueId { get; private set; }

    /// <summary>See <see cref="PassageKeys"/>.</summary>
    public string Key { get; private set; }

    /// <summary>The original when it was copied, or when somebody last confirmed the translation.</summary>
    public string Original { get; private set; }

    /// <summary>The translation; null while there is none, and when the issue or a section holds it.</summary>
    public string? Text { get; private set; }

    /// <summary>Whether somebody gave a translation, even one with the words of the original.</summary>
    public bool IsTranslated { get; private set; }

    /// <summary>SHA-256 of an automatic draft that nobody has read yet. A changed text no longer has this hash.</summary>
    public string? DraftHash { get; private set; }

    /// <param name="text">The translation; null when the issue or a section holds it.</param>
    /// <param name="draft">The automatic draft; null for the words of a person.</param>
    public void Translate(string original, string? text, string? draft)
    {
        (Original, Text, IsTranslated) = (original, text, true);
        DraftHash = draft is null ? null : HashOf(draft);
    }

    /// <summary>Makes it a text that is still to be translated.</summary>
    public void Clear(string original)
    {
        (Original, Text, IsTranslated, DraftHash) = (original, null, false, null);
    }

    public bool IsUnreadDraft(string text) => DraftHash is not null && DraftHash == HashOf(text);

    /// <summary>Records that a person has read the automatic draft.</summary>
    public void MarkRead() => DraftHash = null;

    /// <summary>Records that the translation agrees with the present original.</summary>
    public void Confirm(string original) => Original = original;

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
