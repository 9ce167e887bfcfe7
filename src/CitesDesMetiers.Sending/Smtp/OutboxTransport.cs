using System.Globalization;
using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>Writes each mail as an .eml file, exactly as a relay would receive it. Files appear whole or not at all.</summary>
internal sealed class OutboxTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport
{
    public const string Extension = ".eml";

    private static readonly FormatOptions Format = LineEndings();

    public bool IsReady => true;

    public SendResult? GetReady(CancellationToken cancellation) => null;

    public SendResult Send(OutgoingMessage message, CancellationToken cancellation)
    {
        var final = Path.Combine(options.Value.OutboxFolder, FileName(message.Mime));
        var draft = final + ".part";
        try
        {
            Directory.CreateDirectory(options.Value.OutboxFolder);
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                message.Mime.WriteTo(Format, file, cancellation);
            }

            File.Move(draft, final, overwrite: true);
            return SendResult.Sent("250 2.0.0 " + Path.GetFileName(final));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SendResult.RelayUnavailable($"The outbox cannot be written: {e.GetType().Name}.");
        }
    }

    public void Disconnect()
    {
    }

    public void Dispose()
    {
    }

    /// <summary>A name that sorts by time and does not reveal the recipient.</summary>
    private string FileName(MimeMessage mime)
    {
        var id = string.Concat((mime.MessageId ?? "").TakeWhile(c => c != '@').Where(char.IsAsciiLetterOrDigit).Take(40));
        return string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyyMMdd-HHmmss-fffffff}-{id}{Extension}");
    }

    private static FormatOptions LineEndings()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
