namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>A text that fails where a line goes on for longer than memory should bear: a parser must hold a whole line.</summary>
internal sealed class BoundedReader(TextReader inner) : TextReader
{
    /// <summary>Characters between two line feeds: room for 100 columns, not for a million.</summary>
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
