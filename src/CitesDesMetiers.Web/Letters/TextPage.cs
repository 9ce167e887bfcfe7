using System.Text;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// Builds plain text from blocks separated by blank lines. Lines are wrapped at ordinary spaces only, so addresses and no-break
/// spaces stay intact.
/// </summary>
internal sealed class TextPage
{
    private readonly StringBuilder page = new();

    public void Rule() => Block(PlainText.Rule);

    /// <summary>Writes the heading of a part, with a rule before it.</summary>
    public void Part(string heading)
    {
        Rule();
        Paragraph(heading);
    }

    /// <summary>Writes a heading within a part.</summary>
    public void Heading(string text) => Paragraph($"{text}\n{PlainText.Rule}");

    /// <summary>Writes a paragraph and keeps its line breaks.</summary>
    public void Paragraph(string text) =>
        Block(string.Join('\n', text.Split('\n').SelectMany(line => Wrap(line, PlainText.Width))));

    /// <summary>Writes a link: its label, then its address on a separate line.</summary>
    public void Link(string label, string url) => Paragraph($"{label}\u00A0:\n{url}");

    public void List(IEnumerable<string> items)
    {
        var lines = items.SelectMany(item => Wrap(item, PlainText.Width - 2).Select((line, i) => (i == 0 ? "- " : "  ") + line));
        Block(string.Join('\n', lines));
    }

    /// <summary>Writes text that is already divided into lines.</summary>
    public void Block(string text)
    {
        if (text.Length > 0)
        {
            page.Append(page.Length > 0 ? "\n" : "").Append(text).Append('\n');
        }
    }

    public override string ToString() => page.ToString();

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
