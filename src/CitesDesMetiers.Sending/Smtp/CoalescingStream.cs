namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// Collects MailKit's writes of 4 KB until it flushes or reads: one system call for a whole message instead of twenty. It also limits
/// the length of an answer, which MailKit would otherwise keep in memory without end.
/// </summary>
/// <param name="buffer"><see cref="Size"/> bytes, used by this stream alone while it is open.</param>
internal sealed class CoalescingStream(Stream inner, byte[] buffer) : Stream
{
    /// <summary>Bytes; an issue of the usual size fits.</summary>
    public const int Size = 131_072;

    /// <summary>Bytes. RFC 5321 4.5.3.1.5 allows lines of 512 bytes; a longer answer than this one is not an SMTP answer.</summary>
    private const int LongestAnswer = 65_536;

    private int filled;
    private int answered;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override bool CanTimeout => inner.CanTimeout;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override int ReadTimeout { get => inner.ReadTimeout; set => inner.ReadTimeout = value; }
    public override int WriteTimeout { get => inner.WriteTimeout; set => inner.WriteTimeout = value; }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[Fill(bytes)..];
            if (filled == buffer.Length)
            {
                Flush();
            }
        }
    }

    public override void Flush()
    {
        var count = filled;
        filled = 0;
        inner.Write(buffer, 0, count);
        inner.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (filled > 0)
        {
            Flush();
        }

        return Answer(inner.Read(buffer, offset, count));
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Answer(int read)
    {
        answered += read;
        return answered <= LongestAnswer ? read : throw new IOException("The answer of the relay is too long.");
    }

    private int Fill(ReadOnlySpan<byte> bytes)
    {
        answered = 0;
        var taken = Math.Min(bytes.Length, buffer.Length - filled);
        bytes[..taken].CopyTo(buffer.AsSpan(filled));
        filled += taken;
        return taken;
    }
}
