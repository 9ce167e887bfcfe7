using MailKit.Security;

namespace CitesDesMetiers.Sending.Settings;

/// <summary>Reads <c>Mail:Returns</c> and what belongs to it.</summary>
internal static class ReturnsReader
{
    /// <summary>Characters left in a local part of 64 (RFC 5321 4.5.3.1) beside a delivery's number and its tag.</summary>
    private const int LongestLocalPart = 30;

    /// <param name="settings">Section <c>Mail</c>.</param>
    public static string? ReadReturnPath(SettingsReader settings)
    {
        var address = settings.Mailbox("ReturnPath")?.GetAddress(idnEncode: true);
        if (address is not null && address.LastIndexOf('@') > LongestLocalPart)
        {
            settings.Refuse("ReturnPath", address,
                $"what stands before its @ must be at most {LongestLocalPart} characters, as a mark of each mail is added to it");
        }

        return address;
    }

    /// <inheritdoc cref="ReadReturnPath"/>
    /// <returns>Null when no mailbox is set.</returns>
    public static ReturnMailbox? Read(SettingsReader settings, string? returnPath)
    {
        if (settings.Keys("Returns").Count == 0)
        {
            return null;
        }

        if (returnPath is null)
        {
            settings.Refuse("ReturnPath", null,
                "with Mail:Returns it must be the address whose mails arrive in that mailbox, such as retours@example.org");
        }

        return ReadMailbox(settings.Part("Returns"));
    }

    /// <inheritdoc cref="ReadReturnPath"/>
    public static SoftBounceLimit ReadSoftBounces(SettingsReader settings) =>
        new(settings.Number("SoftBounces:Limit", 3, 1, 100),
            settings.Duration("SoftBounces:Within", TimeSpan.FromDays(365), TimeSpan.FromDays(1), TimeSpan.FromDays(1_095)));

    private static ReturnMailbox ReadMailbox(SettingsReader settings)
    {
        var protocol = settings.Enum("Protocol", MailboxProtocol.Imap);
        var host = RelayReader.Host(settings, "it must name the server of the mailbox, such as imap.example.org");
        var security = RelayReader.Security(settings, host, SecureSocketOptions.SslOnConnect);
        var (plain, tls) = protocol is MailboxProtocol.Imap ? (143, 993) : (110, 995);
        var port = settings.Number("Port", security is SecureSocketOptions.SslOnConnect ? tls : plain, 1, 65_535);
        var (user, password, oauth) = (settings.Text("User"), settings.Text("Password"), ReadOAuth(settings));
        if (user is null)
        {
            settings.Refuse("User", null, "it must be the name of the mailbox, mostly its address");
        }

        if ((password is null) == (oauth is null))
        {
            settings.Refuse("Password", password is null ? null : "…", "either Password or OAuth:TokenEndpoint with what belongs to it must be set");
        }

        var after = settings.Enum("AfterReading", protocol is MailboxProtocol.Imap ? AfterReading.Keep : AfterReading.Delete);
        if (protocol is MailboxProtocol.Pop3 && after is not AfterReading.Delete)
        {
            settings.Refuse("AfterReading", after.ToString(), "a POP3 mailbox knows only Delete");
        }

        return new ReturnMailbox(
            protocol, host, port, security, user ?? "", password, oauth, settings.Text("Folder") ?? "INBOX", after, settings.Text("DoneFolder")
                ?? "Traités",
            settings.Text("LeftFolder"), settings.Duration("Interval", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)));
    }

    private static OAuthClient? ReadOAuth(SettingsReader settings)
    {
        if (settings.Keys("OAuth").Count == 0)
        {
            return null;
        }

        var endpoint = settings.Text("OAuth:TokenEndpoint");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            settings.Refuse("OAuth:TokenEndpoint", endpoint,
                "it must be an https address, such as https://login.microsoftonline.com/TENANT/oauth2/v2.0/token");
            uri = new Uri("https://invalid.example/");
        }

        var (client, secret, refresh) = (settings.Text("OAuth:ClientId"), settings.Text("OAuth:ClientSecret"), settings.Text("OAuth:RefreshToken"));
        if (client is null)
        {
            settings.Refuse("OAuth:ClientId", null, "it must be the identity of the application at that service");
        }

        if (secret is null && refresh is null)
        {
            settings.Refuse("OAuth:ClientSecret", null, "it must be set, unless OAuth:RefreshToken is");
        }

        return new OAuthClient(uri, client ?? "", secret, settings.Text("OAuth:Scope"), refresh);
    }
}
