using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>Passkeys: added, named and removed by their owner, and enough to sign in; what a browser or an attacker may send instead.</summary>
public class PasskeyTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Page = "/compte/securite";

    [Fact]
    public async Task A_passkey_signs_in_without_a_password_and_the_page_says_when_it_did()
    {
        var (site, owner, device) = await EnrolAsync();
        Assert.Contains("n’a pas encore servi", await WordsAsync(owner), StringComparison.Ordinal);
        using var person = new DeskClient(site.CreateSiteClient());

        var answer = await device.SignInAsync(person, "/connexion?retour=/redaction/nouvelles");

        Assert.Equal("/redaction/nouvelles", answer.Headers.Location!.OriginalString);
        Assert.Matches("Mon téléphone .*, a servi le ", await WordsAsync(person));
    }

    [Fact]
    public async Task A_passkey_is_a_second_step_after_the_password()
    {
        var (site, owner, device) = await EnrolAsync();
        using var person = await PasswordAsync(site, owner);

        Assert.Equal("/redaction", (await device.SignInAsync(person, "/connexion/verification")).Headers.Location!.OriginalString);
        await person.GetAsync("/redaction");
    }

    [Fact]
    public async Task A_pending_code_and_a_pending_passkey_do_not_end_each_other()
    {
        var (site, owner, device) = await EnrolAsync();
        using var person = await PasswordAsync(site, owner);
        await Authenticator.AskAsync(person, "/connexion/verification", "/connexion/verification/cle");

        await person.GetAsync("/connexion/verification");
        await Authenticator.AskAsync(person, "/connexion", "/connexion/cle/demande");

        Assert.Equal("/redaction", (await device.SignInAsync(person, "/connexion/verification")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_passkey_of_somebody_else_is_no_second_step()
    {
        var (site, owner, _) = await EnrolAsync();
        using var stranger = await DeskClient.SignInAsync(site, Role.Administrator);
        var other = new Authenticator();
        await other.AddToAsync(stranger);
        using var person = await PasswordAsync(site, owner);

        var refusal = await RefusalAsync(await other.SignInAsync(person, "/connexion/verification"));
        Assert.Contains("n’est pas reconnue", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_asked_for_by_another_site_is_refused_with_words()
    {
        var (site, owner, device) = await EnrolAsync();
        using var person = new DeskClient(site.CreateSiteClient());

        device.Origin = "https://lettre.example.attaque.example";
        Assert.Contains("un autre site", await RefusalAsync(await device.SignInAsync(person)), StringComparison.Ordinal);
        (device.Origin, device.Host) = (SiteFactory.PublicUrl, "attaque.example");
        Assert.Contains("n’est pas reconnue", await RefusalAsync(await device.SignInAsync(person)), StringComparison.Ordinal);

        var foreign = new Authenticator { Origin = "https://attaque.example", Host = "attaque.example" };
        await foreign.AddToAsync(owner);
        Assert.Contains("un autre site", await WordsAsync(owner), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.UserPasskeys.CountAsync()));
    }

    [Fact]
    public async Task A_copy_of_an_authenticator_betrays_itself_by_its_counter()
    {
        var (site, _, device) = await EnrolAsync();
        using var person = new DeskClient(site.CreateSiteClient());
        device.Uses = 41;
        Assert.Equal(HttpStatusCode.Redirect, (await device.SignInAsync(person)).StatusCode);

        device.Uses = 7;
        using var thief = new DeskClient(site.CreateSiteClient());

        Assert.Contains("comme le ferait une copie", await RefusalAsync(await device.SignInAsync(thief)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_check_of_the_person_a_passkey_is_one_factor_only_and_refused()
    {
        var (site, _, device) = await EnrolAsync();
        using var person = new DeskClient(site.CreateSiteClient());
        device.Checks = false;

        Assert.Contains("n’est pas reconnue", await RefusalAsync(await device.SignInAsync(person)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_request_or_given_twice_is_refused_with_words()
    {
        var (site, _, device) = await EnrolAsync();
        using var person = new DeskClient(site.CreateSiteClient());
        var answer = device.Get(await Authenticator.AskAsync(person, "/connexion", "/connexion/cle/demande"));

        using var other = new DeskClient(site.CreateSiteClient());
        Assert.Contains("expiré", await RefusalAsync(await Authenticator.SendAsync(other, "/connexion", answer)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Authenticator.SendAsync(person, "/connexion", answer)).StatusCode);
        Assert.Contains("expiré", await RefusalAsync(await Authenticator.SendAsync(person, "/connexion", answer)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"id\":7}")]
    [InlineData("{\"id\":\"AAAA\",\"type\":\"public-key\",\"response\":{\"authenticatorData\":\"AAAA\"}}")]
    public async Task An_answer_that_is_none_is_refused_with_words(string answer)
    {
        var site = await shared.FreshAsync();
        using var person = new DeskClient(site.CreateSiteClient());
        await Authenticator.AskAsync(person, "/connexion", "/connexion/cle/demande");

        Assert.NotEmpty(await RefusalAsync(await Authenticator.SendAsync(person, "/connexion", answer)));
    }

    [Fact]
    public async Task A_passkey_is_renamed_and_removed_and_then_opens_nothing()
    {
        var (site, owner, device) = await EnrolAsync();
        await owner.SubmitAsync(Page, new() { ["name"] = "  La  clé bleue " }, action: "/cles/nom");
        Assert.Contains("La clé bleue", await WordsAsync(owner), StringComparison.Ordinal);

        await owner.SubmitAsync(Page, [], action: "/cles/retrait");

        Assert.DoesNotContain("La clé bleue –", await WordsAsync(owner), StringComparison.Ordinal);
        using var person = new DeskClient(site.CreateSiteClient());
        Assert.Contains("n’est pas reconnue", await RefusalAsync(await device.SignInAsync(person)), StringComparison.Ordinal);
        using var password = await PasswordAsync(site, owner);
        await password.GetAsync("/redaction");
    }

    [Fact]
    public async Task Nobody_renames_or_removes_the_passkey_of_somebody_else()
    {
        var (site, owner, _) = await EnrolAsync();
        var id = (await owner.GetAsync(Page)).QuerySelector("[name=id]")!.GetAttribute("value")!;
        using var other = await DeskClient.SignInAsync(site, Role.Administrator);
        await new Authenticator().AddToAsync(other);

        foreach (var action in (string[])["/cles/nom", "/cles/retrait"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.SubmitAsync(Page, new() { ["id"] = id }, action)).StatusCode);
        }

        Assert.Equal(2, await site.WithDatabaseAsync(db => db.UserPasskeys.CountAsync()));
    }

    [Fact]
    public async Task A_blocked_account_is_not_opened_by_its_passkey()
    {
        var (site, owner, device) = await EnrolAsync();
        await site.WithDatabaseAsync(db => db.Users.Where(u => u.Email == owner.Address)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, User.BlockedUntil)));
        using var person = new DeskClient(site.CreateSiteClient());

        Assert.Contains("n’est pas reconnue", await RefusalAsync(await device.SignInAsync(person)), StringComparison.Ordinal);
    }

    private async Task<(SiteFactory Site, DeskClient Owner, Authenticator Device)> EnrolAsync()
    {
        var site = await shared.FreshAsync();
        var owner = await DeskClient.SignInAsync(site, Role.Editor);
        var device = new Authenticator();
        var added = await device.AddToAsync(owner);
        Assert.Equal("/compte/securite/codes", added.Headers.Location!.OriginalString);
        return (site, owner, device);
    }

    private static async Task<DeskClient> PasswordAsync(SiteFactory site, DeskClient owner)
    {
        var person = new DeskClient(site.CreateSiteClient());
        await person.SubmitAsync("/connexion", new() { ["Address"] = owner.Address, ["Password"] = DeskClient.Password });
        return person;
    }

    private static async Task<string> WordsAsync(DeskClient person) => (await person.GetAsync(Page)).QuerySelector("main")!.TextContent;

    private static async Task<string> RefusalAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent;
    }
}
