using System.Globalization;

namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>Finds documents whose fonts do not say which letters they show: copied from there, the text is nonsense.</summary>
internal static class LetterCheck
{
    private const int Least = 20;

    /// <exception cref="UnreadableDocumentException">A fifth or more of the letters is unknown.</exception>
    public static void Check(IReadOnlyList<PageContent> pages)
    {
        var unknown = pages.Sum(p => p.Unknown);
        if (unknown >= Least && unknown * 5 >= pages.Sum(p => p.Unknown + p.Glyphs.Count(g => !g.Glyph.IsSpace)))
        {
            throw new UnreadableDocumentException(DocumentFault.NoLetters);
        }
    }

    public static bool IsUnknown(string? letter) => string.IsNullOrEmpty(letter) || letter.Any(c => c == '\uFFFD'
        || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
