using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>A mail in a list of the outbox.</summary>
/// <param name="Name">The file name.</param>
/// <param name="Date">UTC.</param>
public sealed record OutboxLine(string Name, DateTime Date, string To, string Subject);

/// <summary>A mail of the outbox with its content.</summary>
/// <param name="Links">The distinct addresses of the links in its text part.</param>
public sealed record OutboxMail(string Name, MimeMessage Message, IReadOnlyList<string> Links);

/// <summary>
/// Reads the files of <see cref="OutboxTransport"/>. File names sort by time, so that a list opens only the files it shows, and only
/// their headers.
/// </summary>
public sealed partial class OutboxFolder(IOptions<MailOptions> options)
{
    public const int PerPage = 50;

    public bool IsUsed => options.Value.Transport is MailTransportKind.Outbox;

    /// <summary>The file names, newest first.</summary>
    public IReadOnlyList<string> Names() =>
        Directory.Exists(options.Value.OutboxFolder)
            ? [.. Directory.EnumerateFiles(options.Value.OutboxFolder, "*" + OutboxTransport.Extension).Select(f => Path.GetFileName(f))
                .Where(n => OwnName().IsMatch(n)).OrderDescending(StringComparer.Ordinal)]
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
        return new OutboxMail(
            name, message, [.. WebAddresses().Matches(message.TextBody ?? "").Select(m => m.Value.TrimEnd('.', ',', ')')).Distinct()]);
    }

    /// <summary>Deletes the mails to an address. Each mail has one recipient.</summary>
    public async Task DeleteToAsync(EmailAddress address)
    {
        foreach (var name in IsUsed ? Names() : [])
        {
            var line = await ReadLineAsync(name, CancellationToken.None);
            if (EmailAddress.TryParse(line.To, out var to, out _) && to.Normalised == address.Normalised)
            {
                File.Delete(Path.Combine(options.Value.OutboxFolder, name));
            }
        }
    }

    /// <summary>The full path of an existing mail; null for any other name.</summary>
    public string? PathOf(string name) =>
        OwnName().IsMatch(name) && Path.Combine(options.Value.OutboxFolder, name) is var path && File.Exists(path) ? path : null;

    [GeneratedRegex(@"^\d{8}-\d{6}-\d{7}-[A-Za-z0-9]*\.eml\z")]
    private static partial Regex OwnName();

    [GeneratedRegex(@"https?://[^\s<>""]+")]
    private static partial Regex WebAddresses();
}
