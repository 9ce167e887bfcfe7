using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// A correspondent's year, from a telephone, by the links in the mails: a call answered, changes asked for, the issue in which it all appears,
/// and a call to which there is nothing to say. Every page is checked.
/// </summary>
public sealed partial class ContributionJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const string Correspondent = "correspondant@marseille.example";

    private readonly SiteProcess site = new();
    private readonly List<string> faults = [];
    private IPage phone = null!;
    private IPage editor = null!;

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        phone = await chromium.NewPageAsync(site.Url, width: 320);
        editor = await chromium.NewPageAsync(site.Url);
        await editor.SignInAsync(Accounts.Editor);
    }

    [Fact]
    public async Task A_call_is_answered_from_a_telephone_handed_back_once_published_and_the_next_one_has_no_news()
    {
        await AskAsync();
        await phone.GotoAsync(await LinkAsync());
        await CheckAsync(phone);
        await phone.GetByLabel("Titre", new() { Exact = true }).FillAsync("La nuit des métiers de la mer");
        await PressAsync(phone, "Proposer à la rédaction");
        await Assertions.Expect(phone.GetByRole(AriaRole.Alert)).ToContainTextAsync("Texte : écrivez-le");
        await CheckAsync(phone);
        await CloseWhileTypingAsync("Soixante visiteurs sont montés à bord.");
        await AddPictureAsync();
        await PressAsync(phone, "Proposer à la rédaction");
        await Assertions.Expect(phone.Locator(".notice-success")).ToContainTextAsync("est proposée à la rédaction");

        await editor.GotoAsync("/redaction/appels");
        await editor.GetByRole(AriaRole.Link, new() { NameRegex = CallName() }).ClickAsync();
        await editor.GetByRole(AriaRole.Link, new() { Name = "La nuit des métiers de la mer" }).ClickAsync();
        await editor.GetByText("Demander des changements…").ClickAsync();
        await CheckAsync(editor);
        await editor.GetByLabel("Ce qu’il faut reprendre").FillAsync("Quel jour était-ce ?");
        await PressAsync(editor, "Rendre à son auteur");

        await phone.ReloadAsync();
        await phone.GetByRole(AriaRole.Link, new() { NameRegex = TakeUp() }).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "À reprendre" })).ToBeVisibleAsync();
        await CheckAsync(phone);
        await phone.GetByLabel("Texte", new() { Exact = true }).FillAsync("Le 12 mars, soixante visiteurs sont montés à bord.");
        await PressAsync(phone, "Proposer à nouveau");

        await editor.GotoAsync("/redaction/nouvelles?etat=proposee");
        await editor.GetByRole(AriaRole.Link, new() { Name = "La nuit des métiers de la mer" }).First.ClickAsync();
        await PressAsync(editor, "Enregistrer et accepter");
        await phone.ReloadAsync();
        await Assertions.Expect(phone.Locator(".sent")).ToContainTextAsync("Acceptée");
        await AnnounceDateAsync();
        await AnnounceArrivalAsync();
        await PublishAsync();
        await ReadThanksAsync();
        await SayNothingToTheNextCallAsync();
        Assert.Empty(faults);
    }

    /// <summary>A date that is refused once, then proposed.</summary>
    private async Task AnnounceDateAsync()
    {
        await phone.GetByRole(AriaRole.Link, new() { Name = "Une date" }).ClickAsync();
        await CheckAsync(phone);
        await phone.GetByLabel("Titre", new() { Exact = false }).FillAsync("Forum de la mer");
        await phone.GetByLabel("Premier jour", new() { Exact = false }).FillAsync("2099-06-12");
        await phone.GetByLabel("Dernier jour").FillAsync("2099-06-01");
        await PressAsync(phone, "Proposer à la rédaction");
        await Assertions.Expect(phone.GetByRole(AriaRole.Alert)).ToContainTextAsync("il vient avant le premier jour");
        await CheckAsync(phone);
        await phone.GetByLabel("Dernier jour").FillAsync("");
        await PressAsync(phone, "Proposer à la rédaction");
        await Assertions.Expect(phone.Locator(".notice-success").First).ToContainTextAsync("c’est proposé à la rédaction");
    }

    private async Task AnnounceArrivalAsync()
    {
        await phone.GetByRole(AriaRole.Link, new() { Name = "Une arrivée, un départ" }).ClickAsync();
        await CheckAsync(phone);
        await phone.GetByLabel("Personne").FillAsync("Marius Olive");
        await phone.GetByLabel("Poste").FillAsync("Conseiller");
        await PressAsync(phone, "Proposer à la rédaction");
        await Assertions.Expect(phone.Locator(".notice-success").First).ToContainTextAsync("c’est proposé à la rédaction");
    }

    /// <summary>What is accepted and what is only proposed goes into the issue, which is approved and sent.</summary>
    private async Task PublishAsync()
    {
        await editor.GotoAsync("/redaction/numeros/4?etat=proposees");
        await editor.GetByRole(AriaRole.Button, new() { NameRegex = Arrival() }).ClickAsync();
        await Assertions.Expect(editor.Locator("#rubriques")).ToContainTextAsync("Marius Olive");
        await editor.GetByRole(AriaRole.Link, new() { Name = "Voir les acceptées" }).ClickAsync();
        await Assertions.Expect(editor.GetByRole(AriaRole.Button, new() { Name = "Ajouter « La nuit des métiers de la mer »" })).ToBeVisibleAsync();
        await PressAsync(editor, "Tout ajouter");
        await Assertions.Expect(editor.Locator("#rubriques")).ToContainTextAsync("La nuit des métiers de la mer");
        await editor.GotoAsync("/redaction/numeros/4/verification");
        var warnings = editor.GetByLabel(new Regex("^J’ai lu"));
        if (await warnings.CountAsync() > 0)
        {
            await warnings.First.CheckAsync();
            await editor.Locator("form", new() { Has = warnings.First }).GetByRole(AriaRole.Button).ClickAsync();
        }

        await editor.GotoAsync("/redaction/numeros/4/envoi");
        await PressAsync(editor, "Approuver le numéro 44");
        await editor.GetByText("Publier et envoyer…").ClickAsync();
        await editor.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("l’envoyer à") }).ClickAsync();
        await Assertions.Expect(editor.GetByRole(AriaRole.Status)).ToContainTextAsync("est publié");
    }

    private async Task ReadThanksAsync()
    {
        await phone.ReloadAsync();
        await Assertions.Expect(phone.GetByText("Ce que vous avez envoyé est paru")).ToBeVisibleAsync();
        await CheckAsync(phone);
        await phone.GetByRole(AriaRole.Link, new() { Name = "lire le numéro 44" }).ClickAsync();
        await Assertions.Expect(phone.GetByText("Le 12 mars, soixante visiteurs")).ToBeVisibleAsync();
        await Assertions.Expect(phone.GetByText("Marius Olive").First).ToBeVisibleAsync();
    }

    private async Task SayNothingToTheNextCallAsync()
    {
        await editor.GotoAsync("/redaction/appels/ajout");
        await editor.GetByLabel("Objet").FillAsync("Numéro 45");
        await PressAsync(editor, "Ouvrir l’appel et envoyer les messages");
        await phone.GotoAsync(await LinkAsync("Numéro 45"));
        await Assertions.Expect(phone.GetByText("Ce que vous avez envoyé pour les appels précédents")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "Rien à signaler" }).ClickAsync();
        await CheckAsync(phone);
        await PressAsync(phone, "Nous n’avons rien cette fois");
        await editor.ReloadAsync();
        await Assertions.Expect(editor.Locator("main")).ToContainTextAsync("Rien à signaler (1)");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>The call of the demonstration was opened before; a new link makes its mail leave now.</summary>
    private async Task AskAsync()
    {
        await editor.GotoAsync("/redaction/appels");
        await editor.GetByRole(AriaRole.Link, new() { NameRegex = CallName() }).ClickAsync();
        var asked = editor.Locator(".asked > li", new() { HasText = "Marseille" });
        await asked.GetByText("Son lien…").ClickAsync();
        await CheckAsync(editor);
        await asked.GetByRole(AriaRole.Button, new() { Name = "Envoyer un nouveau lien" }).ClickAsync();
        await Assertions.Expect(editor.GetByRole(AriaRole.Status)).ToContainTextAsync("Un nouveau lien part");
    }

    /// <summary>The telephone is put away in the middle; another day, the same link brings the words back.</summary>
    private async Task CloseWhileTypingAsync(string text)
    {
        await phone.RunAndWaitForResponseAsync(
            () => phone.GetByLabel("Texte", new() { Exact = true }).FillAsync(text),
            answer => answer.Ok && answer.Request.PostData?.Contains(text.Split(' ')[0], StringComparison.Ordinal) is true);
        await Assertions.Expect(phone.Locator("[data-autosave-status]")).ToContainTextAsync("Brouillon gardé");
        var address = phone.Url;
        await phone.CloseAsync();
        phone = await chromium.NewPageAsync(site.Url, width: 320);
        await phone.GotoAsync(address);
        await Assertions.Expect(phone.GetByLabel("Texte", new() { Exact = true })).ToHaveValueAsync(text);
        await CheckAsync(phone);
    }

    /// <summary>A picture without words, or too heavy, is said to be before anything is sent.</summary>
    private async Task AddPictureAsync()
    {
        var (file, words) = (phone.GetByLabel("Ajouter une image", new() { Exact = true }), phone.Locator("#AlternativeText"));
        await file.SetInputFilesAsync(new FilePayload { Name = "lourde.jpg", MimeType = "image/jpeg", Buffer = new byte[21 * 1024 * 1024] });
        Assert.Contains("20 Mo au plus", await SaidBeforeSendingAsync(file), StringComparison.Ordinal);

        await file.SetInputFilesAsync(new FilePayload { Name = "nuit.png", MimeType = "image/png", Buffer = await phone.ScreenshotAsync() });
        Assert.Equal("Décrivez l’image pour qui ne la voit pas.", await SaidBeforeSendingAsync(words));
        await CheckAsync(phone);
        await words.FillAsync("Des visiteurs sur la passerelle, de nuit");
        Assert.Equal("", await words.EvaluateAsync<string>("field => field.validationMessage"));
    }

    /// <summary>What the browser says of the field when the form is about to go; it stays where it is.</summary>
    private async Task<string> SaidBeforeSendingAsync(ILocator field)
    {
        var sent = 0;
        phone.Request += Count;
        await PressAsync(phone, "Proposer à la rédaction");
        await Assertions.Expect(field).ToBeFocusedAsync();
        phone.Request -= Count;
        Assert.Equal(0, sent);
        return await field.EvaluateAsync<string>("field => field.validationMessage");

        void Count(object? sender, IRequest request) => sent += request.IsNavigationRequest ? 1 : 0;
    }

    /// <param name="about">What the mail says, among others.</param>
    private async Task<string> LinkAsync(string about = "")
    {
        for (var i = 0; i < 300; i++)
        {
            var folder = Path.Combine(site.Folder, "outbox");
            var mails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories) : [];
            if (mails.Select(file => MimeMessage.Load(file)).FirstOrDefault(
                m => m.To.Mailboxes.Single().Address == Correspondent && m.TextBody!.Contains("/contribuer/", StringComparison.Ordinal)
                    && m.TextBody.Contains(about, StringComparison.Ordinal)) is { } mail)
            {
                return PersonalLink().Match(mail.TextBody!).Value;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No mail came.");
    }

    private async Task CheckAsync(IPage page)
    {
        if (await page.FaultsAsync() is { Length: > 0 } found)
        {
            faults.Add($"{page.Url.Split("/contribuer/")[0]}: {found}");
        }

        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
        {
            faults.Add("wider than the screen");
        }
    }

    private static Task PressAsync(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    [GeneratedRegex("^Ajouter « Marius Olive")]
    private static partial Regex Arrival();

    [GeneratedRegex("^Numéro 44, ")]
    private static partial Regex CallName();

    [GeneratedRegex("^Reprendre ")]
    private static partial Regex TakeUp();

    [GeneratedRegex(@"https?://\S+/contribuer/[\w-]{43}")]
    private static partial Regex PersonalLink();
}
