using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Issues.Pdf;
using CitesDesMetiers.Tests.Platform.Auditing;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Tests.Commands;

/// <summary><c>check</c> and the page « État du système » say what is wrong with the site and its machine.</summary>
public sealed class CheckCommandTests : IAsyncDisposable
{
    private readonly ClockedSite site = new(DateTime.UtcNow);

    [Fact]
    public async Task A_site_without_a_relay_whose_keys_are_in_clear_is_told_both_and_that_the_rest_is_well()
    {
        _ = site.Services;

        var (code, output, _) = await CommandInProcess.RunAsync(site.Folder, "check", "--json", $"--Backup:Folder={site.Folder}");

        Assert.Equal(1, code);
        var states = JsonNode.Parse(output)!["sections"]!.AsArray()
            .SelectMany(s => s!["findings"]!.AsArray(), (s, f) => (Name: $"{s!["title"]}, {f!["subject"]}", State: (string)f["state"]!))
            .ToLookup(f => f.Name, f => f.State);
        Assert.Equal("ok", states["Base de données, Connexion"].Single());
        Assert.Equal("ok", states["Base de données, Schéma"].Single());
        Assert.Equal("ok", states["Base de données, Intégrité"].Single());
        Assert.Equal("ok", states["Horloge, Heure"].Single());
        Assert.Single(states["Disque, Sauvegardes"]);
        Assert.Equal("toFix", states["Clés, Protection"].Single());
        Assert.Equal("toFix", states["Réglages, Relais"].Single());
        Assert.Equal("information", states["Numéros en PDF, Chromium"].Single());
    }

    [Fact]
    public async Task A_clock_that_is_behind_what_the_log_holds_is_found()
    {
        site.Clock.Forward(TimeSpan.FromHours(3));
        await site.LogAsync(1);

        Assert.Contains("[À CORRIGER] Heure : Cette machine se croit le", (await CheckAsync()).Output, StringComparison.Ordinal);
    }

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task A_damaged_database_a_missing_browser_and_a_relay_that_refuses_are_findings_and_not_failures()
    {
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "site.db"), new string('x', 8_192), TestContext.Current.CancellationToken);

        var (code, output, _) = await CheckAsync("--Pdf:Chromium=/nulle/part/chromium");

        Assert.Equal(1, code);
        Assert.Contains("[À CORRIGER] Connexion : La base ne répond pas (Sqlite)", output, StringComparison.Ordinal);
        Assert.Contains("[inconnu] Horloge", output, StringComparison.Ordinal);
        Assert.Contains("/nulle/part/chromium ne se lance pas.", output, StringComparison.Ordinal);
    }

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task A_database_that_is_not_there_is_said_and_not_made()
    {
        var missing = Path.Combine(site.Folder, "ailleurs", "site.db");

        var (code, output, errors) = await CheckAsync($"--ConnectionStrings:Newsletter=Data Source={missing}");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"There is no database {missing}.", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(missing)));
    }

    [Fact]
    public async Task The_browser_is_looked_at_without_the_passwords_of_the_site()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The browser of this test is a script.");
        _ = site.Services;
        var browser = new FakeChromium(site.Folder).Write("echo \"Chromium 1 <$Mail__Smtp__Password>\"");

        using var check = WebProcess.Start(
            ["check", .. WebProcess.Over(site.Folder), $"--Pdf:Chromium={browser}"], environment: new() { ["Mail__Smtp__Password"] = "secret" });
        var output = await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Chromium : Chromium 1 <>.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "[À CORRIGER] 127.0.0.1, port {0} : Chiffré d’emblée en TLS 1.3, mais le certificat finit bientôt")]
    [InlineData(60, "[bon] 127.0.0.1, port {0} : Chiffré d’emblée en TLS 1.3, certificat valable.")]
    public async Task A_certificate_of_a_relay_that_ends_tomorrow_is_told(int days, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere, only the whole machine can be told to trust a certificate.");
        _ = site.Services;
        using var certificate = RelayTests.SelfSigned(days);
        await using var relay = new SmtpListener(certificate: certificate);
        var trusted = Path.Combine(site.Folder, "trusted.pem");
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);

        using var check = WebProcess.Start(
            [
                "check", .. WebProcess.Over(site.Folder), "--Mail:Transport=Smtp", "--Mail:Smtp:Host=127.0.0.1", $"--Mail:Smtp:Port={relay.Port}",
                "--Mail:Smtp:Security=SslOnConnect",
            ],
            environment: new() { ["SSL_CERT_FILE"] = trusted });
        var output = await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains(string.Format(CultureInfo.InvariantCulture, said, relay.Port), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_mail_is_sent_on_demand_and_its_answer_is_told()
    {
        _ = site.Services;

        Assert.Contains("is no usable mail address", (await CheckAsync("--mail", "personne")).Errors, StringComparison.Ordinal);
        Assert.Contains(
            "Essai\n  [bon] exploitante@cite.example :", (await CheckAsync("--mail", "exploitante@cite.example")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_administrators_the_same()
    {
        using (var editor = await DeskClient.SignInAsync(site, Role.Editor))
        {
            var refused = await editor.Http.GetAsync("/redaction/reglages/systeme", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);
        var page = await desk.GetAsync("/redaction/reglages/systeme");

        Assert.Contains(page.QuerySelectorAll(".check h2"), h => h.TextContent == "Base de données");
        Assert.Contains(page.QuerySelectorAll(".finding"), f => f.TextContent.Contains("Les clés sont en clair", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task<(int Code, string Output, string Errors)> CheckAsync(params string[] words) =>
        CommandInProcess.RunAsync(site.Folder, ["check", .. words]);
}
