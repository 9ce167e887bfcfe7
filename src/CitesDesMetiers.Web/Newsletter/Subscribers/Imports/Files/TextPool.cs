using System.Text;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>Stores many texts by number as consecutive UTF-8. A million strings would take four times the memory.</summary>
internal sealed class TextPool
{
    private const int MaxBytes = 128 * 1024 * 1024;

    private readonly List<int> ends = [];
    private byte[] bytes = new byte[4_096];
    private int used;

    public void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (used + length > MaxBytes || ends.Count > 10 * SheetFile.MaxLines)
        {
            throw new UnusableFileException(FileFault.Bomb);
        }

        if (used + length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + length));
        }

        used += Encoding.UTF8.GetBytes(text, bytes.AsSpan(used));
        ends.Add(used);
    }

    /// <summary>The text of a number; empty if it has none.</summary>
    public string this[int number]
    {
        get
        {
            if (number < 0 || number >= ends.Count)
            {
                return "";
            }

            var start = number == 0 ? 0 : ends[number - 1];
            return Encoding.UTF8.GetString(bytes, start, ends[number] - start);
        }
    }
}
