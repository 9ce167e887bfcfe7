using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Two browsers of one person: from one, the other is signed out.</summary>
public class SessionJourneyTests(Chromium chromium, DemoSite demo)
{
    [Fact]
    public async Task A_browser_left_open_elsewhere_is_signed_out_from_here()
    {
        var elsewhere = await chromium.NewPageAsync(demo.Url);
        await elsewhere.SetExtraHTTPHeadersAsync(new Dictionary<string, string>
        {
            ["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        });
        await elsewhere.SignInAsync(Accounts.Administrator);
        var here = await chromium.NewPageAsync(demo.Url);
        await here.SignInAsync(Accounts.Administrator);

        await here.GotoAsync("/compte");
        await here.GetByRole(AriaRole.Link, new() { Name = "Vos connexions" }).ClickAsync();
        foreach (var width in (int[])[320, 1280])
        {
            await here.SetViewportSizeAsync(width, 900);
            Assert.Equal("", await here.FaultsAsync());
        }

        var other = here.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Firefox sous Windows" });
        await other.GetByRole(AriaRole.Button, new() { Name = "Déconnecter cet appareil" }).ClickAsync();
        await Assertions.Expect(here.GetByText("Cet appareil est déconnecté.")).ToBeVisibleAsync();
        await Assertions.Expect(other).ToHaveCountAsync(0);

        await elsewhere.GotoAsync("/redaction/utilisateurs");
        await Assertions.Expect(elsewhere.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Connexion");
        await here.GotoAsync("/redaction/utilisateurs");
        await Assertions.Expect(here.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Utilisateurs");
    }
}
