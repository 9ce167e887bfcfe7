using System.Text.RegularExpressions;
using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CitesDesMetiers.Sending.Smtp;

/// <param name="Name">Its file.</param>
/// <param name="Date">UTC.</param>
public sealed record OutboxLine(string Name, DateTime Date, string To, string Subject);

/// <param name="Links">The addresses in its text part, once each.</param>
public sealed record OutboxMail(string Name, MimeMessage Message, IReadOnlyList<string> Links);

/// <summary>
/// Reads what <see cref="OutboxTransport"/> wrote. File names sort by time, so that a page of the list opens only the files
/// it shows, and of these only the headers.
/// </summary>
public sealed partial class OutboxFolder(IOptions<MailOptions> options)
{
    public const int PerPage = 50;

    public bool IsUsed => options.Value.Transport is MailTransportKind.Outbox;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<string> Names() =>
        Directory.Exists(options.Value.OutboxFolder)
            ? [.. Directory.EnumerateFiles(options.Value.OutboxFolder, "*" + OutboxTransport.Extension).Select(f => Path.GetFileName(f)).Where(n => OwnName().IsMatch(n)).OrderDescending(StringComparer.Ordinal)]
            : [];

    public async Task<OutboxLine> ReadLineAsync(string name, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(PathOf(name)!);
        var head = new MimeMessage(await HeaderList.LoadAsync(file, cancellation));
        return new OutboxLine(name, head.Date.UtcDateTime, string.Join(", ", head.To.Mailboxes.Select(m => m.Address)), head.Subject ?? "");
    }

    /// <summary>Null when there is no such mail.</summary>
    public async Task<OutboxMail?> ReadAsync(string name, CancellationToken cancellation)
    {
        if (PathOf(name) is not { } path)
        {
            return null;
        }

        await using var file = File.OpenRead(path);
        var message = await MimeMessage.LoadAsync(file, cancellation);
        return new OutboxMail(name, message, [.. WebAddresses().Matches(message.TextBody ?? "").Select(m => m.Value.TrimEnd('.', ',', ')')).Distinct()]);
    }

    /// <summary>Full path of an existing mail; null for any other name.</summary>
    public string? PathOf(string name) =>
        OwnName().IsMatch(name) && Path.Combine(options.Value.OutboxFolder, name) is var path && File.Exists(path) ? path : null;

    [GeneratedRegex(@"^\d{8}-\d{6}-\d{7}-[A-Za-z0-9]*\.eml\z")]
    private static partial Regex OwnName();

    [GeneratedRegex(@"https?://[^\s<>""]+")]
    private static partial Regex WebAddresses();
}
