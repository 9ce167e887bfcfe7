using System.Diagnostics.CodeAnalysis;
using MimeKit;
using MimeKit.IO;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// A message whose bytes are written in advance. MimeKit writes the raw value of a header unchanged, so the value of the first field
/// holds the whole header. It leaves writing the body to the body itself.
/// </summary>
internal sealed class PreparedMessage : MimeMessage
{
    /// <summary>The field that begins the header of every copy.</summary>
    public const string FirstField = "Message-Id";

    private readonly Header first = new(HeaderId.MessageId, "");
    private int headLength;

    public PreparedMessage(int parts)
        : this(new ReadOnlyMemory<byte>[parts])
    {
    }

    private PreparedMessage(ReadOnlyMemory<byte>[] parts)
        : base([new PreparedBody(parts)])
    {
        // Remove the fields that MimeKit adds: the prepared header has them already.
        Headers.Clear();
        Headers.Add(first);
        Parts = parts;
    }

    /// <summary>The body after the empty line, in seven bits.</summary>
    internal ReadOnlyMemory<byte>[] Parts { get; }

    /// <summary>The size in bytes, header included.</summary>
    public int Length => FirstField.Length + 1 + headLength + 2 + Parts.Sum(p => p.Length);

    /// <summary>Sets the header of the current copy.</summary>
    /// <param name="head">All header fields without the name of the first one, up to and including the last line end.</param>
    internal void SetHead(byte[] head)
    {
        first.SetRawValue(head);
        headLength = head.Length;
    }

    private sealed class PreparedBody : MimeEntity
    {
        /// <summary>Bytes per write. Larger slices make MailKit's dot-stuffing filter allocate as much again.</summary>
        private const int Slice = 8_192;

        private readonly ReadOnlyMemory<byte>[] parts;

        public PreparedBody(ReadOnlyMemory<byte>[] parts)
            : base("multipart", "alternative")
        {
            this.parts = parts;
            Headers.Clear();
        }

        [SuppressMessage("Design", "CA1062", Justification = "Called by MimeKit.")]
        public override void Accept(MimeVisitor visitor) => throw new NotSupportedException("A prepared message has no parts to visit, only bytes.");

        /// <summary>Does nothing: the message is in seven bits already.</summary>
        public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
        {
        }

        public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            // Skip MailKit's dot-stuffing filter, a quarter of the sending time: CopyTemplate leaves no dot at the beginning of a line.
            var target = stream is FilteredStream { Source: var source } ? source : stream;
            foreach (var part in parts)
            {
                for (var at = 0; at < part.Length; at += Slice)
                {
                    target.Write(part.Span.Slice(at, Math.Min(Slice, part.Length - at)));
                }
            }
        }

        public override Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            WriteTo(options, stream, contentOnly, cancellationToken);
            return Task.CompletedTask;
        }
    }
}
