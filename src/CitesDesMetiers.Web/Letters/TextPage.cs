using System.Text;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// A page of plain text: blocks a blank line apart, wrapped at ordinary spaces, so that neither an address nor what a
/// no-break space holds together is ever cut.
/// </summary>
internal sealed class TextPage
{
    private readonly StringBuilder page = new();

    public void Rule() => Block(PlainText.Rule);

    /// <summary>The heading of a part, apart from what precedes it by a rule.</summary>
    public void Part(string heading)
    {
        Rule();
        Paragraph(heading);
    }

    /// <summary>A heading within a part.</summary>
    public void Heading(string text) => Paragraph($"{text}\n{PlainText.Rule}");

    /// <summary>Line breaks are kept.</summary>
    public void Paragraph(string text) =>
        Block(string.Join('\n', text.Split('\n').SelectMany(line => Wrap(line, PlainText.Width))));

    public void List(IEnumerable<string> items)
    {
        var lines = items.SelectMany(item => Wrap(item, PlainText.Width - 2).Select((line, i) => (i == 0 ? "- " : "  ") + line));
        Block(string.Join('\n', lines));
    }

    /// <summary>Text that has its lines already.</summary>
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
