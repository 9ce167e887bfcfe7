using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>Where a sign-in leads: never to another site (OWASP ASVS 5.0, 3.7.2).</summary>
public sealed class ReturnAddressTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("//ailleurs.example/redaction")]
    [InlineData(@"/\ailleurs.example")]
    [InlineData(@"\\ailleurs.example")]
    [InlineData("https://ailleurs.example/")]
    [InlineData("https:ailleurs.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/ailleurs.example")]
    [InlineData(" //ailleurs.example")]
    [InlineData("redaction")]
    public async Task An_address_that_is_not_of_this_site_is_forgotten(string wanted)
    {
        var site = await shared.FreshAsync();
        using var owner = await DeskClient.SignInAsync(site, Role.Editor);
        using var person = new DeskClient(site.CreateSiteClient());

        var answer = await person.SubmitAsync(
            "/connexion?retour=" + Uri.EscapeDataString(wanted), new() { ["Address"] = owner.Address, ["Password"] = DeskClient.Password });

        Assert.Equal("/redaction", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_address_of_this_site_is_opened()
    {
        var site = await shared.FreshAsync();
        using var owner = await DeskClient.SignInAsync(site, Role.Editor);
        using var person = new DeskClient(site.CreateSiteClient());

        var answer = await person.SubmitAsync(
            "/connexion?retour=/redaction/agenda", new() { ["Address"] = owner.Address, ["Password"] = DeskClient.Password });

        Assert.Equal("/redaction/agenda", answer.Headers.Location!.OriginalString);
    }
}
