using System.Net.Http.Json;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Identity.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>The meter below a new password says what saving would say.</summary>
public class PasswordAdviceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("court", 0, "12 caractères")]
    [InlineData("azertyuiop12", 0, "touches voisines")]
    [InlineData("trois-lampes", 1, "Accepté")]
    [InlineData("trois-lampes-bleues", 2, "Bon")]
    [InlineData("trois-lampes-bleues-au-salon", 3, "Très bon")]
    public async Task The_page_of_the_account_judges_as_it_saves(string password, int level, string word)
    {
        await using var site = new SiteFactory();
        using var person = await DeskClient.SignInAsync(site, Role.Member);

        await AssertAsync(person, "/compte", password, level, word);
    }

    [Fact]
    public async Task The_page_behind_an_invitation_knows_whose_password_it_is()
    {
        await using var site = new SiteFactory();
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = new User("sidonie.lefevre@cite.example", "Sidonie Lefèvre", Role.Editor);
        await users.CreateAsync(user);
        var path = await scope.ServiceProvider.GetRequiredService<PasswordLinks>().PathForAsync(user, PasswordLinkKind.Invitation);
        using var visitor = new DeskClient(site.CreateSiteClient());

        await AssertAsync(visitor, path, "sidonielefevre1", 0, "votre nom");
    }

    private static async Task AssertAsync(DeskClient person, string path, string password, int level, string word)
    {
        var page = await person.GetAsync(path);
        var token = page.QuerySelector("main input[name=__jeton]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("__jeton", token), new("Password", password)]);
        var address = page.QuerySelector("[data-password-advice]")!.GetAttribute("data-password-advice");
        using var answer = await person.Http.PostAsync(address, form, Cancel);
        var advice = (await answer.Content.ReadFromJsonAsync<PasswordAdvice>(Cancel))!;

        Assert.Equal(level, advice.Level);
        Assert.Contains(word, advice.Text, StringComparison.Ordinal);
    }
}
