using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.Identity.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Platform.Identity;

/// <summary>Passwords that somebody would guess who knows the person, the network or a keyboard.</summary>
public sealed class GuessedPasswordsTests(GuessedPasswordsTests.TwoCites site) : IClassFixture<GuessedPasswordsTests.TwoCites>
{
    [Theory]
    [InlineData("azerty123456", "touches voisines")]
    [InlineData("qwerty123456", "beaucoup de personnes")]
    [InlineData("charleroi2026", "noms du réseau, une année")]
    [InlineData("Charleroi-2026!", "noms du réseau")]
    [InlineData("genes20262027", "noms du réseau")]
    [InlineData("infolettre2026", "noms du réseau")]
    [InlineData("citesdesmetiers", "noms du réseau")]
    [InlineData("CitéDesMétiers44", "noms du réseau")]
    [InlineData("ada.lovelace@cite.example", "votre nom ou votre adresse")]
    [InlineData("lovelaceada1", "votre nom")]
    [InlineData("Lovelace20261", "votre nom")]
    [InlineData("motdepasse1234", "")]
    [InlineData("bonjour123456", "")]
    [InlineData("azertyuiop12", "touches voisines")]
    [InlineData("poiuytrezaqs", "touches voisines")]
    [InlineData("qsdfghjklmwx", "touches voisines")]
    [InlineData("abcdefghijkl", "")]
    [InlineData("987654321098", "")]
    [InlineData("aaaaaaaaaaaa", "")]
    [InlineData("tartetartetarte", "une répétition")]
    [InlineData("soleil!soleil!", "")]
    public async Task It_is_refused_with_the_reason(string password, string reason)
    {
        var problem = await ProblemAsync(password);

        Assert.NotNull(problem);
        Assert.Contains("trop facile à deviner", problem, StringComparison.Ordinal);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quatre tuiles bleues")]
    [InlineData("tramway violet mouton")]
    [InlineData("Lovelace aime les tramways")]
    [InlineData("charleroi, ses ardoises et la pluie")]
    [InlineData("k7-Vq!xw0Rz9pL")]
    [InlineData("μεσημβρινό φως")]
    [InlineData("une phrase de soixante-quatre caractères et plus, que personne ne devine jamais, même en été")]
    public async Task Whatever_else_is_taken_whatever_characters_it_is_of(string password) => Assert.Null(await ProblemAsync(password));

    [Fact]
    public void The_list_of_common_passwords_is_whole_and_does_not_know_case()
    {
        Assert.True(CommonPasswords.Contains("unbelievable"));
        Assert.True(CommonPasswords.Contains("QWERTY123456"));
        Assert.False(CommonPasswords.Contains("quatre tuiles bleues"));
    }

    /// <returns>Null if the password is taken.</returns>
    private async Task<string?> ProblemAsync(string password)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var ada = new User("ada.lovelace@cite.example", "Ada Lovelace", Role.Editor);
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, ada, password) is { Succeeded: false } result)
            {
                return string.Join(" ", result.Errors.Select(e => e.Description));
            }
        }

        return null;
    }

    public sealed class TwoCites : SiteFactory, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            await this.AddSettingsAsync();
            await this.AddCiteAsync("Cité des métiers de Charleroi", "charleroi");
            await this.AddCiteAsync("Cité des métiers de Gênes", "genes");
        }
    }
}
