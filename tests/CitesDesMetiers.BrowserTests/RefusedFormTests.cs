using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Where the focus is after a form was refused.</summary>
public class RefusedFormTests(Chromium chromium, DemoSite demo)
{
    [Theory]
    [InlineData("/abonnement", "Recevoir un lien")]
    [InlineData("/redaction/agenda/ajout", "Enregistrer")]
    [InlineData("/redaction/nouvelles/ajout", "Enregistrer")]
    public async Task The_focus_is_on_what_is_wrong(string path, string button)
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync(path);
        await page.EvaluateAsync("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        Assert.StartsWith("Erreur\u00A0: ", await page.TitleAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.closest('.error-summary') !== null"), "the first fault is the next stop");
    }
}
