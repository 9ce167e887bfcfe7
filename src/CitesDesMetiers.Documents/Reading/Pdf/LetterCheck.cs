using System.Globalization;

namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>Finds documents whose fonts do not say which letters they show: copied from there, the text is nonsense.</summary>
internal static class LetterCheck
{
    private const int Least = 40;

    /// <exception cref="UnreadableDocumentException">A fifth or more of the letters is unknown.</exception>
    public static void Check(IEnumerable<string> letters)
    {
        var (unknown, all) = (0, 0);
        foreach (var letter in letters.Where(l => !string.IsNullOrWhiteSpace(l)))
        {
            all++;
            unknown += letter.Any(IsUnknown) ? 1 : 0;
        }

        if (all >= Least && unknown * 5 >= all)
        {
            throw new UnreadableDocumentException(DocumentFault.NoLetters);
        }
    }

    private static bool IsUnknown(char c) =>
        c == '\uFFFD' || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
