using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Platform.Identity.Passwords;

/// <summary>
/// Finds the parts of a password that somebody would guess who knows the person, the network and keyboards. Accents and capitals do not
/// matter.
/// </summary>
internal sealed class PasswordParts
{
    /// <summary>Shorter words are left: three letters are in many words by chance.</summary>
    private const int ShortestWord = 4;

    private const int ShortestRun = 4;
    private const int SameCharacter = 3;

    private static readonly string[] Rows =
    [
        "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm",

        // Columns, from the upper left.
        "1aqw", "2zsx", "3edc", "4rfv", "5tgb", "6yhn", "1qaz", "2wsx",
    ];

    private static readonly string[] CommonWords =
    [
        "motdepasse", "password", "passe", "mdp", "bonjour", "bienvenue", "welcome", "soleil", "secret", "admin", "administrateur", "changeme",
        "letmein", "iloveyou", "jetaime", "france", "test",
    ];

    private readonly string text;
    private readonly bool[] isGuessable;
    private readonly SortedSet<GuessablePart> found = [];

    /// <param name="personal">Words of the person: names, parts of the address.</param>
    /// <param name="network">Words of Cités, network and newsletter.</param>
    public PasswordParts(string password, IEnumerable<string> personal, IEnumerable<string> network)
    {
        text = Bare(password);
        isGuessable = new bool[text.Length];
        MarkWords(personal, GuessablePart.Person);
        MarkWords(network, GuessablePart.Network);
        MarkWords(CommonWords, GuessablePart.CommonWord);
        MarkYears();
        MarkRuns();
        MarkRepetition();
    }

    /// <summary>What is easy to guess in it.</summary>
    public IReadOnlyCollection<GuessablePart> Found => found;

    /// <summary>How many characters are left without those parts.</summary>
    public int Rest => isGuessable.Count(g => !g);

    private static string Bare(string text) => Folding.Fold(text).Replace(" ", "", StringComparison.Ordinal);

    private void MarkWords(IEnumerable<string> words, GuessablePart part)
    {
        foreach (var word in words.Select(Bare).Where(w => w.Length >= ShortestWord).Distinct())
        {
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                Mark(at, word.Length, part);
            }
        }
    }

    private void MarkYears()
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if (text.AsSpan(i, 2) is "19" or "20" && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3]))
            {
                Mark(i, 4, GuessablePart.Year);
            }
        }
    }

    /// <summary>Marks the longest runs: "abcd", "4321", "aaa", "azer", "poiu".</summary>
    private void MarkRuns()
    {
        for (var start = 0; start < text.Length; start++)
        {
            MarkRun(start, (a, b) => b == a, SameCharacter, GuessablePart.Sequence);
            MarkRun(start, (a, b) => b == a + 1 && char.IsLetterOrDigit(a), ShortestRun, GuessablePart.Sequence);
            MarkRun(start, (a, b) => b == a - 1 && char.IsLetterOrDigit(a), ShortestRun, GuessablePart.Sequence);
            foreach (var row in Rows)
            {
                MarkRun(start, (a, b) => AreNeighbours(row, a, b), ShortestRun, GuessablePart.Keyboard);
                MarkRun(start, (a, b) => AreNeighbours(row, b, a), ShortestRun, GuessablePart.Keyboard);
            }
        }
    }

    private void MarkRun(int start, Func<char, char, bool> follows, int shortest, GuessablePart part)
    {
        var end = start + 1;
        while (end < text.Length && follows(text[end - 1], text[end]))
        {
            end++;
        }

        if (end - start >= shortest)
        {
            Mark(start, end - start, part);
        }
    }

    private static bool AreNeighbours(string row, char left, char right) =>
        row.IndexOf(left, StringComparison.Ordinal) is >= 0 and var at && at + 1 < row.Length && row[at + 1] == right;

    /// <summary>"tartetartetarte" is "tarte", and the rest of it is no harder to guess.</summary>
    private void MarkRepetition()
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period)))
            {
                Mark(period, text.Length - period, GuessablePart.Repetition);
                return;
            }
        }
    }

    private void Mark(int start, int length, GuessablePart part)
    {
        found.Add(part);
        Array.Fill(isGuessable, true, start, length);
    }
}
