using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// A reader serves themselves on a narrow screen by keyboard: preferences, pause, another address, leaving, coming back, their data,
/// erasure. Every page on the way is checked, in light and in dark.
/// </summary>
public sealed class OwnSubscriptionTests(Chromium chromium) : IAsyncLifetime
{
    private const string Address = "marie@lecteurs.example";
    private const string Elsewhere = "marie.martin@ailleurs.example";

    private readonly SiteProcess site = new();
    private readonly List<string> faults = [];
    private readonly HashSet<string> read = [];
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url, width: 320);
    }

    [Fact]
    public async Task A_reader_subscribes_and_serves_themselves_to_the_end()
    {
        await SubscribeAsync(Address, "Italien");
        await page.GotoAsync("/abonnement");
        await TypeAsync("Votre adresse électronique", Address);
        await PressAsync("Recevoir un lien");
        await CheckAsync("Vérifiez votre boîte aux lettres");
        await page.GotoAsync(Link(await ReceivedAsync(Address), "/abonnement/acces/"));
        await CheckAsync("Mon abonnement");

        await ChangeAsync();
        await MoveAsync();
        await LeaveAndComeBackAsync();
        await TakeDataAndEraseAsync();

        Assert.Empty(faults);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task SubscribeAsync(string address, string language)
    {
        await page.GotoAsync("/inscription");
        await TypeAsync("Votre adresse électronique", address);
        await page.GetByText("Préciser").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await ChooseAsync("Langue", language);
        await CheckAsync(new Regex("^S’abonner à l’"));
        await Task.Delay(2_500, TestContext.Current.CancellationToken);
        await PressAsync("S’abonner");
        await CheckAsync("Vérifiez votre boîte aux lettres");
        await page.GotoAsync(Link(await ReceivedAsync(address), "/inscription/confirmer/"));
        await CheckAsync("Confirmer votre abonnement");
        await Assertions.Expect(page.GetByLabel("Langue")).ToHaveValueAsync("it");
        await PressAsync("Confirmer mon abonnement");
        await CheckAsync("Votre abonnement est confirmé");
        await WelcomedAsync(address);
    }

    private async Task WelcomedAsync(string address) =>
        Assert.StartsWith("Bienvenue", (await ReceivedAsync(address)).Subject, StringComparison.Ordinal);

    private async Task ChangeAsync()
    {
        await ChooseAsync("Langue", "Espagnol");
        await page.GetByLabel("Un récapitulatif par trimestre").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await PressAsync("Enregistrer mes préférences");
        await SaidAsync("Vos préférences sont enregistrées.");
        await Assertions.Expect(page.GetByLabel("Un récapitulatif par trimestre")).ToBeCheckedAsync();

        await PressAsync("Faire une pause");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("choisissez un jour");
        await CheckAsync("Mon abonnement");
        await page.GetByLabel("Reprendre le").FillAsync(DateTime.UtcNow.AddDays(40).ToString("yyyy-MM-dd", null));
        await PressAsync("Faire une pause");
        await SaidAsync("Votre abonnement est en pause");
        await PressAsync("Reprendre maintenant");
        await SaidAsync("La pause est terminée");
    }

    private async Task MoveAsync()
    {
        await TypeAsync("Nouvelle adresse électronique", Elsewhere);
        await PressAsync("Changer d’adresse");
        await SaidAsync("Un message part vers");
        var link = Link(await ReceivedAsync(Elsewhere), "/abonnement/adresse/");
        await page.GotoAsync(link);
        await CheckAsync("Confirmer votre nouvelle adresse");
        await PressAsync("Recevoir à cette adresse");
        await CheckAsync("Votre adresse est changée");
        await page.GotoAsync(link);
        await CheckAsync("Votre adresse est changée");
        await ReceivedAsync(Address);
    }

    private async Task LeaveAndComeBackAsync()
    {
        await page.GotoAsync("/abonnement");
        await TypeAsync("Votre adresse électronique", Elsewhere);
        await PressAsync("Recevoir un lien");
        await page.GotoAsync(Link(await ReceivedAsync(Elsewhere), "/abonnement/acces/"));
        var own = page.Url;
        await TypeAsync("Pourquoi partez-vous ?", "Trop de courriels.");
        await PressAsync("Se désabonner");
        await CheckAsync("Votre abonnement est terminé");
        await SaidAsync("Votre désabonnement est enregistré.");
        await page.GotoAsync("/inscription");
        await TypeAsync("Votre adresse électronique", Elsewhere);
        await Task.Delay(2_500, TestContext.Current.CancellationToken);
        await PressAsync("S’abonner");
        await page.GotoAsync(Link(await ReceivedAsync(Elsewhere), "/inscription/confirmer/"));
        await Assertions.Expect(page.GetByLabel("Langue")).ToHaveValueAsync("es");
        await PressAsync("Confirmer mon abonnement");
        await CheckAsync("Votre abonnement est confirmé");
        await WelcomedAsync(Elsewhere);
        await page.GotoAsync(own);
        await CheckAsync("Mon abonnement");
    }

    private async Task TakeDataAndEraseAsync()
    {
        var download = await page.RunAndWaitForDownloadAsync(() => PressAsync("Télécharger (JSON)"));
        Assert.Equal("mes-donnees-infolettre.json", download.SuggestedFilename);
        Assert.Contains(
            Elsewhere, await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var own = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "Effacer toutes mes données" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await CheckAsync("Effacer toutes mes données");
        await PressAsync("Effacer définitivement");
        await CheckAsync("Vos données sont effacées");
        await page.GotoAsync(own);
        await CheckAsync("Ce lien ne fonctionne plus");
    }

    private Task CheckAsync(string heading) => CheckAsync(new Regex($"^{Regex.Escape(heading)}$"));

    private async Task CheckAsync(Regex heading)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

        // The heading may be there before the style sheet, without which the page is 511 pixels wide.
        await page.ReachAsync(LoadState.Load);
        var wide = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        if (await page.FaultsAsync() + await page.FaultsInDarkAsync() + (wide ? "It scrolls sideways." : "") is { Length: > 0 } found)
        {
            faults.Add($"{heading}: {found}");
        }
    }

    private Task SaidAsync(string words) => Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(words);

    private async Task TypeAsync(string label, string text)
    {
        await page.GetByLabel(label).FocusAsync();
        await page.Keyboard.TypeAsync(text);
    }

    private async Task ChooseAsync(string label, string option)
    {
        await page.GetByLabel(label).FocusAsync();
        await page.Keyboard.TypeAsync(option);
    }

    /// <summary>By the keyboard, and until the next page answers: a visit in between would be broken off by it.</summary>
    private Task PressAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).PressAsync("Enter");

    /// <summary>The next mail to that address which was not read yet.</summary>
    private async Task<MimeMessage> ReceivedAsync(string address)
    {
        for (var i = 0; i < 600; i++)
        {
            var folder = Path.Combine(site.Folder, "outbox");
            foreach (
                var mail in (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories) : [])
                    .Select(file => MimeMessage.Load(file)))
            {
                if (mail.To.Mailboxes.Single().Address == address && read.Add(mail.MessageId!))
                {
                    return mail;
                }
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No mail for {address}.");
    }

    private static string Link(MimeMessage mail, string path) => new Regex($@"https?://\S+{path}[\w-]+").Match(mail.TextBody!).Value;
}
