using System.Security.Cryptography;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>Writes a file in the form of <see cref="Seal"/>. Disposing it writes the last chunk.</summary>
internal sealed class SealingStream : Stream
{
    private readonly Stream target;
    private readonly AesGcm cipher;
    private readonly byte[] plain = new byte[Seal.ChunkLength];
    private readonly byte[] closed = new byte[Seal.ChunkLength + Seal.TagLength];
    private int filled;
    private long number;
    private bool isDisposed;

    public SealingStream(Stream target, BackupKey key)
    {
        this.target = target;
        var salt = RandomNumberGenerator.GetBytes(Seal.SaltLength);
        cipher = key.CipherOf(salt);
        target.Write(Seal.Mark);
        target.Write(key.Id);
        target.Write(salt);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A full chunk waits for the next byte, because it may be the last.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (filled == plain.Length)
            {
                WriteChunk(isLast: false);
            }

            var some = buffer[..Math.Min(buffer.Length, plain.Length - filled)];
            some.CopyTo(plain.AsSpan(filled));
            filled += some.Length;
            buffer = buffer[some.Length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            try
            {
                WriteChunk(isLast: true);
            }
            finally
            {
                cipher.Dispose();
                target.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void WriteChunk(bool isLast)
    {
        Seal.Close(cipher, number++, isLast, plain.AsSpan(0, filled), closed);
        target.Write(closed, 0, filled + Seal.TagLength);
        filled = 0;
    }
}
