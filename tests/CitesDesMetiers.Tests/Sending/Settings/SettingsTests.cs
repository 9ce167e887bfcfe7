using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Sending.Settings;

/// <summary>A wrong setting stops the real start, naming its key and what is allowed.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_wrong_mail_setting_is_named_at_once_with_what_is_allowed()
    {
        var (code, output) = await StartAsync(
            "--Mail:Transport=Smtp", "--Mail:Smtp:Host=", "--Mail:Smtp:Port=70000", "--Mail:Smtp:Security=Auto", "--Mail:Smtp:User=x",
            "--Mail:Smtp:Connections=65", "--Mail:From=personne", "--Mail:TransactionalFrom=a@b", "--Mail:ReplyTo=x y@z.fr", "--Mail:ListId=lettre",
            "--Mail:UnsubscribeMailto=@", "--Mail:LeaseDuration=1", "--Mail:RetryDelays=demain", "--Mail:GiveUpAfter=30.00:00:00");

        Assert.Equal(2, code);
        Assert.Contains("Mail:Smtp:Host is empty; with Mail:Transport=Smtp it must name the relay", output, StringComparison.Ordinal);
        Assert.Contains("Mail:Smtp:Port is \"70000\"; it must be a whole number from 1 to 65535.", output, StringComparison.Ordinal);
        Assert.Contains(
            "Mail:Smtp:Security is \"Auto\"; allowed are StartTls and SslOnConnect, and None for a relay on this machine only.",
            output,
            StringComparison.Ordinal);
        Assert.Contains("Mail:Smtp:Password is empty", output, StringComparison.Ordinal);
        Assert.Contains("Mail:Smtp:Connections is \"65\"; it must be a whole number from 1 to 64.", output, StringComparison.Ordinal);
        Assert.Contains("Mail:From is \"personne\"; it must be an address with a dotted domain", output, StringComparison.Ordinal);
        Assert.Contains("Mail:TransactionalFrom is \"a@b\"", output, StringComparison.Ordinal);
        Assert.Contains("Mail:ReplyTo is \"x y@z.fr\"", output, StringComparison.Ordinal);
        Assert.Contains("Mail:ListId is \"lettre\"", output, StringComparison.Ordinal);
        Assert.Contains("Mail:UnsubscribeMailto is \"@\"", output, StringComparison.Ordinal);
        Assert.Contains("Mail:LeaseDuration is \"1\"; it must be a duration from 00:00:03 to 01:00:00.", output, StringComparison.Ordinal);
        Assert.Contains("Mail:RetryDelays is \"demain\"", output, StringComparison.Ordinal);
        Assert.Contains("Mail:GiveUpAfter is \"30.00:00:00\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mail:Transport=Fax", "Mail:Transport is \"Fax\"; allowed are Outbox and Smtp.")]
    [InlineData("Mail:Transport=1", "Mail:Transport is \"1\"; allowed are Outbox and Smtp.")]
    [InlineData("Notifications:Delay=demain", "Notifications:Delay is \"demain\"; it must be a duration from 00:00:00 to 1.00:00:00")]
    [InlineData("Mail:From=Lettre\u0007 <a@b.example>", "it must be an address with a dotted domain")]
    [InlineData("Dns:Servers=127.0.0.1:5353, resolveur", "Dns:Servers has \"resolveur\"; it must be addresses with commas between them")]
    [
        InlineData(
            "Mail:Returns:Host=imap.example.org",
            "Mail:ReturnPath is empty; with Mail:Returns it must be the address whose mails arrive in that mailbox")
    ]
    [InlineData("Calls:RemindBefore=7 jours", "Calls:RemindBefore is \"7 jours\"; it must be durations from 01:00:00 to 60.00:00:00")]
    [InlineData("Pdf:Chromium=chromium", "Pdf:Chromium is \"chromium\"; it must be the full path of an executable")]
    [InlineData("Pdf:TimeLimit=1.00:00:00", "Pdf:TimeLimit is \"1.00:00:00\"; it must be a duration from 00:00:01 to 00:10:00.")]
    [InlineData("Backup:At=minuit", "Backup:At is \"minuit\"; it must be a time of the day in UTC, such as 02:00.")]
    [InlineData("Backup:Keep=0", "Backup:Keep is \"0\"; it must be from 1 to 3650 backups.")]
    [InlineData("Backup:KeyFile=/nulle/part.key", "Backup:KeyFile is \"/nulle/part.key\", and there is no such file.")]
    [InlineData("Pdf:MaxMegabytes=5", "Pdf:MaxMegabytes is \"5\"; it must be a number from 10 to 2000.")]
    public async Task A_value_that_is_not_allowed_is_refused(string setting, string message)
    {
        var (code, output) = await StartAsync("--" + setting);

        Assert.Equal(2, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_of_the_return_mailbox_are_named()
    {
        var (code, output) = await StartAsync(
            "--Mail:ReturnPath=une-adresse-bien-trop-longue-devant@lettre.example", "--Mail:Returns:Protocol=Pop3",
            "--Mail:Returns:Host=pop.example.org",
            "--Mail:Returns:Security=None", "--Mail:Returns:AfterReading=Move", "--Mail:Returns:OAuth:TokenEndpoint=http://ailleurs.example/jeton",
            "--Mail:SoftBounces:Limit=0");

        Assert.Equal(2, code);
        Assert.Contains(
            "Mail:ReturnPath is \"une-adresse-bien-trop-longue-devant@lettre.example\"; what stands before its @ must be at most 30 characters",
            output,
            StringComparison.Ordinal);
        Assert.Contains("Mail:Returns:Security is \"None\"", output, StringComparison.Ordinal);
        Assert.Contains("Mail:Returns:User is empty", output, StringComparison.Ordinal);
        Assert.Contains("Mail:Returns:AfterReading is \"Move\"; a POP3 mailbox knows only Delete.", output, StringComparison.Ordinal);
        Assert.Contains(
            "Mail:Returns:OAuth:TokenEndpoint is \"http://ailleurs.example/jeton\"; it must be an https address", output, StringComparison.Ordinal);
        Assert.Contains("Mail:Returns:OAuth:ClientId is empty", output, StringComparison.Ordinal);
        Assert.Contains("Mail:SoftBounces:Limit is \"0\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_text_is_refused_for_a_relay_elsewhere()
    {
        var (code, output) = await StartAsync("--Mail:Transport=Smtp", "--Mail:Smtp:Host=smtp.example.org", "--Mail:Smtp:Security=None");

        Assert.Equal(2, code);
        Assert.Contains("Mail:Smtp:Security is \"None\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_of_several_sections_are_all_named()
    {
        var (code, output) = await StartAsync("--Mail:Transport=Fax", "--Site:PublicUrl=ftp://lettre.example");

        Assert.Equal(2, code);
        Assert.Contains("Site:PublicUrl is \"ftp://lettre.example\"", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> StartAsync(params string[] settings)
    {
        using var site = WebProcess.Start([$"--ConnectionStrings:Newsletter=Data Source={Path.Combine(folder, "site.db")}", .. settings]);
        var output = site.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = site.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await site.WaitForExitAsync(patience.Token);
        }
        finally
        {
            site.Kill(entireProcessTree: true);
        }

        return (site.ExitCode, await output);
    }
}
