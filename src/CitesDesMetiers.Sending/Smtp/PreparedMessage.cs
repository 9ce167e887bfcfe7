using System.Diagnostics.CodeAnalysis;
using MimeKit;
using MimeKit.IO;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// A message whose bytes stand already. MimeKit writes the raw value of a header as it is, and leaves a body to the body: the
/// whole head is the value of its first field, which goes on with the other fields.
/// </summary>
public sealed class PreparedMessage : MimeMessage
{
    /// <summary>The field that the head of every copy begins with.</summary>
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
        // MimeKit adds fields that stand in the head already.
        Headers.Clear();
        Headers.Add(first);
        Parts = parts;
    }

    /// <summary>What stands after the empty line, in seven bits.</summary>
    internal ReadOnlyMemory<byte>[] Parts { get; }

    /// <summary>Bytes, its head included.</summary>
    public int Length => FirstField.Length + 1 + headLength + 2 + Parts.Sum(p => p.Length);

    /// <param name="head">All header fields but the name of the first one, ending with its line.</param>
    internal void SetHead(byte[] head)
    {
        first.SetRawValue(head);
        headLength = head.Length;
    }

    private sealed class PreparedBody : MimeEntity
    {
        /// <summary>Larger slices make MailKit's dot-stuffing filter allocate as much again.</summary>
        private const int Slice = 8_192;

        private readonly ReadOnlyMemory<byte>[] parts;

        public PreparedBody(ReadOnlyMemory<byte>[] parts)
            : base("multipart", "alternative")
        {
            this.parts = parts;
            Headers.Clear();
        }

        [SuppressMessage("Design", "CA1062", Justification = "Called by MimeKit.")]
        public override void Accept(MimeVisitor visitor) => throw new NotSupportedException("It has no parts to visit, only bytes.");

        /// <summary>It is in seven bits.</summary>
        public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
        {
        }

        public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
        {
            // MailKit's filter doubles dots at the beginnings of lines; there are none (CopyTemplate), and looking for them is a quarter of sending.
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
