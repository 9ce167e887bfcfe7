using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using Microsoft.AspNetCore.Hosting;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>Staff have some days to add a second factor. Then the desk waits for it.</summary>
public class SecondFactorTermTests(SharedSite<SecondFactorTermTests.Site> shared) : IClassFixture<SharedSite<SecondFactorTermTests.Site>>
{
    private const string Banner = ".desk-banner[aria-label='Second facteur']";

    [Theory]
    [InlineData(Role.Editor)]
    [InlineData(Role.Administrator)]
    public async Task The_desk_reminds_before_the_term_waits_after_it_and_opens_with_a_factor(Role role)
    {
        var site = await shared.FreshAsync();
        site.Clock.Now = Site.Start;
        using var person = await DeskClient.SignInAsync(site, role);
        Assert.Contains("12 mars 2031", (await person.GetAsync("/redaction")).QuerySelector(Banner)!.TextContent, StringComparison.Ordinal);

        site.Clock.Now += TimeSpan.FromDays(9);
        using var inTime = await PasswordAsync(site, person);
        Assert.NotNull((await inTime.GetAsync("/redaction/nouvelles")).QuerySelector(Banner));
        site.Clock.Now += TimeSpan.FromDays(2);
        using var late = await PasswordAsync(site, person);
        foreach (var path in (string[])["/redaction", "/redaction/nouvelles", "/redaction/nouvelles/ajout"])
        {
            var answer = await late.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal("/compte/securite", answer.Headers.Location?.OriginalString);
        }

        Assert.Contains("pour y entrer de nouveau", (await late.GetAsync("/compte/securite")).Body!.TextContent, StringComparison.Ordinal);
        await new Authenticator().AddToAsync(late);
        Assert.Null((await late.GetAsync("/redaction")).QuerySelector(Banner));
    }

    [Fact]
    public async Task Who_sends_nothing_needs_no_second_factor()
    {
        var site = await shared.FreshAsync();
        var cite = await site.AddCiteAsync("Cité des métiers d’Essai", "essai");
        using var editor = await DeskClient.SignInAsync(site, Role.Editor, maySend: false);
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        foreach (var person in (DeskClient[])[editor, correspondent])
        {
            Assert.Null((await person.GetAsync("/redaction")).QuerySelector(Banner));
        }
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("365", true)]
    [InlineData("false", true)]
    [InlineData("366", false)]
    [InlineData("-1", false)]
    [InlineData("true", false)]
    [InlineData("14 days", false)]
    public void The_setting_is_a_number_of_days_or_false(string value, bool allowed) => Assert.Equal(
        allowed, new AccountOptionsValidation().Validate(null, new AccountOptions { RequireSecondFactor = value }).Succeeded);

    private static async Task<DeskClient> PasswordAsync(SiteFactory site, DeskClient owner)
    {
        var person = new DeskClient(site.CreateSiteClient());
        await person.SubmitAsync("/connexion", new() { ["Address"] = owner.Address, ["Password"] = DeskClient.Password });
        return person;
    }

    public sealed class Site() : ClockedSite(Start)
    {
        public static readonly DateTime Start = new(2031, 3, 2, 12, 0, 0, DateTimeKind.Utc);

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Accounts:RequireSecondFactor", "10");
        }
    }
}
