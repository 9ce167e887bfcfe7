namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>Limits the number of bytes decompressed from an archive, whatever sizes it declares.</summary>
internal sealed class ByteBudget(long bytes)
{
    private long left = bytes;

    public void Spend(int count)
    {
        if ((left -= count) < 0)
        {
            throw new UnusableFileException(FileFault.Bomb);
        }
    }
}

/// <summary>Counts the bytes read from a decompressed stream.</summary>
internal sealed class CountedStream(Stream inner, ByteBudget budget) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        budget.Spend(read);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
