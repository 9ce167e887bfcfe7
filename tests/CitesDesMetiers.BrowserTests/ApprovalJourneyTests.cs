using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// The last steps of an issue: approved, voided by a change, mended where the checklist says, approved again, scheduled in an
/// hour that comes twice, unscheduled. Each state passes axe, on a narrow dark screen too.
/// </summary>
public sealed class ApprovalJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const string Verification = "/redaction/numeros/4/verification";
    private const string Publication = "/redaction/numeros/4/envoi";

    private readonly SiteProcess site = new();
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url, 320, dark: true);
    }

    [Fact]
    public async Task An_approval_falls_with_a_change_and_the_issue_is_mended_approved_again_and_scheduled()
    {
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync(Publication);
        await PressAsync("Approuver le numéro 44");
        await ExpectAsync("est approuvé tel qu’il est");

        await ChangeAsync("Objet du courriel", "TOUT EN CAPITALES");
        await ExpectAsync("L’approbation du numéro 44 est tombée");
        await ChangeAsync("Accroche", "Trop court.");
        await page.GotoAsync(Publication);
        await Assertions.Expect(page.GetByText("L’approbation est tombée.")).ToBeVisibleAsync();
        Assert.Equal("", await page.FaultsAsync());

        await page.GotoAsync(Verification);
        await page.GetByRole(AriaRole.Link, new() { Name = "Ouvrir les textes" }).First.ClickAsync();
        var texts = page.FrameLocator("#panneau iframe");
        await Assertions.Expect(texts.GetByLabel("Objet du courriel", new() { Exact = true })).ToBeFocusedAsync();
        await texts.GetByLabel("Objet du courriel", new() { Exact = true }).FillAsync("Les nouvelles de novembre");
        await texts.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#panneau")).ToBeHiddenAsync();

        await page.GotoAsync(Verification);
        await page.GetByLabel("J’ai lu ces points").CheckAsync();
        await PressAsync("Confirmer");
        await page.GotoAsync(Publication);
        await PressAsync("Approuver le numéro 44");
        await ScheduleAsync();
        Assert.Equal("", await page.FaultsAsync());

        await PressAsync("Ne plus le programmer");
        await ExpectAsync("Il reste approuvé");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task ScheduleAsync()
    {
        await page.GetByLabel("Jour de l’envoi").FillAsync($"{LastSundayOfOctober():yyyy-MM-dd}");
        await page.GetByLabel("Heure de l’envoi").FillAsync("02:30");
        await PressAsync("Programmer l’envoi");
        Assert.Equal("", await page.FaultsAsync());
        await page.GetByLabel("La seconde fois").CheckAsync();
        await PressAsync("Programmer l’envoi");
        await ExpectAsync("à 2 h 30 (heure d’hiver), heure de Paris");
    }

    /// <summary>The night on which Paris puts its watches back, next year.</summary>
    private static DateOnly LastSundayOfOctober()
    {
        var last = new DateOnly(DateTime.UtcNow.Year + 1, 10, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }

    private async Task ChangeAsync(string label, string text)
    {
        await page.GotoAsync("/redaction/numeros/4/textes");
        await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await PressAsync("Enregistrer");
    }

    private Task PressAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private Task ExpectAsync(string words) => Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync(words);
}
