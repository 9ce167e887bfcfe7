namespace CitesDesMetiers.Tests.Sending.DomainChecks;

/// <summary>What the page says of DMARC (RFC 7489), of where mail comes in (RFC 5321, RFC 7505), and of MTA-STS.</summary>
public class DmarcAndMxTests
{
    /// <summary>The record, the badge, and part of what is said.</summary>
    private static readonly (string Record, string Badge, string Text)[] Judged =
    [
        ("v=DMARC1; p=reject; rua=mailto:a@lettre.example", "Bon", "Politique « reject » ; DKIM et SPF s’accordent"),
        ("v=DMARC1;p=none;adkim=s;aspf=s", "Bon", "strictement pour DKIM, strictement pour SPF"),
        ("v=DMARC1; p=none", "Bon", "personne ne reçoit les rapports"),
        ("v=DMARC1; p=quarantine; pct=20", "Bon", "pct=20"),
        ("v=DMARC1; p=refuse", "À corriger", "ne dit pas que faire"),
        ("v=DMARC1; rua=mailto:a@lettre.example", "À corriger", "ne dit pas que faire"),
        ("p=reject; v=DMARC1", "À corriger", "Aucun enregistrement DMARC"),
    ];

    [Fact]
    public async Task A_policy_is_read_as_receivers_read_it()
    {
        await using var site = new DomainSite();
        await site.WithKeysAsync();
        foreach (var (record, badge, text) in Judged)
        {
            site.Dns.Without("_dmarc.lettre.example").Txt("_dmarc.lettre.example", record);

            var dmarc = await site.FindingAsync("DMARC");

            Assert.Equal((record, badge), (record, dmarc.Badge));
            Assert.Contains(Plain(text), Plain(dmarc.Text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_policies_are_none_and_a_missing_one_is_given_whole()
    {
        await using var site = new DomainSite();
        site.Dns.Txt("_dmarc.lettre.example", "v=DMARC1; p=none");
        Assert.Contains("2 enregistrements DMARC", (await site.FindingAsync("DMARC")).Text, StringComparison.Ordinal);

        site.Dns.Without("_dmarc.lettre.example");
        var missing = await site.FindingAsync("DMARC");

        Assert.Equal("À corriger", missing.Badge);
        Assert.Equal(["_dmarc.lettre.example", "TXT", "v=DMARC1; p=none; rua=mailto:dmarc@lettre.example"], missing.Record[..3]);
    }

    [Fact]
    public async Task The_policy_of_the_parent_holds_below_it_and_mails_that_nothing_speaks_for_are_told()
    {
        await using var site = new DomainSite
        {
            Settings = { ["Mail:From"] = "infolettre@lettre.reseau.example", ["Mail:TransactionalFrom"] = "abonnements@compte.example" }
        };
        site.Dns.Txt("_dmarc.reseau.example", "v=DMARC1; p=reject; sp=none; rua=mailto:a@reseau.example")
            .Txt("_dmarc.compte.example", "v=DMARC1; p=reject; rua=mailto:a@compte.example");

        var found = await site.FindingsAsync("DMARC");

        Assert.Contains("Politique « none », reprise de reseau.example", Plain(found[0].Text), StringComparison.Ordinal);
        Assert.Contains("DKIM non, faute de clé", found[0].Text, StringComparison.Ordinal);
        Assert.Equal("À corriger", found[1].Badge);
        Assert.Contains("sans signature DKIM", found[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spf_speaks_for_the_return_path_and_agrees_with_the_sender_where_that_is_below_it()
    {
        await using var site = new DomainSite { Settings = { ["Mail:ReturnPath"] = "retours@rebonds.lettre.example" } };
        site.Dns.Txt("rebonds.lettre.example", "v=spf1 ip4:193.0.0.0/24 -all");

        Assert.Equal("rebonds.lettre.example", (await site.FindingAsync("SPF")).Subject);
        Assert.Contains("SPF s’accorde avec l’expéditeur affiché", (await site.FindingAsync("DMARC")).Text, StringComparison.Ordinal);
        Assert.Contains(await site.FindingsAsync("MX"), f => f.Subject.StartsWith("rebonds.lettre.example", StringComparison.Ordinal));

        site.Dns.Without("_dmarc.lettre.example").Txt("_dmarc.lettre.example", "v=DMARC1; p=none; aspf=s");
        Assert.Equal("À corriger", (await site.FindingAsync("DMARC")).Badge);
    }

    [Fact]
    public async Task Every_domain_of_our_addresses_must_take_mail()
    {
        await using var site = new DomainSite
        {
            Settings =
            {
                ["Mail:TransactionalFrom"] = "a@nul.example", ["Mail:ReplyTo"] = "a@sans.example", ["Mail:UnsubscribeMailto"] = "a@absent.example",
            },
        };
        site.Dns.Mx("nul.example", "").Txt("sans.example", "rien");

        var found = (await site.FindingsAsync("MX")).ToDictionary(f => f.Subject.Split(' ')[0]);

        Assert.Equal("Bon", found["lettre.example"].Badge);
        Assert.Contains("Reçu par mx.lettre.example", found["lettre.example"].Text, StringComparison.Ordinal);
        Assert.Contains("MX nul", Plain(found["nul.example"].Text), StringComparison.Ordinal);
        Assert.Contains("Ni MX ni adresse", found["sans.example"].Text, StringComparison.Ordinal);
        Assert.Contains("n’existe pas dans le DNS", found["absent.example"].Text, StringComparison.Ordinal);
        Assert.All(found.Values.Where(f => !f.Subject.StartsWith("lettre", StringComparison.Ordinal)), f => Assert.Equal("À corriger", f.Badge));

        site.Dns.Address4("sans.example", "193.0.0.3").Without("mx.lettre.example");
        found = (await site.FindingsAsync("MX")).ToDictionary(f => f.Subject.Split(' ')[0]);
        Assert.Contains("le courriel va à sans.example même", found["sans.example"].Text, StringComparison.Ordinal);
        Assert.Contains("n’a pas d’adresse dans le DNS", found["lettre.example"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_for_mail_that_comes_in_is_told_and_never_held_against_the_domain()
    {
        await using var site = new DomainSite();
        site.Dns.Txt("_mta-sts.lettre.example", "v=STSv1; id=1");

        var policies = await site.FindingAsync("MTA-STS et TLS-RPT");

        Assert.Equal("Information", policies.Badge);
        Assert.Matches("reçus\\).: publié.*chiffrement\\).: non publié", policies.Text);
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
