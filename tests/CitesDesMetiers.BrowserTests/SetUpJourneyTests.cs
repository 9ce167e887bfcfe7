using System.Text.RegularExpressions;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>From an empty database to the first issue in a mailbox: the administrator follows the list of the dashboard.</summary>
public sealed partial class SetUpJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const string Password = "quatre-tuiles-bleues";
    private const string Reader = "lectrice@lecteurs.example";

    private readonly SmtpListener relay = new();
    private readonly SiteProcess site = new() { EnvironmentName = "Production" };
    private IPage page = null!;
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        site.With("Accounts:RequireSecondFactor", "false");
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url);
        desk = new Desk(page);
    }

    [Fact]
    public async Task An_administrator_sets_up_the_site_and_sends_the_first_issue()
    {
        await MakeTheFirstAccountAsync();
        await IdentifyAsync();
        await SetUpMailAsync();
        await AddCiteAndCorrespondentAsync();
        await SubscribeAsync();
        await CallAsync();
        await page.GotoAsync("/redaction");
        Assert.Equal("", await page.FaultsAsync() + await page.FaultsInDarkAsync());
        await Assertions.Expect(page.Locator(".set-up .badge-draft")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ne plus montrer cette liste" }).ClickAsync();
        await Assertions.Expect(page.Locator(".set-up")).ToHaveCountAsync(0);
        await SendTheFirstIssueAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await relay.DisposeAsync();
    }

    private async Task MakeTheFirstAccountAsync()
    {
        var link = await File.ReadAllTextAsync(Path.Combine(site.Folder, "installation.txt"), TestContext.Current.CancellationToken);
        await page.GotoAsync(new Uri(link.Trim()).AbsolutePath);
        await desk.FillAsync("Nom", "Marie Test");
        await desk.FillAsync("Adresse électronique", "marie@reseau.example");
        await desk.FillAsync("Nouveau mot de passe", Password);
        await desk.FillAsync("Le même, une seconde fois", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer le compte" }).ClickAsync();
        await desk.FillAsync("Adresse électronique", "marie@reseau.example");
        await desk.FillAsync("Mot de passe", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mise en route" })).ToBeVisibleAsync();
    }

    private async Task IdentifyAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Commencer" }).ClickAsync();
        await desk.FillAsync("Adresse postale de l’éditeur", "1, rue des Métiers\n75000 Paris");
        await desk.FillAsync("Adresse électronique de contact", "lettre@reseau.example");
        await desk.FillAsync("Adresse pour les données personnelles", "donnees@reseau.example");
        await desk.SaveAsync();
    }

    private async Task SetUpMailAsync()
    {
        await ContinueAsync();
        await desk.FillAsync("Nom de l’expéditeur", "InfoLettre");
        await desk.FillAsync("Adresse de l’expéditeur", "lettre@reseau.example");
        await desk.FillAsync("Serveur", "127.0.0.1");
        await page.GetByLabel("Protection de la connexion").SelectOptionAsync("None");
        await desk.FillAsync("Port", $"{relay.Port}");
        await desk.SaveAsync();
        Assert.Equal("", await page.FaultsAsync() + await page.FaultsInDarkAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "M’envoyer un essai" }).ClickAsync();
        await Assertions.Expect(page.GetByText("127.0.0.1 a accepté l’essai")).ToBeVisibleAsync();
        Assert.Contains("lettre@reseau.example", Assert.Single(relay.Mails).Text, StringComparison.Ordinal);
        relay.Mails.Clear();
    }

    private async Task AddCiteAndCorrespondentAsync()
    {
        await OpenAsync("Cités");
        await desk.FillAsync("Nom", "Cité des métiers de Charleroi");
        await desk.FillAsync("Ville", "Charleroi");
        await desk.SaveAsync();
        await OpenAsync("Rédaction et correspondants");
        await desk.FillAsync("Nom", "Séverine Essai");
        await desk.FillAsync("Adresse électronique", "severine@charleroi.example");
        await page.GetByLabel("Cité", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Charleroi" });
        await desk.SaveAsync();
        await MailToAsync("severine@charleroi.example");
    }

    private async Task SubscribeAsync()
    {
        var visitor = await chromium.NewPageAsync(site.Url);
        await visitor.GotoAsync("/inscription");
        await Task.Delay(2_500, TestContext.Current.CancellationToken);
        await visitor.GetByLabel("Adresse électronique").FillAsync(Reader);
        await visitor.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("abonn", RegexOptions.IgnoreCase) }).ClickAsync();
        var mail = await MailToAsync(Reader);
        await visitor.GotoAsync(ConfirmationPath().Match(mail).Value);
        await visitor.Locator("main form button").First.ClickAsync();
        await visitor.ArriveAsync(url => !url.Contains("/confirmer/", StringComparison.Ordinal));
        await visitor.Context.CloseAsync();
    }

    private async Task CallAsync()
    {
        await OpenAsync("Premier appel à contributions");
        await desk.FillAsync("Objet", "Numéro 1");
        await desk.FillAsync("Date limite", DateTime.UtcNow.AddDays(5).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir l’appel et envoyer les messages" }).ClickAsync();
        await MailToAsync("severine@charleroi.example");
    }

    private async Task SendTheFirstIssueAsync()
    {
        await desk.AddNewsAsync("Cité des métiers de Charleroi", "Un forum dans la halle", "Quarante stands le 12 mars.", "Aucun contact");
        await page.GotoAsync("/redaction");
        await page.GetByRole(AriaRole.Link, new() { Name = "Préparer un numéro" }).ClickAsync();
        await desk.FillAsync("Numéro", "1");
        await desk.FillAsync("Objet du courriel", "Une première lettre");
        await desk.FillAsync("Éditorial", "Bonjour à toutes et à tous.");
        await desk.SaveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tout ajouter" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Nouvelles des Cités des métiers" }))
            .ToContainTextAsync("Un forum dans la halle");
        await page.GotoAsync("/redaction/numeros/1/verification");
        var warnings = page.GetByLabel(new Regex("^J’ai lu"));
        if (await warnings.CountAsync() > 0)
        {
            await warnings.First.CheckAsync();
            await page.Locator("form", new() { Has = warnings.First }).GetByRole(AriaRole.Button).ClickAsync();
        }

        await page.GotoAsync("/redaction/numeros/1/envoi");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Approuver le numéro") }).ClickAsync();
        await page.GotoAsync("/redaction/numeros/1/envoi");
        await page.GetByText("Publier et envoyer…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("l’envoyer à 1 abonné") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("est publié");
        var mail = await MailToAsync(Reader);
        Assert.Contains("From: InfoLettre <lettre@reseau.example>", mail, StringComparison.Ordinal);
    }

    private async Task ContinueAsync()
    {
        await page.GotoAsync("/redaction");
        await page.GetByRole(AriaRole.Link, new() { Name = "Continuer" }).ClickAsync();
    }

    /// <summary>Opens a line of the list.</summary>
    private async Task OpenAsync(string line)
    {
        await page.GotoAsync("/redaction");
        await page.Locator(".set-up").GetByRole(AriaRole.Link, new() { Name = line }).ClickAsync();
    }

    /// <summary>Waits for the newest mail to this address, and takes what came so far.</summary>
    private async Task<string> MailToAsync(string address)
    {
        for (var i = 0; i < 300; i++)
        {
            if (relay.Mails.LastOrDefault(m => m.To.Contains(address)) is { } mail)
            {
                relay.Mails.Clear();
                return mail.Text.Replace("=\r\n", "", StringComparison.Ordinal);
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No mail came for {address}.");
    }

    [GeneratedRegex(@"/inscription/confirmer/[\w-]+")]
    private static partial Regex ConfirmationPath();
}
