using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>A block, or what rules cut from it.</summary>
/// <param name="Index">The number of the block in the document.</param>
internal sealed record Part(int Index, Block Block)
{
    private const string Mail = "mailto:";

    public string Text { get; } = Block.Text;

    public IEnumerable<string> Lines => Block.Lines.Select(l => l.Text);

    /// <summary>The lines, with the mail addresses that stand behind words only: "Écrire à Annie".</summary>
    public IEnumerable<string> LinesWithMails => Block.Lines.Select(l => !l.Text.Contains('@', StringComparison.Ordinal)
        && l.Links?.FirstOrDefault(IsMail) is { Text.Length: > 0 } mail
            ? l.Text.Replace(mail.Text, "", StringComparison.Ordinal) + " " + mail.Address[Mail.Length..].Split('?')[0] : l.Text);

    public bool IsPicture => Block.Picture is not null;

    private static bool IsMail(Link link) => link.Address.StartsWith(Mail, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether all its letters are capitals.</summary>
    public bool IsInCapitals => Capitals.AreAll(Text);
}

internal static class Capitals
{
    private const int Least = 5;

    /// <summary>Allows for words that keep small letters in titles: "1er", "de", "n°".</summary>
    public static bool AreAll(string text)
    {
        var letters = text.Count(char.IsLetter);
        return letters >= Least && text.Count(char.IsUpper) >= 0.8 * letters;
    }
}
