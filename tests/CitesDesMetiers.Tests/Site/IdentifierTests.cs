using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site;

/// <summary>What feed readers and calendar programs know articles and dates by (RFC 4287 4.2.6, RFC 5545 3.8.4.7).</summary>
public sealed partial class IdentifierTests : IAsyncLifetime
{
    private const string Elsewhere = "https://ailleurs.example";

    private readonly PublishedSite site = new();

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_site_that_moves_to_another_domain_keeps_the_identifiers_of_its_articles_and_dates()
    {
        var before = await IdentifiersAsync(site);

        await using var moved = StartedAt(Elsewhere);

        Assert.Equal(before, await IdentifiersAsync(moved));
        Assert.Contains(before, id => id.EndsWith("@lettre.example", StringComparison.Ordinal));
        Assert.Contains($"{Elsewhere}/actualites/{PublishedSite.Article}", await TextAsync(moved, "/feed.atom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_from_before_identifiers_were_fixed_keeps_those_it_showed()
    {
        await ForgetAsync();

        await using var updated = StartedAt(SiteFactory.PublicUrl);
        await IdentifiersAsync(updated);
        await using var moved = StartedAt(Elsewhere);

        var identifiers = await IdentifiersAsync(moved);
        Assert.Contains($"tag:lettre.example,2018:actualites/{PublishedSite.Article}", identifiers);
        Assert.Contains("tag:lettre.example,2018:actualites", identifiers);
        Assert.Contains(identifiers, id => id.EndsWith("@lettre.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trial_on_this_machine_fixes_no_identifiers()
    {
        await ForgetAsync();

        await using var trial = StartedAt("http://localhost:5080");
        Assert.Contains(await IdentifiersAsync(trial), id => id.StartsWith("tag:localhost,", StringComparison.Ordinal));
        await using var opened = StartedAt(Elsewhere);

        Assert.All(await IdentifiersAsync(opened), id => Assert.Contains("ailleurs.example", id, StringComparison.Ordinal));
    }

    /// <summary>Leaves the database as it was before the site kept its identity.</summary>
    private Task<int> ForgetAsync() => site.WithDatabaseAsync(db => db.TaggingEntities.ExecuteDeleteAsync());

    /// <summary>The same database and files, opened under another address.</summary>
    private WebApplicationFactory<Program> StartedAt(string address) =>
        site.WithWebHostBuilder(builder => builder.UseSetting("Site:PublicUrl", address));

    private static async Task<List<string>> IdentifiersAsync(WebApplicationFactory<Program> site)
    {
        var feed = XDocument.Parse(await TextAsync(site, "/feed.atom"));
        var calendar = (await TextAsync(site, "/agenda.ics")).Replace("\r\n ", "", StringComparison.Ordinal);
        return
        [
            .. feed.Descendants().Where(e => e.Name.LocalName == "id").Select(e => e.Value),
            .. Uid().Matches(calendar).Select(m => m.Groups[1].Value),
        ];
    }

    private static async Task<string> TextAsync(WebApplicationFactory<Program> site, string path)
    {
        using var client = site.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost") });
        return Encoding.UTF8.GetString(await client.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"^UID:(.+)\r$", RegexOptions.Multiline)]
    private static partial Regex Uid();
}
