using MailKit;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// Follows the bytes of a connection to know how far a transaction got when it broke: MailKit's exceptions do not say whether the final
/// dot was sent. It keeps no content.
/// </summary>
internal sealed class SmtpConversation : IProtocolLogger
{
    private const string FinalDot = "\r\n.\r\n";

    private readonly byte[] tail = new byte[FinalDot.Length];
    private bool inBody;

    public SendStage Stage { get; private set; }

    /// <summary>The first line of the relay's last reply.</summary>
    public string LastReply { get; private set; } = "";

    /// <summary>The reply to the final dot. Once it is set, the answer is known, whatever breaks later.</summary>
    public string? FinalReply { get; private set; }

    /// <summary>Called when the final dot was sent.</summary>
    public Action? BodySent { get; set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void Enter(SendStage stage)
    {
        Stage = stage;
        FinalReply = null;
        inBody = false;
    }

    public void LogConnect(Uri uri) => LastReply = "";

    public void LogClient(byte[] buffer, int offset, int count)
    {
        if (!inBody)
        {
            return;
        }

        // MailKit logs after writing. The body is dot-stuffed, so these five bytes occur only at its end.
        var sent = buffer.AsSpan(offset, count);
        if (sent.Length < tail.Length)
        {
            tail.AsSpan(sent.Length).CopyTo(tail);
        }

        sent[^Math.Min(sent.Length, tail.Length)..].CopyTo(tail.AsSpan(tail.Length - Math.Min(sent.Length, tail.Length)));
        if (tail.AsSpan().SequenceEqual("\r\n.\r\n"u8))
        {
            inBody = false;
            Stage = SendStage.FinalDot;
            BodySent?.Invoke();
        }
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        var said = buffer.AsSpan(offset, count);
        var end = said.IndexOf((byte)'\r');
        LastReply = System.Text.Encoding.Latin1.GetString(end < 0 ? said : said[..end]);
        if (Stage is SendStage.Data && said.StartsWith("354"u8))
        {
            inBody = true;
            tail.AsSpan().Clear();
        }
        else if (Stage is SendStage.FinalDot)
        {
            FinalReply ??= LastReply;
        }
    }

    public void Dispose()
    {
    }
}
