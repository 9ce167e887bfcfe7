namespace CitesDesMetiers.Tests.Sending.DomainChecks;

/// <summary>What the page says of the SPF record (RFC 7208), and what it proposes instead.</summary>
public class SpfTests
{
    /// <summary>The record, the badge, and part of what is said.</summary>
    private static readonly (string Record, string Badge, string Text)[] Judged =
    [
        ("v=spf1 ip4:193.0.0.10 ip4:193.0.0.11 -all", "Bon", "couvre un.relais.invalid, deux.relais.invalid"),
        ("v=spf1 a:un.relais.invalid a:deux.relais.invalid ~all", "Bon", "2 recherches sur 10"),
        ("v=spf1 mx/24 ~all", "Bon", "1 recherche sur 10"),
        ("V=SPF1 include:prestataire.example ~all", "Bon", "1 recherche sur 10"),
        ("v=spf1 redirect=prestataire.example", "Bon", "1 recherche sur 10"),
        ("v=spf1 ip4:193.0.0.0/24 ptr ?all", "Bon", "déconseillé"),
        ("v=spf1 ip4:193.0.0.10 -all", "À corriger", "ne couvre pas deux.relais.invalid (193.0.0.11)"),
        ("v=spf1 -ip4:193.0.0.10 ip4:193.0.0.0/24 -all", "À corriger", "ne couvre pas un.relais.invalid (193.0.0.10)"),
        ("v=spf1 ip4:193.0.0.0/24 +all", "À corriger", "n’importe qui"),
        ("v=spf1 ip4:193.0.0.0/24 all", "À corriger", "n’importe qui"),
        ("v=spf1 ip4:193.0.0.0/24", "À corriger", "n’écarte personne"),
        ("v=spf1 ip4:193.0.0.300 -all", "À corriger", "« ip4:193.0.0.300 »"),
        ("v=spf1 ipv4:193.0.0.1 -all", "À corriger", "« ipv4:193.0.0.1 »"),
        ("v=spf1 include:rien.example -all", "À corriger", "include:rien.example mène à un domaine sans enregistrement SPF"),
        ("v=spf1 include:boucle.example -all", "À corriger", "plus de 10 recherches"),
        ("v=spf1 a:x1.example a:x2.example a:x3.example ip4:193.0.0.0/24 -all", "À corriger", "3 recherches de l’enregistrement ne trouvent rien"),
        ("v=spf1 exists:%{i}.spf.example -all", "Inconnu", "macro"),
    ];

    [Fact]
    public async Task A_record_is_judged_as_receivers_judge_it()
    {
        await using var site = new DomainSite().WithRelays();
        site.Dns.Txt("prestataire.example", "v=spf1 ip4:193.0.0.0/28 -all").Txt("boucle.example", "v=spf1 include:boucle.example -all");
        foreach (var (record, badge, text) in Judged)
        {
            site.Dns.Without("lettre.example").Txt("lettre.example", record).Mx("lettre.example", "mx.lettre.example");

            var spf = await site.FindingAsync("SPF");

            Assert.Equal((record, badge), (record, spf.Badge));
            Assert.Contains(text.Replace('\u00a0', ' '), spf.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_missing_record_is_given_whole_with_the_addresses_of_the_relays()
    {
        await using var site = new DomainSite().WithRelays();
        site.Dns.Without("lettre.example").Address6("deux.relais.invalid", "2a00::b");

        var spf = await site.FindingAsync("SPF");

        Assert.Equal("À corriger", spf.Badge);
        Assert.Equal(["lettre.example", "TXT", "v=spf1 ip4:193.0.0.10 ip4:193.0.0.11 ip6:2a00::b ~all"], spf.Record[..3]);
    }

    [Fact]
    public async Task Two_records_become_one_that_keeps_the_terms_of_both()
    {
        await using var site = new DomainSite().WithRelays();
        site.Dns.Txt("lettre.example", "v=spf1 include:autre.example ~all");

        var spf = await site.FindingAsync("SPF");

        Assert.Contains("2 enregistrements SPF", spf.Text, StringComparison.Ordinal);
        Assert.Equal("v=spf1 ip4:193.0.0.0/24 include:autre.example ip4:193.0.0.10 ip4:193.0.0.11 ~all", spf.Record[2]);
    }

    [Fact]
    public async Task A_relay_on_this_machine_leaves_it_unknown()
    {
        await using var site = new DomainSite();

        var spf = await site.FindingAsync("SPF");

        Assert.Equal("Inconnu", spf.Badge);
        Assert.Contains("l’adresse publique de 127.0.0.1 n’est pas connue d’ici", spf.Text, StringComparison.Ordinal);
    }
}
