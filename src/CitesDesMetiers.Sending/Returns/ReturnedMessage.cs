using System.Text;
using MimeKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>
/// A message of the mailbox, parsed within limits on bytes, nesting, parts and text: anybody may write to that mailbox.
/// </summary>
internal sealed class ReturnedMessage
{
    private const int MaxDepth = 12;
    private const int MaxParts = 60;
    private const int MaxText = 64 * 1024;

    private static readonly ParserOptions Bounds = MakeBounds();

    private readonly List<HeaderList> originals = [];
    private readonly List<HeaderList> recipients = [];
    private readonly StringBuilder text = new();

    private ReturnedMessage(MimeMessage message) => Headers = message.Headers;

    public HeaderList Headers { get; }

    /// <summary>The headers of the mails it returns.</summary>
    public IReadOnlyList<HeaderList> Originals => originals;

    /// <summary>The field groups of a delivery status (RFC 3464 2.1); the first is about the whole message.</summary>
    public IReadOnlyList<HeaderList> DeliveryStatus => recipients;

    /// <summary>The fields of a feedback report (RFC 5965 3.1), or null.</summary>
    public HeaderList? Feedback { get; private set; }

    /// <summary>The readable text.</summary>
    public string Text => text.ToString();

    public string Subject => Headers[HeaderId.Subject] ?? "";

    /// <returns>Null when it cannot be parsed as a mail, or not in time.</returns>
    public static async Task<ReturnedMessage?> ReadAsync(byte[] bytes, CancellationToken cancellation)
    {
        using var message = await ParseAsync(bytes, cancellation);
        try
        {
            return message is null ? null : Of(message);
        }
        catch (Exception e) when (IsExpected(e))
        {
            return null;
        }
    }

    /// <returns>Null when it cannot be parsed as a mail, or not in time. The caller disposes it.</returns>
    public static async Task<MimeMessage?> ParseAsync(byte[] bytes, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(TimeSpan.FromSeconds(10));
        using var stream = new MemoryStream(bytes, writable: false);
        try
        {
            return await new MimeParser(Bounds, stream, MimeFormat.Entity).ParseMessageAsync(timeout.Token);
        }
        catch (Exception e) when (IsExpected(e) || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static ReturnedMessage Of(MimeMessage message)
    {
        var read = new ReturnedMessage(message);
        read.CollectParts(message.Body);
        return read;
    }

    private static bool IsExpected(Exception e) =>
        e is FormatException or ParseException or NotSupportedException or ArgumentException or InvalidOperationException;

    private static ParserOptions MakeBounds()
    {
        var bounds = ParserOptions.Default.Clone();
        bounds.MaxMimeDepth = MaxDepth;
        return bounds;
    }

    /// <summary>Walks the parts iteratively: nesting uses no stack.</summary>
    private void CollectParts(MimeEntity? body)
    {
        var waiting = new Stack<MimeEntity?>([body]);
        for (var seen = 0; seen < MaxParts && waiting.TryPop(out var entity); seen++)
        {
            switch (entity)
            {
                case Multipart several:
                    foreach (var part in several.Take(MaxParts).Reverse())
                    {
                        waiting.Push(part);
                    }

                    break;
                case MessageDeliveryStatus status:
                    recipients.AddRange(status.StatusGroups.Take(MaxParts));
                    break;
                case MessageFeedbackReport feedback:
                    Feedback ??= feedback.Fields;
                    break;
                case MessagePart { Message: { } original }:
                    originals.Add(original.Headers);
                    break;
                case TextPart words:
                    Add(words);
                    break;
            }
        }
    }

    private void Add(TextPart part)
    {
        var room = MaxText - text.Length;
        if (room <= 0)
        {
            return;
        }

        var words = part.IsHtml ? HtmlWords.Of(part.Text) : part.Text;
        text.Append(words.AsSpan(0, Math.Min(words.Length, room))).Append('\n');
    }
}
