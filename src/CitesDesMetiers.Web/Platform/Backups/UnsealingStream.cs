using System.Security.Cryptography;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>Reads a file in the form of <see cref="Seal"/>, from any position.</summary>
internal sealed class UnsealingStream : Stream
{
    private readonly Stream source;
    private readonly AesGcm cipher;
    private readonly byte[] plain = new byte[Seal.ChunkLength];
    private readonly byte[] closed = new byte[Seal.ChunkLength + Seal.TagLength];
    private readonly long last;
    private long opened = -1;

    private UnsealingStream(Stream source, AesGcm cipher)
    {
        this.source = source;
        this.cipher = cipher;
        var length = source.Length - Seal.HeadLength;
        last = Math.Max(0, (length - 1) / closed.Length);
        Length = Math.Max(0, length - ((last + 1) * Seal.TagLength));

        // The last chunk says that it is the last: nothing is missing behind it.
        OpenChunk(last);
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }
    public override long Position { get; set; }

    public static bool IsSealed(Stream file)
    {
        file.Position = 0;
        var mark = new byte[Seal.Mark.Length];
        return file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && Seal.Mark.SequenceEqual(mark);
    }

    /// <exception cref="BackupRefusedException">It was sealed with another key.</exception>
    /// <exception cref="InvalidDataException">The file is truncated, or its end was altered.</exception>
    public static UnsealingStream Open(FileStream file, BackupKey key)
    {
        var head = new byte[Seal.HeadLength];
        file.Position = 0;
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            throw new InvalidDataException();
        }

        return head.AsSpan(Seal.Mark.Length, BackupKey.IdLength).SequenceEqual(key.Id)
            ? new UnsealingStream(file, key.CipherOf(head[^Seal.SaltLength..]))
            : throw new BackupRefusedException($"{file.Name} was sealed with another key. Name the file of that key.");
    }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        OpenChunk(Position / Seal.ChunkLength);
        var within = (int)(Position % Seal.ChunkLength);
        var some = plain.AsSpan(within, (int)Math.Min(Math.Min(Seal.ChunkLength - within, Length - Position), buffer.Length));
        some.CopyTo(buffer);
        Position += some.Length;
        return some.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = offset + (origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length });

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OpenChunk(long number)
    {
        if (number == opened)
        {
            return;
        }

        opened = -1;
        source.Position = Seal.HeadLength + (number * closed.Length);
        var length = source.ReadAtLeast(closed, closed.Length, throwOnEndOfStream: false);
        try
        {
            Seal.Open(cipher, number, number == last, closed.AsSpan(0, Math.Max(length, Seal.TagLength)), plain);
            opened = number;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}
