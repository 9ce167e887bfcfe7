using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>Signing in by an identity provider of the network, over a real conversation of OpenID Connect.</summary>
public sealed class NetworkSignInTests : IAsyncLifetime
{
    private const string Start = "/connexion/reseau";

    private IdentityProvider provider = null!;
    private SiteFactory site = null!;
    private DeskClient owner = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await IdentityProvider.StartAsync();
        site = new SiteFactory
        {
            Settings =
            {
                ["Accounts:Oidc:Authority"] = provider.Issuer,
                ["Accounts:Oidc:ClientId"] = IdentityProvider.ClientId,
                ["Accounts:Oidc:ClientSecret"] = IdentityProvider.ClientSecret,
                ["Accounts:Oidc:Name"] = "mon compte du réseau",
            },
        };
        owner = await DeskClient.SignInAsync(site, Role.Editor);
        provider.Address = owner.Address;
    }

    [Fact]
    public async Task The_page_offers_it_and_a_verified_address_opens_the_account_that_has_it()
    {
        using var visitor = Visitor();
        var link = (await visitor.GetAsync("/connexion")).QuerySelector("main a[href^='/connexion/reseau']")!;
        Assert.Equal("Se connecter avec mon compte du réseau", link.TextContent);

        Assert.Equal("/redaction", await EndAsync(visitor, link.GetAttribute("href")!));

        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync("/redaction", Cancel)).StatusCode);
    }

    [Fact]
    public async Task It_leads_to_the_page_that_was_asked_for_but_to_no_other_site()
    {
        using var visitor = Visitor();
        Assert.Equal("/redaction/nouvelles", await EndAsync(visitor, Start + "?retour=%2Fredaction%2Fnouvelles"));
        using var deceived = Visitor();
        Assert.Equal("/redaction", await EndAsync(deceived, Start + "?retour=https%3A%2F%2Fattaque.example"));
    }

    [Fact]
    public async Task Once_bound_the_identity_counts_and_not_the_address()
    {
        using var first = Visitor();
        await EndAsync(first, Start);
        using var other = await DeskClient.SignInAsync(site, Role.Administrator);

        provider.Address = other.Address;
        using var second = Visitor();
        Assert.Equal("/redaction", await EndAsync(second, Start));
        Assert.Contains("Essai Editor", (await second.GetAsync("/compte")).Body!.TextContent, StringComparison.Ordinal);

        // Another identity with the address of an account that has one already.
        (provider.Subject, provider.Address) = ("personne-2", owner.Address);
        using var third = Visitor();
        Assert.Equal("/connexion?reseau=echec", await EndAsync(third, Start));
    }

    [Fact]
    public async Task An_address_that_is_not_verified_or_not_known_opens_nothing_and_makes_no_account()
    {
        provider.IsVerified = false;
        using var first = Visitor();
        Assert.Equal("/connexion?reseau=echec", await EndAsync(first, Start));
        (provider.IsVerified, provider.Address) = (true, "personne@cite.example");
        using var second = Visitor();
        Assert.Equal("/connexion?reseau=echec", await EndAsync(second, Start));

        var page = await second.GetAsync("/connexion?reseau=echec");
        Assert.Contains("n’ouvre aucun compte ici", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_blocked_account_stays_closed()
    {
        using var first = Visitor();
        await EndAsync(first, Start);
        await site.WithDatabaseAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(u => u.LockoutEnabled, true).SetProperty(u => u.LockoutEnd, User.BlockedUntil), Cancel));

        using var visitor = Visitor();
        Assert.Equal("/connexion?reseau=echec", await EndAsync(visitor, Start));
    }

    [Theory]
    [InlineData(ProviderFault.OtherKey)]
    [InlineData(ProviderFault.OtherAudience)]
    [InlineData(ProviderFault.OtherIssuer)]
    [InlineData(ProviderFault.OtherNonce)]
    [InlineData(ProviderFault.Expired)]
    public async Task A_forged_answer_opens_nothing(ProviderFault fault)
    {
        provider.Fault = fault;
        using var visitor = Visitor();

        Assert.Equal("/connexion?reseau=echec", await EndAsync(visitor, Start));

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Http.GetAsync("/redaction", Cancel)).StatusCode);
    }

    [Fact]
    public async Task An_answer_works_once_and_in_the_browser_that_asked_only()
    {
        using var victim = Visitor();
        var answer = await ReturnAsync(victim, Start);
        using var thief = Visitor();
        Assert.Equal("/connexion?reseau=echec", await LocationAsync(thief, answer));

        Assert.Equal("/redaction", await LocationAsync(victim, answer = await ReturnAsync(victim, Start)));
        Assert.Equal("/connexion?reseau=echec", await LocationAsync(victim, answer));
        Assert.Equal("/connexion?reseau=echec", await LocationAsync(victim, "/connexion/reseau/retour?code=x&state=y"));
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_such_sign_in()
    {
        await using var plain = new SiteFactory();
        using var visitor = new DeskClient(plain.CreateSiteClient());

        Assert.Null((await visitor.GetAsync("/connexion")).QuerySelector("main a[href^='/connexion/reseau']"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync(Start, Cancel)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        owner.Dispose();
        await site.DisposeAsync();
        await provider.DisposeAsync();
    }

    private DeskClient Visitor() => new(site.CreateSiteClient());

    /// <summary>Goes to the provider and back.</summary>
    /// <returns>Where the site then leads.</returns>
    private static async Task<string> EndAsync(DeskClient visitor, string start) => await LocationAsync(visitor, await ReturnAsync(visitor, start));

    /// <returns>The address to which the provider sends the browser back.</returns>
    private static async Task<string> ReturnAsync(DeskClient visitor, string start)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var left = await visitor.Http.GetAsync(start, Cancel);
        using var answer = await browser.GetAsync(left.Headers.Location, Cancel);
        return answer.Headers.Location!.PathAndQuery;
    }

    private static async Task<string> LocationAsync(DeskClient visitor, string address)
    {
        using var answer = await visitor.Http.GetAsync(address, Cancel);
        return answer.Headers.Location!.OriginalString;
    }
}
