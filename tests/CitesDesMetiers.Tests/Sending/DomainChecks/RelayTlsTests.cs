using System.Globalization;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Tests.Sending.DomainChecks;

/// <summary>What the page says of the connection to the relay; the certificates of the tests are vouched for by nobody.</summary>
public class RelayTlsTests
{
    [Fact]
    public async Task A_relay_on_this_machine_may_be_spoken_to_in_clear_and_nothing_is_sent()
    {
        await using var site = new DomainSite();

        var tls = await site.FindingAsync("TLS");

        Assert.Equal("Bon", tls.Badge);
        Assert.Contains("En clair, sur cette machine.", tls.Text, StringComparison.Ordinal);
        Assert.Contains("STARTTLS n’est pas offert", tls.Text, StringComparison.Ordinal);
        Assert.Contains("jusqu’à 20", tls.Text, StringComparison.Ordinal);
        Assert.Empty(site.Relay.Mails);
    }

    [Fact]
    public async Task A_relay_without_starttls_is_to_be_mended()
    {
        await using var site = new DomainSite { Settings = { ["Mail:Smtp:Security"] = "StartTls" } };

        var tls = await site.FindingAsync("TLS");

        Assert.Equal("À corriger", tls.Badge);
        Assert.Contains("n’offre pas STARTTLS", tls.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StartTls", 1, "127.0.0.1", "personne ne s’en porte garant")]
    [InlineData("SslOnConnect", 1, "127.0.0.1", "personne ne s’en porte garant")]
    [InlineData("SslOnConnect", -1, "127.0.0.1", "il est périmé depuis le")]
    [InlineData("SslOnConnect", 1, "192.0.2.1", "il est fait pour un autre nom")]
    public async Task A_certificate_that_is_refused_is_shown_with_the_reason(string security, int days, string address, string reason)
    {
        using var certificate = RelayTests.SelfSigned(days, address);
        await using var relay = new SmtpListener(0, security == "SslOnConnect" ? certificate : null) { StartTls = certificate };
        relay.Capabilities += "\nSTARTTLS";
        await using var site = new DomainSite
        {
            Settings = { ["Mail:Smtp:Security"] = security, ["Mail:Smtp:Port"] = relay.Port.ToString(CultureInfo.InvariantCulture) }
        };

        var tls = await site.FindingAsync("TLS");

        Assert.Equal("À corriger", tls.Badge);
        Assert.Contains("Certificat refusé", tls.Text, StringComparison.Ordinal);
        Assert.Contains(reason, tls.Text, StringComparison.Ordinal);
        Assert.Contains($"émis par {address}", tls.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_that_is_away_or_does_not_speak_tls_is_told()
    {
        await using var plain = new DomainSite { Settings = { ["Mail:Smtp:Security"] = "SslOnConnect" } };
        Assert.Contains("ne parle pas TLS", (await plain.FindingAsync("TLS")).Text, StringComparison.Ordinal);

        await using var away = new DomainSite();
        var port = await away.StopRelayAsync();
        var tls = await away.FindingAsync("TLS");

        Assert.Equal("À corriger", tls.Badge);
        Assert.Contains("Le relais ne répond pas", tls.Text, StringComparison.Ordinal);
        away.StartRelay(port);
    }

    [Fact]
    public async Task A_password_that_the_relay_does_not_ask_for_is_told()
    {
        await using var site = new DomainSite { Settings = { ["Mail:Smtp:User"] = "lettre", ["Mail:Smtp:Password"] = "secret" } };

        Assert.Contains("n’en demande pas à ce port", (await site.FindingAsync("TLS")).Text, StringComparison.Ordinal);
    }
}
