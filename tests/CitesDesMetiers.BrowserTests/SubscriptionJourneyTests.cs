using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;

namespace CitesDesMetiers.BrowserTests;

/// <summary>A reader subscribes on a narrow screen by keyboard, confirms from their mailbox, and leaves; every page on the way is checked.</summary>
public sealed partial class SubscriptionJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private readonly SiteProcess site = new();
    private readonly List<string> faults = [];
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url, width: 320);
    }

    [Fact]
    public async Task A_reader_subscribes_confirms_and_leaves()
    {
        await page.GotoAsync("/inscription");
        await page.GetByLabel("Adresse électronique").FocusAsync();
        await page.Keyboard.TypeAsync("lectrice@lecteurs.example");
        await Task.Delay(3_500, TestContext.Current.CancellationToken);
        await page.Keyboard.PressAsync("Enter");
        await CheckAsync("Vérifiez votre boîte aux lettres");

        var mail = await ReceivedAsync("lectrice@lecteurs.example", "/inscription/confirmer/");
        await page.GotoAsync(Link(mail, "/inscription/confirmer/"));
        await CheckAsync("Confirmer votre abonnement");
        await PressAsync();
        await CheckAsync("Votre abonnement est confirmé");
        await page.GotoAsync(Link(mail, "/inscription/confirmer/"));
        await CheckAsync("Votre abonnement est confirmé");

        await PublishAsync();
        var issue = await ReceivedAsync("lectrice@lecteurs.example", "/desinscription/");
        await page.GotoAsync(Link(issue, "/desinscription/"));
        await CheckAsync("Se désabonner");
        await PressAsync();
        await CheckAsync("Votre désabonnement est enregistré");
        await page.GotoAsync("/desinscription/un-jeton-inconnu");
        await CheckAsync("Ce lien est incomplet");

        Assert.Empty(faults);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task CheckAsync(string heading)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        if (await page.FaultsAsync() is { Length: > 0 } found)
        {
            faults.Add($"{heading}: {found}");
        }
    }

    /// <summary>The one button of the page, by keyboard.</summary>
    private async Task PressAsync()
    {
        await page.Locator("main form button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task PublishAsync()
    {
        var editor = await chromium.NewPageAsync(site.Url);
        await editor.SignInAsync(Accounts.Editor);
        await editor.GotoAsync("/redaction/numeros");
        await editor.GetByRole(AriaRole.Link, new() { Name = "Numéro 44", Exact = true }).ClickAsync();
        await editor.GetByRole(AriaRole.Link, new() { Name = "Envoyer", Exact = true }).ClickAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Approuver le numéro 44" }).ClickAsync();
        await editor.GetByText("Publier et envoyer…").ClickAsync();
        await editor.GetByRole(AriaRole.Button, new() { NameRegex = PublishButton() }).ClickAsync();
        await Assertions.Expect(editor.GetByRole(AriaRole.Status)).ToContainTextAsync("est publié");
    }

    private async Task<MimeMessage> ReceivedAsync(string address, string link)
    {
        for (var i = 0; i < 600; i++)
        {
            var folder = Path.Combine(site.Folder, "outbox");
            var mails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories) : [];
            foreach (var mail in mails.Select(file => MimeMessage.Load(file)))
            {
                if (mail.To.Mailboxes.Single().Address == address && mail.TextBody!.Contains(link, StringComparison.Ordinal))
                {
                    return mail;
                }
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No mail for {address}.");
    }

    private static string Link(MimeMessage mail, string path) => new Regex($@"https?://\S+{path}[\w-]+").Match(mail.TextBody!).Value;

    [GeneratedRegex("Publier le numéro 44")]
    private static partial Regex PublishButton();
}
