using System.Text;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Writes the text of a line letter by letter, and notes which of it is bold or italic.</summary>
internal sealed class LineText
{
    private readonly StringBuilder text = new();
    private readonly List<(bool Bold, bool Italic)> letters = [];

    public int Length => text.Length;

    public bool EndsInSpace => text.Length > 0 && char.IsWhiteSpace(text[^1]);

    public void Append(string more, bool bold, bool italic)
    {
        text.Append(more);
        letters.AddRange(Enumerable.Repeat((bold, italic), more.Length));
    }

    /// <summary>Spaces between two parts of the same look belong to it.</summary>
    public void AppendSpace(string space = " ") => Append(space, letters.LastOrDefault().Bold, letters.LastOrDefault().Italic);

    public void Clear()
    {
        text.Clear();
        letters.Clear();
    }

    public string From(int start) => text.ToString(start, text.Length - start);

    /// <summary>The text in normal form and without spaces around it, and what is emphasised. That is left out where letters were composed.</summary>
    public (string Text, IReadOnlyList<Emphasis>? Emphases) Finish()
    {
        var written = text.ToString();
        var normal = written.Normalize(NormalizationForm.FormC);
        var start = normal.Length - normal.TrimStart().Length;
        var whole = normal.Trim();
        return (whole, normal.Length == written.Length && letters.Exists(l => l.Bold || l.Italic) ? EmphasesOf(start, whole.Length) : null);
    }

    private List<Emphasis> EmphasesOf(int start, int length)
    {
        var found = new List<Emphasis>();
        for (int at = start, next; at < start + length; at = next)
        {
            for (next = at + 1; next < start + length && letters[next] == letters[at];)
            {
                next++;
            }

            if (letters[at] is { Bold: true } or { Italic: true })
            {
                found.Add(new Emphasis(at - start, next - at, letters[at].Bold, letters[at].Italic));
            }
        }

        return found;
    }
}
