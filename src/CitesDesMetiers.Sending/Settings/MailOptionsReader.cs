using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>
/// Reads the section <c>Mail</c> key by key, so that a wrong value is refused with its key and the allowed values. Missing values are
/// derived from the public address of the site: the demonstration needs no setting.
/// </summary>
internal sealed partial class MailOptionsReader(DeskMail desk, IOptions<SiteOptions> site, IHostEnvironment environment)
    : IConfigureOptions<MailOptions>
{
    private static readonly TimeSpan[] DefaultDelays = [TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(3)];

    private SettingsReader settings = null!;

    public void Configure(MailOptions options)
    {
        settings = new SettingsReader(desk.Section, []);
        var host = site.Value.PublicUri.IdnHost;
        var domain = DomainOf(host);
        options.Transport = settings.Enum<MailTransportKind>("Transport", MailTransportKind.Outbox);
        options.OutboxFolder = Path.GetFullPath(settings.Text("Outbox:Folder") ?? "App_Data/boite-d-envoi", environment.ContentRootPath);
        options.Connections = settings.Number("Smtp:Connections", 4, 1, 64);
        if (options.Transport is MailTransportKind.Smtp)
        {
            options.Relays = ReadRelays();
        }
        else
        {
            options.Relays = [new("boîte d’envoi", "", 0, SecureSocketOptions.None)];
        }

        options.From = settings.Mailbox("From") ?? new MailboxAddress("InfoLettre", "infolettre@" + domain);
        options.TransactionalFrom = settings.Mailbox("TransactionalFrom")
            ?? new MailboxAddress(options.From.Name, "abonnements@" + options.MessageIdDomain);
        options.ReplyTo = settings.Mailbox("ReplyTo");
        options.ListId = ReadListId() ?? "infolettre." + options.MessageIdDomain;
        options.ReturnPath = ReturnsReader.ReadReturnPath(settings);
        options.Returns = ReturnsReader.Read(settings, options.ReturnPath);
        options.News = NewsAddress.Read(settings, options.Returns);
        options.SoftBounces = ReturnsReader.ReadSoftBounces(settings);
        options.UnsubscribeMailto = settings.Mailbox("UnsubscribeMailto")?.GetAddress(idnEncode: true)
            ?? (options.Returns is null ? null : options.ReturnPath) ?? options.From.GetAddress(idnEncode: true);
        options.LeaseDuration = settings.Duration("LeaseDuration", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(3), TimeSpan.FromHours(1));
        options.WhenUncertain = settings.Enum("WhenUncertain", UncertainPolicy.Retry);
        options.DomainLimits = settings.Keys("DomainLimits")
            .ToDictionary(d => d.ToLowerInvariant(), d => settings.Number("DomainLimits:" + d, 1, 1, 10_000_000));
        options.Retries = new(ReadDelays(), settings.Duration("GiveUpAfter", TimeSpan.FromDays(2), TimeSpan.Zero, TimeSpan.FromDays(5)));
        options.LocalDomain = IPAddress.TryParse(host.Trim('[', ']'), out _) ? "localhost" : host;
        if (settings.Failures.Count > 0)
        {
            throw new OptionsValidationException(MailOptions.Section, typeof(MailOptions), settings.Failures);
        }
    }

    /// <summary>A mail domain needs a dot; a host without one gets a domain that RFC 2606 reserves.</summary>
    private static string DomainOf(string host) =>
        EmailAddress.TryParse("infolettre@" + host, out var address, out _) ? address.Domain : "infolettre.example";

    /// <summary>Reads the relay under <c>Smtp</c>, or those under <c>Relays</c>.</summary>
    private List<SmtpRelay> ReadRelays()
    {
        List<SmtpRelay> relays = settings.Parts("Relays") is { Count: > 0 } several ? [.. several.Select(RelayReader.Read)]
            : [RelayReader.Read(settings.Part("Smtp"))];
        if (relays.Select(r => r.Name.ToLowerInvariant()).Distinct().Count() < relays.Count)
        {
            settings.Refuse("Relays", string.Join(", ", relays.Select(r => r.Name)), "each relay has a Name of its own");
        }

        return relays;
    }

    private string? ReadListId()
    {
        var value = settings.Text("ListId");
        if (value is not null && !ListIdentifier().IsMatch(value))
        {
            settings.Refuse("ListId", value,
                "it must be a dotted name of at most 60 letters, digits and hyphens under a domain you own, such as lettre.example.org");
        }

        return value;
    }

    /// <summary>Reads a list, or one value with commas.</summary>
    private TimeSpan[] ReadDelays()
    {
        var value = settings.Text("RetryDelays") ?? string.Join(", ", settings.Keys("RetryDelays").Select(k => settings.Text("RetryDelays:" + k)));
        if (value.Length == 0)
        {
            return DefaultDelays;
        }

        var delays = value.Split(',', StringSplitOptions.TrimEntries)
            .Select(d => TimeSpan.TryParse(d, CultureInfo.InvariantCulture, out var delay) ? delay : TimeSpan.Zero)
            .ToArray();
        if (delays.Any(d => d < TimeSpan.FromSeconds(1) || d > TimeSpan.FromDays(1)))
        {
            settings.Refuse("RetryDelays", value,
                "it must be durations from 00:00:01 to 1.00:00:00 with commas between them, such as 00:30:00, 02:00:00, 03:00:00");
        }

        return delays;
    }

    [GeneratedRegex(@"^(?=.{1,60}\z)([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])\z")]
    private static partial Regex ListIdentifier();
}
