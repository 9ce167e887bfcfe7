using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.DomainChecks;

/// <summary>What the page says of the keys that sign, against what the DNS publishes (RFC 6376 3.6.1).</summary>
public class PublishedKeyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_key_the_page_names_the_command()
    {
        await using var site = new DomainSite { Settings = { ["Mail:TransactionalFrom"] = "abonnements@compte.example" } };

        var found = await site.FindingsAsync("DKIM");

        Assert.Equal(["lettre.example", "compte.example"], found.Select(f => f.Subject));
        Assert.All(found, f => Assert.Equal("À corriger", f.Badge));
        Assert.All(found, f => Assert.Contains("dkim create", f.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_published_rightly_are_good_and_those_not_published_are_shown_whole()
    {
        await using var site = new DomainSite();
        var made = await site.WithKeysAsync();
        Assert.All(await site.FindingsAsync("DKIM"), f => Assert.Equal("Bon", f.Badge));

        site.Dns.Without("a-r._domainkey.lettre.example");
        var rsa = (await site.FindingsAsync("DKIM"))[0];

        Assert.Equal("À corriger", rsa.Badge);
        Assert.Equal($"v=DKIM1; k=rsa; p={Convert.ToBase64String(made[0].PublicKey)}", rsa.Record[2]);
        Assert.Equal(rsa.Record[2], string.Concat(Regex.Matches(rsa.Record[3], "\"([^\"]*)\"").Select(m => m.Groups[1].Value)));
        Assert.All(Regex.Matches(rsa.Record[3], "\"([^\"]*)\""), m => Assert.InRange(m.Groups[1].Length, 1, 255));
    }

    /// <summary>The record, and part of what is said.</summary>
    private static readonly (string Record, string Text)[] Differing =
    [
        ("v=DKIM1; k=ed25519; p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "n’est pas la nôtre"),
        ("v=DKIM1; k=ed25519; p=pas de la base 64", "n’est pas la nôtre"),
        ("v=DKIM1; k=ed25519; p=", "révoquée"),
        ("v=DKIM1; k=ed25519", "ne contient pas de clé"),
        ("v=DKIM1; k=rsa; p={0}", "d’un autre type"),
        ("v=DKIM1; p={0}", "d’un autre type"),
        ("v=DKIM2; k=ed25519; p={0}", "version inconnue"),
        ("v=DKIM1; k=ed25519; h=sha1; p={0}", "n’admet pas SHA-256"),
        ("v=DKIM1; k=ed25519; s=tlsrpt; p={0}", "ne vaut pas pour le courriel"),
        ("v=DKIM1; k=ed25519; t=y:s; p={0}", "marque d’essai"),
    ];

    [Fact]
    public async Task A_record_that_differs_is_told_with_what_to_publish()
    {
        await using var site = new DomainSite();
        var key = (await site.WithKeysAsync())[1];
        foreach (var (record, text) in Differing)
        {
            site.Dns.Without("a-e._domainkey.lettre.example")
                .Txt("a-e._domainkey.lettre.example", record.Replace("{0}", Convert.ToBase64String(key.PublicKey), StringComparison.Ordinal));

            var found = (await site.FindingsAsync("DKIM"))[1];

            Assert.Equal((record, "À corriger"), (record, found.Badge));
            Assert.Contains(text, found.Text, StringComparison.Ordinal);
            Assert.Equal("a-e._domainkey.lettre.example", found.Record[0]);
        }
    }

    [Fact]
    public async Task Two_records_under_one_selector_and_keys_that_no_longer_sign_are_told()
    {
        await using var site = new DomainSite();
        await site.WithKeysAsync();
        site.Dns.Txt("a-r._domainkey.lettre.example", "v=DKIM1; p=");
        await site.WithDatabaseAsync(async db =>
        {
            (await db.DkimKeys.SingleAsync(k => k.Selector == "a-e", Cancel)).Retire(DateTime.UtcNow.AddDays(-1));
            db.Add(new DkimKey("lettre.example", "perdue", DkimAlgorithm.Ed25519Sha256, [1, 2, 3], new byte[32], DateTime.UtcNow));
            await db.SaveChangesAsync(Cancel);
        });

        var found = await site.FindingsAsync("DKIM");

        Assert.Contains("2 enregistrements à ce nom", found[0].Text, StringComparison.Ordinal);
        Assert.Contains("ne peut plus être déchiffrée", found[1].Text, StringComparison.Ordinal);
        Assert.Equal("Information", found[2].Badge);
        Assert.Contains("laissez encore son enregistrement", found[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_published_in_the_older_form_counts_too()
    {
        await using var site = new DomainSite();
        var key = (await site.WithKeysAsync())[0];
        using var rsa = System.Security.Cryptography.RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        site.Dns.Without("a-r._domainkey.lettre.example")
            .Txt("a-r._domainkey.lettre.example", "p=" + Convert.ToBase64String(rsa.ExportRSAPublicKey()));

        Assert.Contains("RSA, 2048", (await site.FindingsAsync("DKIM"))[0].Text, StringComparison.Ordinal);
    }
}
