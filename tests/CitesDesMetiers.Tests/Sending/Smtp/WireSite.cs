using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace CitesDesMetiers.Tests.Sending.Smtp;

/// <summary>
/// An awkward issue for two readers, deferred once on its way, and a mail about one person: all signed, caught as they passed over the wire.
/// </summary>
public sealed class WireSite : IAsyncLifetime
{
    public const string LongSubject = "Œuvre ’ L’été à l’École des métiers 🎓 : « coïncidences » et rendez-vous d’Orléans à Saint-Étienne, l’Haÿ-les-Roses, et plus loin encore — n° 12";
    public const string IdnReader = "info@cité-des-lecteurs.example";
    public static readonly string LongReader = new string('l', 64) + "@lecteurs.example";

    public static readonly string Text = string.Join('\n',
        "From ici on commence", ".", "..", "...trois", "fin avec espaces   ", "tabulation\t", "🎓 "
            + new string('é', 3_000), new string('x', 2_500), "=20 = =3D",
        "https://lettre.example/desinscription/" + RecipientMarks.Token, "", "", "");

    public static readonly string Html = "<!DOCTYPE html>\n<html lang=\"fr\"><head><title>Œuvre ’</title></head><body><p>" + Text
        .ReplaceLineEndings("\n</p><p>\n") + "</p></body></html>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public SmtpSite Site { get; } = new()
    {
        Settings =
        {
            ["Site:PublicUrl"] = "https://lettre.cité.example",
            ["Mail:From"] = "\"Cité des métiers d’Orléans, Œuvre & Cie\" <infolettre@cité.example>",
            ["Mail:TransactionalFrom"] = "Œuvre <abonnements@compte.cité.example>",
            ["Mail:Smtp:Connections"] = "1",
        },
    };

    /// <summary>By reader.</summary>
    public IReadOnlyList<WireMail> Issues { get; private set; } = [];
    public WireMail Letter { get; private set; } = null!;

    /// <summary>As they were before anything left.</summary>
    public IReadOnlyList<string> StoredIds { get; private set; } = [];
    public IDkimPublicKeyLocator Records { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Records = new PrintedRecords(await CreateKeysAsync());
        var deferred = new HashSet<string>();
        Site.Relay.Script = (moment, to) => Task.FromResult(moment is SmtpMoment.FinalDot && deferred.Add(to) ? "451 4.7.1 Later" : null);
        var keys = await Site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        var dispatching = Site.Services.GetRequiredService<Dispatching>();
        var id = await Site.WithDatabaseAsync(async db =>
        {
            db.AddRange(SampleNewsletter.Reader(IdnReader, keys), SampleNewsletter.Reader(LongReader, keys));
            await db.SaveChangesAsync(Cancel);
            return await SampleNewsletter.DispatchAsync(db, dispatching, keys, 2, null, LongSubject, Html, Text);
        });
        StoredIds = [.. (await Site.DeliveriesAsync(id)).Select(d => d.MessageId)];
        dispatching.Wake();
        await Eventually.TrueAsync(() => deferred.Count == 2, "both were deferred");
        await Eventually.TrueAsync(
            async () =>
            {
                Site.Clock.Forward(TimeSpan.FromHours(1));
                Site.WakeUp();
                return Site.Relay.Mails.Count == 2;
            },
            "both have arrived");
        Issues = [.. Site.Relay.Mails.Select(m => new WireMail(m))];

        var mailer = Site.Services.GetRequiredService<TransactionalMailer>();
        deferred.Add(EmailAddress.Parse(IdnReader).Value);
        await Site.WithDatabaseAsync(async db =>
        {
            mailer.Enqueue(db, EmailAddress.Parse(IdnReader), LongSubject, Html, Text);
            await db.SaveChangesAsync(Cancel);
        });
        mailer.Wake();
        await Eventually.TrueAsync(() => Site.Relay.Mails.Count == 3, "the letter has arrived");
        Letter = new WireMail(Site.Relay.Mails.Last());
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    /// <summary>The algorithms of the signatures that hold.</summary>
    public async Task<IReadOnlyList<string>> VerifiedAsync(byte[] message)
    {
        var read = MimeMessage.Load(new MemoryStream(message), Cancel);
        List<string> held = [];
        foreach (var signature in read.Headers.Where(h => h.Id is HeaderId.DkimSignature))
        {
            var verifier = new DkimVerifier(Records);
            verifier.Enable(DkimSignatureAlgorithm.Ed25519Sha256);
            if (await verifier.VerifyAsync(read, signature, Cancel))
            {
                held.Add(Regex.Match(signature.Value, "a=([a-z0-9-]+)").Groups[1].Value);
            }
        }

        return held;
    }

    /// <summary>By the command, as on a server; what it prints is all that a receiver will know.</summary>
    private async Task<Dictionary<string, string>> CreateKeysAsync()
    {
        _ = Site.Services;
        using var run = WebProcess.Start(
        [
            "dkim", "create", "--selector", "fil", $"--ConnectionStrings:Newsletter=Data Source={Path.Combine(Site.Folder, "site.db")}",
            .. Site.Settings.Where(s => s.Key is "Site:PublicUrl" or "Mail:From" or "Mail:TransactionalFrom").Select(s => $"--{s.Key}={s.Value}"),
        ]);
        var output = await run.StandardOutput.ReadToEndAsync(Cancel);
        await run.WaitForExitAsync(Cancel);
        Assert.Equal(0, run.ExitCode);
        return Regex.Matches(output, "^(\\S+)\\. IN TXT (.+?)\r?$", RegexOptions.Multiline)
            .ToDictionary(
                m => m.Groups[1].Value, m => string.Concat(Regex.Matches(m.Groups[2].Value, "\"([^\"]*)\"").Select(s => s.Groups[1].Value)));
    }

    private sealed class PrintedRecords(Dictionary<string, string> records) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            GetPublicKey(records[$"{selector}._domainkey.{domain}"]);

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}

/// <summary>A mail as bytes, its fields read without a library.</summary>
public sealed class WireMail
{
    public WireMail(ReceivedMail received)
    {
        Received = received;
        Bytes = MessageTests.Unstuffed(received.Raw);
        var text = Encoding.Latin1.GetString(Bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        (Head, Body) = (text[..(end + 2)], text[(end + 4)..]);
        Fields =
        [
            .. Regex.Matches(Head, "([^\r\n:]+):([^\r]*(?:\r\n[ \t][^\r]*)*)\r\n")
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value.Replace("\r\n", "", StringComparison.Ordinal).Trim()))
        ];
    }

    public ReceivedMail Received { get; }

    /// <summary>Without the dots that the journey adds.</summary>
    public byte[] Bytes { get; }
    public string Head { get; }
    public string Body { get; }

    /// <summary>Unfolded.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; }

    public string this[string name] => Assert.Single(Fields, f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
