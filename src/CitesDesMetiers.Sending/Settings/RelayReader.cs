using System.Text.RegularExpressions;
using MailKit.Security;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>Reads <c>Mail:Smtp</c>, or each of <c>Mail:Relays</c>.</summary>
internal static partial class RelayReader
{
    /// <param name="settings">The section of one relay.</param>
    public static SmtpRelay Read(SettingsReader settings)
    {
        var host = Host(settings, "with Mail:Transport=Smtp it must name the relay, such as smtp.example.org");
        var security = Security(settings, host, SecureSocketOptions.StartTls);
        var port = settings.Number("Port", security switch { SecureSocketOptions.None => 25, SecureSocketOptions.SslOnConnect => 465, _ => 587 }, 1,
            65_535);
        var (user, password) = (settings.Text("User"), settings.Text("Password"));
        if ((user is null) != (password is null))
        {
            settings.Refuse(user is null ? "User" : "Password", null, $"User and Password are set together or not at all");
        }

        return new SmtpRelay(settings.Text("Name") ?? host, host, port, security, user, password)
        {
            Weight = settings.Number("Weight", 1, 1, 100),
            PerHour = settings.Text("PerHour") is null ? null : settings.Number("PerHour", 1, 1, 10_000_000),
        };
    }

    /// <returns>The host; empty when it was refused.</returns>
    public static string Host(SettingsReader settings, string allowed)
    {
        var host = settings.Text("Host");
        if (host is not null && HostName().IsMatch(host))
        {
            return host;
        }

        settings.Refuse("Host", host, allowed);
        return "";
    }

    /// <param name="usual">The default for a server on another machine.</param>
    public static SecureSocketOptions Security(SettingsReader settings, string host, SecureSocketOptions usual)
    {
        var loopback = SmtpRelay.IsLoopback(host);
        var security = settings.Text("Security") switch
        {
            null => loopback ? SecureSocketOptions.None : usual,
            nameof(SecureSocketOptions.None) => SecureSocketOptions.None,
            nameof(SecureSocketOptions.StartTls) => SecureSocketOptions.StartTls,
            nameof(SecureSocketOptions.SslOnConnect) => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };
        if (security is SecureSocketOptions.Auto || (security is SecureSocketOptions.None && !loopback))
        {
            settings.Refuse("Security", settings.Text("Security"),
                "allowed are StartTls and SslOnConnect, and None for a relay on this machine only");
        }

        return security;
    }

    [GeneratedRegex(@"^[A-Za-z0-9.:-]{1,253}\z")]
    private static partial Regex HostName();
}
