using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Dispatches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Smtp;

/// <summary>How the site gets on with its relay: identity, encryption, connections, and mails of its own.</summary>
public class RelayTests
{
    [Fact]
    public async Task A_wrong_password_pauses_the_dispatch_and_is_tried_once()
    {
        await using var site = new SmtpSite
        {
            Settings = { ["Mail:Smtp:Connections"] = "1", ["Mail:Smtp:User"] = "lettre", ["Mail:Smtp:Password"] = "faux" }
        };
        site.Relay.Capabilities += "\nAUTH PLAIN";
        site.Relay.Answer(SmtpMoment.Auth, "535 5.7.8 Authentication credentials invalid");
        var dispatch = await site.DispatchAsync(3);

        await Eventually.TrueAsync(async () => (await site.DispatchOfAsync(dispatch)).State is DispatchState.Paused, "it is paused");

        Assert.Contains("le mot de passe : 535 5.7.8", (await site.DispatchOfAsync(dispatch)).PauseReason, StringComparison.Ordinal);
        Assert.Equal(1, site.Relay.Connections);
    }

    [Theory]
    [InlineData("StartTls", false)]
    [InlineData("SslOnConnect", true)]
    public async Task Nothing_is_sent_to_a_relay_without_starttls_nor_to_one_whose_certificate_nobody_vouches_for(string security, bool tls)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Security"] = security } };
        using var certificate = tls ? SelfSigned() : null;
        if (tls)
        {
            await using var relay = new SmtpListener(0, certificate);
            site.Settings["Mail:Smtp:Port"] = relay.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await AssertRefusedAsync(site, relay);
        }
        else
        {
            await AssertRefusedAsync(site, site.Relay);
        }
    }

    [Fact]
    public async Task A_connection_is_closed_after_a_hundred_messages()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };

        await site.CompletedAsync(await site.DispatchAsync(250));

        Assert.Equal([100, 100, 50], site.Relay.Mails.CountBy(m => m.Connection).OrderBy(c => c.Key).Select(c => c.Value));
    }

    [Fact]
    public async Task A_bounce_of_a_mail_the_site_sends_by_itself_goes_to_nobody_and_it_waits_for_the_relay()
    {
        await using var site = new SmtpSite();
        var port = await site.StopRelayAsync();
        var mailer = site.Services.GetRequiredService<TransactionalMailer>();
        await site.WithDatabaseAsync(async db =>
        {
            mailer.Enqueue(db, EmailAddress.Parse("a@example.org"), "Sujet d’essai", "<p>Oui</p>", "Oui");
            await db.SaveChangesAsync();
            var stored = await db.OutgoingMails.AsNoTracking().SingleAsync();
            Assert.DoesNotContain("a@example.org", System.Text.Encoding.UTF8.GetString(stored.Content), StringComparison.Ordinal);
        });
        mailer.Wake();
        await Eventually.TrueAsync(() => site.Services.GetRequiredService<Relays>().All[0].Gate.ClosedBy is not null, "the relay is found away");

        site.StartRelay(port);
        await Eventually.TrueAsync(() => !site.Relay.Mails.IsEmpty, "the mail has gone");
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(async db => !await db.OutgoingMails.AnyAsync()), "nothing of it is kept");

        var mail = Assert.Single(site.Relay.Mails);
        Assert.Equal("", mail.From);
        Assert.Equal("auto-generated", DispatchTests.Header(mail, "Auto-Submitted"));
        Assert.Equal("InfoLettre <abonnements@lettre.example>", DispatchTests.Header(mail, "From"));
        Assert.Equal("", DispatchTests.Header(mail, "List-Unsubscribe"));
    }

    private static async Task AssertRefusedAsync(SmtpSite site, SmtpListener relay)
    {
        var dispatch = await site.DispatchAsync(2);
        await Eventually.TrueAsync(async () => (await site.DispatchOfAsync(dispatch)).State is DispatchState.Paused, "it is paused");
        Assert.Contains("n’est pas sûre", (await site.DispatchOfAsync(dispatch)).PauseReason, StringComparison.Ordinal);
        Assert.Empty(relay.Mails);
    }

    /// <param name="days">Until it ends, or since then.</param>
    internal static X509Certificate2 SelfSigned(int days = 1, string address = "127.0.0.1")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + address, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
