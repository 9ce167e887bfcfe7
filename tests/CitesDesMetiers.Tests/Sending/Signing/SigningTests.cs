using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace CitesDesMetiers.Tests.Sending.Signing;

/// <summary>Signatures over bytes taken from the wire, checked by MimeKit's verifier against what the DNS record would say.</summary>
public class SigningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mail_leaves_with_both_signatures_and_they_cover_the_ways_out()
    {
        await using var site = new SmtpSite();
        var keys = site.Services.GetRequiredService<SigningKeys>();
        DkimKey[] made =
        [
            keys.Create("lettre.example", "a-r", DkimAlgorithm.RsaSha256), keys.Create("lettre.example", "a-e", DkimAlgorithm.Ed25519Sha256)
        ];
        await site.WithDatabaseAsync(async db =>
        {
            db.AddRange(made);
            await db.SaveChangesAsync(Cancel);
        });

        await site.CompletedAsync(await site.DispatchAsync(2));
        await using var scope = site.Services.CreateAsyncScope();
        var template = new NewsletterTemplate(SampleNewsletter.Subject, "fr", SampleNewsletter.Html, SampleNewsletter.Text, null, "numero-12");
        await scope.ServiceProvider.GetRequiredService<TestSend>().SendAsync(template, EmailAddress.Parse("redaction@example.org"), Cancel);
        var mailer = site.Services.GetRequiredService<TransactionalMailer>();
        await site.WithDatabaseAsync(async db =>
        {
            mailer.Enqueue(db, EmailAddress.Parse("a@example.org"), "Confirmez : l’été", "<p>Un bouton.</p>", "Un lien.");
            await db.SaveChangesAsync(Cancel);
        });
        mailer.Wake();
        await Eventually.TrueAsync(() => site.Relay.Mails.Count == 4, "four mails have gone");

        foreach (var mail in site.Relay.Mails)
        {
            var message = MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(mail.Raw)), Cancel);
            Assert.Equal(["rsa-sha256", "ed25519-sha256"], (await Keys.VerifiedAsync(message, made)).OrderDescending());
        }

        var issue = MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(site.Relay.Mails.First().Raw)), Cancel);
        var covered = issue.Headers["DKIM-Signature"]!.Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
        Assert.Contains("h=from:from:", covered, StringComparison.Ordinal);
        Assert.Contains(":list-unsubscribe:list-unsubscribe-post:", covered, StringComparison.Ordinal);
        Assert.DoesNotContain(";l=", covered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_retired_signs_no_longer_within_a_minute()
    {
        await using var site = new SmtpSite();
        var keys = site.Services.GetRequiredService<SigningKeys>();
        await site.WithDatabaseAsync(async db =>
        {
            db.Add(keys.Create("lettre.example", "a", DkimAlgorithm.Ed25519Sha256));
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Single(await keys.OfAsync("lettre.example", Cancel));
        Assert.Empty(await keys.OfAsync("ailleurs.example", Cancel));

        await site.WithDatabaseAsync(async db =>
        {
            (await db.DkimKeys.SingleAsync(Cancel)).Retire(DateTime.UtcNow);
            await db.SaveChangesAsync(Cancel);
        });
        site.Clock.Forward(TimeSpan.FromMinutes(2));

        Assert.Empty(await keys.OfAsync("lettre.example", Cancel));
    }

    [Fact]
    public async Task The_command_prints_records_whose_keys_sign_and_refuses_a_selector_in_use()
    {
        await using var site = new SmtpSite();
        _ = site.Services;

        var (code, output) = await RunAsync(site, "create", "--selector", "hiver");

        Assert.Equal(0, code);
        Assert.Matches("hiver-r\\._domainkey\\.lettre\\.example\\. IN TXT \"v=DKIM1; k=rsa; p=[^\"]{200,240}\" \"[^\"]+\"", output);
        Assert.Matches("hiver-e\\._domainkey\\.lettre\\.example\\. IN TXT \"v=DKIM1; k=ed25519; p=.{44}\"", output);
        Assert.Equal(2, (await site.Services.GetRequiredService<SigningKeys>().OfAsync("lettre.example", Cancel)).Count);
        Assert.Equal(1, (await RunAsync(site, "create", "--selector", "hiver")).Code);
    }

    private static async Task<(int Code, string Output)> RunAsync(SmtpSite site, params string[] command)
    {
        var (code, output, _) = await CommandInProcess.RunAsync(site.Folder, ["dkim", .. command]);
        return (code, output);
    }
}

/// <summary>Keys of the tests, and what a receiver makes of signatures.</summary>
internal static class Keys
{
    private static readonly System.Security.Cryptography.RSA Rsa = System.Security.Cryptography.RSA.Create(2048);
    private static readonly byte[] Seed = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);

    public static IReadOnlyList<SigningKey> Both { get; } =
    [
        new SigningKey("lettre.example", "a-r", DkimAlgorithm.RsaSha256, Rsa.ExportPkcs8PrivateKey()),
        new SigningKey("lettre.example", "a-e", DkimAlgorithm.Ed25519Sha256, Seed),
    ];

    /// <summary>The algorithms of the signatures that hold.</summary>
    public static Task<List<string>> VerifiedAsync(MimeMessage message) =>
        VerifiedAsync(
            message,
            s =>
                s == "a-r"
                    ? PublicKeyFactory.CreateKey(Rsa.ExportSubjectPublicKeyInfo())
                    : new Ed25519PrivateKeyParameters(Seed).GeneratePublicKey());

    public static Task<List<string>> VerifiedAsync(MimeMessage message, IReadOnlyList<DkimKey> keys) =>
        VerifiedAsync(message, selector => keys.Single(k => k.Selector == selector) is { Algorithm: DkimAlgorithm.RsaSha256 } rsa
            ? PublicKeyFactory.CreateKey(rsa.PublicKey)
            : new Ed25519PublicKeyParameters(keys.Single(k => k.Selector == selector).PublicKey));

    private static async Task<List<string>> VerifiedAsync(MimeMessage message, Func<string, AsymmetricKeyParameter> keyOf)
    {
        List<string> held = [];
        foreach (var signature in message.Headers.Where(h => h.Id is HeaderId.DkimSignature))
        {
            var verifier = new DkimVerifier(new Records(keyOf));
            verifier.Enable(DkimSignatureAlgorithm.Ed25519Sha256);
            if (await verifier.VerifyAsync(message, signature, TestContext.Current.CancellationToken))
            {
                held.Add(signature.Value.Contains("rsa-sha256", StringComparison.Ordinal) ? "rsa-sha256" : "ed25519-sha256");
            }
        }

        return held;
    }

    private sealed class Records(Func<string, AsymmetricKeyParameter> keyOf) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            keyOf(selector);

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(keyOf(selector));
    }
}
