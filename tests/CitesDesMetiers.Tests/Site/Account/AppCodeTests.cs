using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>The application that shows codes: added with a code, asked for after the password, and each code taken once.</summary>
public class AppCodeTests(SharedSite<AppCodeTests.Site> shared) : IClassFixture<SharedSite<AppCodeTests.Site>>
{
    private const string Page = "/compte/securite/application";
    private const string Step = "/connexion/verification";
    private static readonly TimeSpan OneStep = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_application_counts_once_a_code_showed_that_it_knows_the_secret()
    {
        var site = await shared.FreshAsync();
        using var person = await DeskClient.SignInAsync(site, Role.Editor);
        var phone = await Phone.OfAsync(person, site.Clock);

        var wrong = await DeskClient.ParseAsync(await person.SubmitAsync(Page, new() { ["Code"] = "000000" }));

        Assert.Contains("n’est pas le bon", wrong.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.False(await site.WithDatabaseAsync(db => db.SecondFactors.AnyAsync()));
        var added = await person.SubmitAsync(Page, new() { ["Code"] = phone.Code });
        Assert.Equal("/compte/securite/codes", added.Headers.Location!.OriginalString);
        Assert.Equal(10, (await person.GetAsync("/compte/securite/codes")).QuerySelectorAll(".recovery-codes li").Length);
        Assert.Contains("Une application est ajoutée", (await person.GetAsync("/compte/securite")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_alone_opens_nothing_then_the_code_opens_what_was_asked_for()
    {
        var site = await shared.FreshAsync();
        var (owner, phone, _) = await Phone.EnrolAsync(site);
        site.Clock.Now += OneStep;
        using var again = await PasswordAsync(site, owner, "/redaction/nouvelles", remember: true);

        Assert.Equal(HttpStatusCode.Redirect, (await again.Http.GetAsync("/redaction", TestContext.Current.CancellationToken)).StatusCode);
        var answer = await again.SubmitAsync(Step, new() { ["Code"] = phone.Code[..3] + " " + phone.Code[3..] });

        Assert.Equal("/redaction/nouvelles", answer.Headers.Location!.OriginalString);
        var session = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-session=", StringComparison.Ordinal));
        Assert.Contains("expires", session, StringComparison.Ordinal);
        await again.GetAsync("/redaction/nouvelles");
    }

    [Fact]
    public async Task A_code_is_taken_once()
    {
        var site = await shared.FreshAsync();
        var (owner, phone, _) = await Phone.EnrolAsync(site);
        using var atOnce = await PasswordAsync(site, owner);
        Assert.Contains("a déjà servi", await RefusalAsync(atOnce, phone.Code), StringComparison.Ordinal);

        site.Clock.Now += OneStep;
        using var first = await PasswordAsync(site, owner);
        using var second = await PasswordAsync(site, owner);
        Assert.Equal(HttpStatusCode.Redirect, (await first.SubmitAsync(Step, new() { ["Code"] = phone.Code })).StatusCode);
        Assert.Contains("a déjà servi", await RefusalAsync(second, phone.Code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_requests_with_the_same_code_one_signs_in()
    {
        var site = await shared.FreshAsync();
        var (owner, phone, _) = await Phone.EnrolAsync(site);
        site.Clock.Now += OneStep;
        using var person = await PasswordAsync(site, owner);
        var page = await person.GetAsync(Step);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => person.SendAsync(page, Step, new() { ["Code"] = phone.Code })));

        Assert.Single(answers, a => a.Headers.Location?.OriginalString == "/redaction");
    }

    [Fact]
    public async Task A_telephone_may_be_half_a_minute_late_but_not_two_minutes()
    {
        var site = await shared.FreshAsync();
        var (owner, phone, _) = await Phone.EnrolAsync(site);
        site.Clock.Now += TimeSpan.FromMinutes(10);
        using var person = await PasswordAsync(site, owner);

        foreach (var minutes in (int[])[-2, 2])
        {
            phone.Off = TimeSpan.FromMinutes(minutes);
            Assert.Contains("l’horloge du téléphone", await RefusalAsync(person, phone.Code), StringComparison.Ordinal);
        }

        phone.Off = -OneStep;
        Assert.Equal("/redaction", (await person.SubmitAsync(Step, new() { ["Code"] = phone.Code })).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Five_wrong_codes_lead_back_to_the_password_and_twenty_close_the_codes_for_an_hour()
    {
        var site = await shared.FreshAsync();
        var (owner, phone, _) = await Phone.EnrolAsync(site);
        site.Clock.Now += OneStep;
        for (var round = 0; round < 4; round++)
        {
            using var guesser = await PasswordAsync(site, owner);
            for (var i = 0; i < 4; i++)
            {
                await RefusalAsync(guesser, "000000");
            }

            Assert.Contains("recommencez par le mot de passe", await RefusalAsync(guesser, "000000"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Gone, (await guesser.Http.GetAsync(Step, TestContext.Current.CancellationToken)).StatusCode);
        }

        using var person = await PasswordAsync(site, owner);
        Assert.Contains("trop d’essais", await RefusalAsync(person, phone.Code), StringComparison.Ordinal);
        site.Clock.Now += TimeSpan.FromMinutes(61);
        using var later = await PasswordAsync(site, owner);
        Assert.Equal("/redaction", (await later.SubmitAsync(Step, new() { ["Code"] = phone.Code })).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Without_a_password_given_before_or_with_a_forged_one_there_is_no_second_step()
    {
        var site = await shared.FreshAsync();
        var (owner, phone, _) = await Phone.EnrolAsync(site);
        site.Clock.Now += OneStep;
        using var stranger = new DeskClient(site.CreateSiteClient());
        Assert.Equal(HttpStatusCode.Gone, (await stranger.Http.GetAsync(Step, TestContext.Current.CancellationToken)).StatusCode);

        using var forged = new DeskClient(site.CreateSiteClient());
        forged.Http.DefaultRequestHeaders.Add("Cookie", "__Host-verification=" + Convert.ToBase64String(new byte[120]));
        var page = await DeskClient.ParseAsync(await forged.Http.GetAsync(Step, TestContext.Current.CancellationToken));
        Assert.Contains("Cette connexion a expiré", page.Body!.TextContent, StringComparison.Ordinal);

        using var late = await PasswordAsync(site, owner);
        var form = await late.GetAsync(Step);
        site.Clock.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(HttpStatusCode.Gone, (await late.SendAsync(form, Step, new() { ["Code"] = phone.Code })).StatusCode);
    }

    [Fact]
    public async Task A_new_factor_ends_the_other_sessions_and_the_removal_of_the_last_one_lets_the_password_suffice()
    {
        var site = await shared.FreshAsync();
        var (owner, _, _) = await Phone.EnrolAsync(site);

        await owner.SubmitAsync("/compte/securite", [], action: "/application/retrait");

        using var again = await PasswordAsync(site, owner);
        await again.GetAsync("/redaction");
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.RecoveryCodes.CountAsync()));
        Assert.Null(await site.WithDatabaseAsync(db => db.SecondFactors.Select(f => f.Secret).SingleAsync()));
    }

    [Fact]
    public async Task The_secret_does_not_lie_in_the_database_as_it_is()
    {
        var site = await shared.FreshAsync();
        using var person = await DeskClient.SignInAsync(site, Role.Editor);
        var text = (await person.GetAsync(Page)).QuerySelector("code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var phone = await Phone.OfAsync(person, site.Clock);
        await person.SubmitAsync(Page, new() { ["Code"] = phone.Code });

        var stored = await site.WithDatabaseAsync(db => db.SecondFactors.Select(f => f.Secret!).SingleAsync());

        Assert.DoesNotContain(text, stored, StringComparison.Ordinal);
        Assert.True(Convert.FromBase64String(stored).AsSpan().IndexOf(phone.Secret) < 0);
    }

    private static async Task<string> RefusalAsync(DeskClient person, string code)
    {
        var answer = await person.SubmitAsync(Step, new() { ["Code"] = code });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent;
    }

    private static async Task<DeskClient> PasswordAsync(SiteFactory site, DeskClient owner, string? wanted = null, bool remember = false)
    {
        var person = new DeskClient(site.CreateSiteClient());
        var fields = new Dictionary<string, string> { ["Address"] = owner.Address, ["Password"] = DeskClient.Password };
        if (remember)
        {
            fields["Remember"] = "true";
        }

        await person.SubmitAsync("/connexion" + (wanted is null ? "" : "?retour=" + wanted), fields);
        return person;
    }

    /// <summary>In the future: a client drops cookies that end before its own time.</summary>
    public sealed class Site() : ClockedSite(new DateTime(2031, 3, 2, 12, 0, 0, DateTimeKind.Utc));
}
