namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>Throws when a line is too long. The parser holds a whole line in memory.</summary>
internal sealed class BoundedReader(TextReader inner) : TextReader
{
    /// <summary>Maximum number of characters of a line: enough for 100 columns.</summary>
    public const int MaxLine = 500_000;

    private int line = 1;
    private int sinceLineFeed;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = inner.Read(buffer, index, count);
        var text = buffer.AsSpan(index, read);
        for (int at; (at = text.IndexOfAny('\n', '\r')) >= 0; text = text[(at + 1)..])
        {
            line++;
            sinceLineFeed = 0;
        }

        sinceLineFeed += text.Length;
        return sinceLineFeed > MaxLine ? throw new UnusableFileException(FileFault.TextTooLong, line) : read;
    }

    public override int Read() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
