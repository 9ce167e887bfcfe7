using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Hosting;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Reads the section <c>Mail</c> key by key, so that a wrong value is refused with its key and what is allowed, whatever its
/// type. What is not set is derived from the public address of the site: the demonstration needs no setting.
/// </summary>
internal sealed partial class MailOptionsReader(IConfiguration configuration, IOptions<SiteOptions> site, IHostEnvironment environment)
    : IConfigureOptions<MailOptions>
{
    private static readonly TimeSpan[] DefaultDelays = [TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(3)];

    private readonly List<string> failures = [];
    private readonly IConfigurationSection section = configuration.GetSection(MailOptions.Section);

    public void Configure(MailOptions options)
    {
        failures.Clear();
        var host = site.Value.PublicUri.IdnHost;
        var domain = DomainOf(host);
        options.Transport = Enum<MailTransportKind>("Transport", MailTransportKind.Outbox);
        options.OutboxFolder = Path.GetFullPath(Text("Outbox:Folder") ?? "App_Data/boite-d-envoi", environment.ContentRootPath);
        options.Connections = Number("Smtp:Connections", 4, 1, 64);
        if (options.Transport is MailTransportKind.Smtp)
        {
            options.Smtp = ReadRelay();
        }

        options.From = Mailbox("From") ?? new MailboxAddress("InfoLettre", "infolettre@" + domain);
        options.TransactionalFrom = Mailbox("TransactionalFrom") ?? new MailboxAddress(options.From.Name, "abonnements@" + options.MessageIdDomain);
        options.ReplyTo = Mailbox("ReplyTo");
        options.ListId = ReadListId() ?? "infolettre." + options.MessageIdDomain;
        options.UnsubscribeMailto = (Mailbox("UnsubscribeMailto") ?? options.From).GetAddress(idnEncode: true);
        options.LeaseDuration = Duration("LeaseDuration", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(3), TimeSpan.FromHours(1));
        options.Retries = new(ReadDelays(), Duration("GiveUpAfter", TimeSpan.FromDays(2), TimeSpan.Zero, TimeSpan.FromDays(5)));
        options.LocalDomain = IPAddress.TryParse(host.Trim('[', ']'), out _) ? "localhost" : host;
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(MailOptions.Section, typeof(MailOptions), failures);
        }
    }

    /// <summary>A mail domain has a dot; where the site has none of its own, one that RFC 2606 keeps from ever existing.</summary>
    private static string DomainOf(string host) =>
        EmailAddress.TryParse("infolettre@" + host, out var address, out _) ? address.Domain : "infolettre.example";

    private SmtpRelay ReadRelay()
    {
        var host = Text("Smtp:Host");
        if (host is null || !HostName().IsMatch(host))
        {
            Refuse("Smtp:Host", host, "with Mail:Transport=Smtp it must name the relay, such as smtp.example.org");
            host = "";
        }

        var loopback = SmtpRelay.IsLoopback(host);
        var security = Text("Smtp:Security") switch
        {
            null => loopback ? SecureSocketOptions.None : SecureSocketOptions.StartTls,
            nameof(SecureSocketOptions.None) => SecureSocketOptions.None,
            nameof(SecureSocketOptions.StartTls) => SecureSocketOptions.StartTls,
            nameof(SecureSocketOptions.SslOnConnect) => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };
        if (security is SecureSocketOptions.Auto || (security is SecureSocketOptions.None && !loopback))
        {
            Refuse("Smtp:Security", Text("Smtp:Security"), "allowed are StartTls and SslOnConnect, and None for a relay on this machine only");
        }

        var port = Number("Smtp:Port", security switch { SecureSocketOptions.None => 25, SecureSocketOptions.SslOnConnect => 465, _ => 587 }, 1, 65_535);
        var (user, password) = (Text("Smtp:User"), Text("Smtp:Password"));
        if ((user is null) != (password is null))
        {
            failures.Add($"Mail:Smtp:{(user is null ? "User" : "Password")} is empty; Mail:Smtp:User and Mail:Smtp:Password are set together or not at all.");
        }

        return new SmtpRelay(host, port, security, user, password);
    }

    private string? ReadListId()
    {
        var value = Text("ListId");
        if (value is not null && !ListIdentifier().IsMatch(value))
        {
            Refuse("ListId", value, "it must be a dotted name of at most 60 letters, digits and hyphens under a domain you own, such as lettre.example.org");
        }

        return value;
    }

    private TimeSpan[] ReadDelays()
    {
        if (Text("RetryDelays") is not { } value)
        {
            return DefaultDelays;
        }

        var delays = value.Split(',', StringSplitOptions.TrimEntries)
            .Select(d => TimeSpan.TryParse(d, CultureInfo.InvariantCulture, out var delay) ? delay : TimeSpan.Zero)
            .ToArray();
        if (delays.Any(d => d < TimeSpan.FromSeconds(1) || d > TimeSpan.FromDays(1)))
        {
            Refuse("RetryDelays", value, "it must be durations from 00:00:01 to 1.00:00:00 with commas between them, such as 00:30:00, 02:00:00, 03:00:00");
        }

        return delays;
    }

    private string? Text(string key) => section[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private T Enum<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        if (System.Enum.TryParse<T>(value, out var parsed) && System.Enum.IsDefined(parsed) && !char.IsAsciiDigit(value[0]))
        {
            return parsed;
        }

        Refuse(key, value, "allowed are " + string.Join(" and ", System.Enum.GetNames<T>()));
        return fallback;
    }

    private int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(key, value, $"it must be a whole number from {min} to {max}");
        return fallback;
    }

    private TimeSpan Duration(string key, TimeSpan fallback, TimeSpan min, TimeSpan max)
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        if (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var duration) && duration >= min && duration <= max)
        {
            return duration;
        }

        Refuse(key, value, $"it must be a duration from {min:c} to {max:c}");
        return fallback;
    }

    /// <summary>"Name &lt;address&gt;" or a bare address.</summary>
    private MailboxAddress? Mailbox(string key)
    {
        if (Text(key) is not { } value)
        {
            return null;
        }

        if (MailboxAddress.TryParse(value, out var mailbox) && EmailAddress.TryParse(mailbox.Address, out var address, out _)
            && !Core.Data.Text.HasForbiddenCharacter(value))
        {
            return new MailboxAddress(mailbox.Name, address.Value);
        }

        Refuse(key, value, "it must be an address with a dotted domain, such as InfoLettre <infolettre@example.org>");
        return null;
    }

    private void Refuse(string key, string? value, string allowed) =>
        failures.Add($"{MailOptions.Section}:{key} is {(value is null ? "empty" : $"\"{value}\"")}; {allowed}.");

    [GeneratedRegex(@"^(?=.{1,60}\z)([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])\z")]
    private static partial Regex ListIdentifier();

    [GeneratedRegex(@"^[A-Za-z0-9.:-]{1,253}\z")]
    private static partial Regex HostName();
}
