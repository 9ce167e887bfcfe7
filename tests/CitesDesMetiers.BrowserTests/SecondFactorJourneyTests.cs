using System.Text.RegularExpressions;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// A passkey on Chromium's virtual authenticator: added, enough to sign in, lost, and replaced with a recovery code. Then an application for
/// codes. Passkeys need a host with a name, so this site is asked for as "localhost".
/// </summary>
public sealed partial class SecondFactorJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly SiteProcess site = new();

    private string Url => site.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public async ValueTask InitializeAsync() => await site.With("Site:PublicUrl", Url).StartAsync();

    [Fact]
    public async Task An_editor_adds_a_passkey_signs_in_with_it_alone_loses_it_and_comes_back_by_a_recovery_code()
    {
        var page = await chromium.NewPageAsync(Url);
        var device = await VirtualDevice.OfAsync(page);

        // A browser without suggestions: with them, the device would answer before the button is pressed.
        await page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/compte/securite");
        await CheckAsync(page);
        await page.GetByLabel("Nom de la nouvelle clé").FillAsync("Mon téléphone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une clé d’accès" }).ClickAsync();
        await page.ArriveAsync(url => url.EndsWith("/compte/securite/codes", StringComparison.Ordinal));
        var codes = await page.Locator(".recovery-codes code").AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        await CheckAsync(page);

        await SignOutAsync(page);
        await page.GotoAsync("/connexion");
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Utiliser une clé d’accès" }).ClickAsync();
        await page.ArriveAsync(url => url.EndsWith("/redaction", StringComparison.Ordinal));
        await page.GotoAsync("/compte/securite");
        await Assertions.Expect(page.GetByText("Mon téléphone – ajoutée le", new() { Exact = false })).ToContainTextAsync("a servi le");

        await SignOutAsync(page);
        await device.LoseAsync();
        await page.SignInAsync(Accounts.Editor);
        await CheckAsync(page);
        await page.GetByLabel("Code").FillAsync(codes[0]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await page.ArriveAsync(url => url.EndsWith("/compte/securite", StringComparison.Ordinal));
        await CheckAsync(page);
        await page.Locator("summary").Filter(new() { HasText = "Mon téléphone" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer Mon téléphone" }).ClickAsync();
        await Assertions.Expect(page.GetByText("est retirée", new() { Exact = false })).ToBeVisibleAsync();
        await page.GotoAsync("/redaction");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Tableau de bord");
    }

    [Fact]
    public async Task The_browser_offers_the_passkey_in_the_address_field()
    {
        var page = await chromium.NewPageAsync(Url);
        await VirtualDevice.OfAsync(page);
        await page.SignInAsync(Accounts.Member);
        await page.GotoAsync("/compte/securite");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une clé d’accès" }).ClickAsync();
        await page.ArriveAsync(url => url.EndsWith("/codes", StringComparison.Ordinal));
        await SignOutAsync(page);

        // The virtual authenticator picks the only passkey of the suggestions at once.
        await page.GotoAsync("/connexion");
        await page.ArriveAsync(url => !url.EndsWith("/connexion", StringComparison.Ordinal));
        await page.GotoAsync("/compte");
        await Assertions.Expect(page.GetByText(Accounts.Member)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_administrator_adds_an_application_and_signs_in_with_its_code()
    {
        var page = await chromium.NewPageAsync(Url);
        await page.SignInAsync(Accounts.Administrator);
        await page.GotoAsync("/compte/securite/application");
        foreach (var width in (int[])[320, 1280])
        {
            await page.SetViewportSizeAsync(width, 900);
            await CheckAsync(page);
        }

        var secret = SecretOf(await page.Locator("code").InnerTextAsync());
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(CodeOf(secret, 0));
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter l’application" }).ClickAsync();
        await page.ArriveAsync(url => url.EndsWith("/codes", StringComparison.Ordinal));
        await SignOutAsync(page);

        await page.SignInAsync(Accounts.Administrator);

        // A code one step early is taken. The one that added the application is not taken again.
        await page.GetByLabel("Code").FillAsync(CodeOf(secret, 1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await page.ArriveAsync(url => url.EndsWith("/redaction", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" })).ToHaveCountAsync(0);
    }

    private static async Task CheckAsync(IPage page)
    {
        Assert.Equal("", await page.FaultsAsync());
        Assert.Equal("", await page.FaultsInDarkAsync());
    }

    private static string CodeOf(byte[] secret, int later) => Totp.CodeAt(Totp.StepAt(DateTimeOffset.UtcNow) + later, secret);

    private static byte[] SecretOf(string text)
    {
        var bits = string.Concat(
            Letters().Matches(text).Select(c => Convert.ToString(Base32.IndexOf(c.Value, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    [GeneratedRegex("[A-Z2-7]")]
    private static partial Regex Letters();

    /// <summary>Chromium's virtual authenticator (WebAuthn through the DevTools protocol), which says yes to everything.</summary>
    private sealed record VirtualDevice(ICDPSession Session, string Id)
    {
        public static async Task<VirtualDevice> OfAsync(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("WebAuthn.enable");
            var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            });
            return new(session, added!.Value.GetProperty("authenticatorId").GetString()!);
        }

        public async Task LoseAsync() => await Session.SendAsync("WebAuthn.removeVirtualAuthenticator", new() { ["authenticatorId"] = Id });
    }
}
