using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The demonstration's accounts.</summary>
internal static class Accounts
{
    public const string Password = "demonstration-2026";
    public const string Administrator = "admin@infolettre.example";
    public const string Editor = "redaction@infolettre.example";
    public const string Correspondent = "correspondant@charleroi.example";
    public const string Member = "membre@infolettre.example";

    public static async Task SignInAsync(this IPage page, string address)
    {
        await page.GotoAsync("/connexion");
        await page.GetByLabel("Adresse électronique").FillAsync(address);
        await page.GetByLabel("Mot de passe").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await page.ArriveAsync(url => !url.EndsWith("/connexion", StringComparison.Ordinal));
    }
}
