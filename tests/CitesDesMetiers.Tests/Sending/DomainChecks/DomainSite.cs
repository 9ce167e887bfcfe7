using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.DomainChecks;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.DomainChecks;

/// <summary>
/// The real application, its resolver played by the test; everything published for lettre.example is right until the test says otherwise.
/// </summary>
public sealed class DomainSite : SmtpSite
{
    private DeskClient? desk;

    public DomainSite()
    {
        Settings["Dns:Servers"] = Dns.Address;
        Dns.Txt("lettre.example", "une-autre-chose=1").Txt("lettre.example", "v=spf1 ip4:193.0.0.0/24 -all").Mx("lettre.example", "mx.lettre.example")
            .Address4("mx.lettre.example", "193.0.0.9").Txt("_dmarc.lettre.example", "v=DMARC1; p=quarantine; rua=mailto:dmarc@lettre.example");
    }

    public DnsListener Dns { get; } = new();

    public DomainCheckLimits DnsLimits { get; set; } = new();

    /// <summary>Two relays in the world: nothing is at their names, so that only the DNS knows them.</summary>
    public DomainSite WithRelays()
    {
        Settings["Mail:Relays:0:Host"] = "un.relais.invalid";
        Settings["Mail:Relays:1:Host"] = "deux.relais.invalid";
        Dns.Address4("un.relais.invalid", "193.0.0.10").Address4("deux.relais.invalid", "193.0.0.11");
        return this;
    }

    /// <summary>Keys of both kinds, published rightly.</summary>
    public async Task<DkimKey[]> WithKeysAsync(bool published = true)
    {
        var keys = Services.GetRequiredService<SigningKeys>();
        DkimKey[] made =
        [
            keys.Create("lettre.example", "a-r", DkimAlgorithm.RsaSha256), keys.Create("lettre.example", "a-e", DkimAlgorithm.Ed25519Sha256)
        ];
        await WithDatabaseAsync(async db =>
        {
            db.AddRange(made);
            await db.SaveChangesAsync();
        });
        foreach (var key in made.Where(_ => published))
        {
            Dns.Txt(
                $"{key.Selector}._domainkey.lettre.example",
                $"v=DKIM1; k={(key.Algorithm is DkimAlgorithm.RsaSha256 ? "rsa" : "ed25519")}; p={Convert.ToBase64String(key.PublicKey)}");
        }

        return made;
    }

    /// <summary>What the page says in one section: for each thing looked at, the badge and all the text.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(string section)
    {
        desk ??= await DeskClient.SignInAsync(this, Role.Administrator);
        Services.GetRequiredService<SendingDomain>().Forget();
        var page = await desk.GetAsync("/redaction/reglages/domaine");
        var part = page.QuerySelectorAll("section.check").Single(s => s.QuerySelector("h2")!.TextContent == section);
        return [.. part.QuerySelectorAll(".finding").Select(f => new Finding(
            f.QuerySelector("h3")!.TextContent, f
                .QuerySelector(".badge")!.TextContent, Regex
                .Replace(f.TextContent, @"\s+", " "), f
                .QuerySelectorAll(".record code")
                .Select(c => c.TextContent)
                .ToArray()))];
    }

    public async Task<Finding> FindingAsync(string section) => Assert.Single(await FindingsAsync(section));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton(DnsLimits));
    }

    public override async ValueTask DisposeAsync()
    {
        desk?.Dispose();
        await base.DisposeAsync();
        await Dns.DisposeAsync();
    }
}

/// <param name="Record">Name, type, value and zone line of what is to be published, or none.</param>
public sealed record Finding(string Subject, string Badge, string Text, string[] Record);
