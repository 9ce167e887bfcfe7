using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MimeKit;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// The desk's whole work on one issue: a call, three Cités that answer each in their own way, one return for changes,
/// composing by keyboard alone and by drag, an approval that a change voids, the next one, an hour, the dispatch.
/// </summary>
public sealed partial class DeskJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const string Sea = "La nuit des métiers de la mer";
    private const string Forum = "Un forum dans la halle";
    private const string Late = "Le bus des métiers, arrivé après l’heure";

    private readonly SiteProcess site = new();
    private IPage editor = null!;
    private IPage visitor = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        editor = await chromium.NewPageAsync(site.Url, width: 1440);
        visitor = await chromium.NewPageAsync(site.Url);
        await editor.SignInAsync(Accounts.Editor);
    }

    [Fact]
    public async Task From_a_call_for_news_to_an_issue_that_leaves_at_its_hour()
    {
        await CallAsync();
        await AnswerFromATelephoneAsync();
        await AnswerFromWordAsync();
        await AnswerLateAsync();
        await ReturnOnceAndAcceptAllAsync();
        await ComposeByKeyboardAsync();
        await ComposeByDragAsync();
        await ApproveAsync();
        await VoidTheApprovalAsync();
        await ApproveAsync();
        await ScheduleAsync();
        await ReadWhatWentOutAsync();
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task CallAsync()
    {
        await editor.GotoAsync("/redaction/appels/ajout");
        await editor.GetByLabel("Objet").FillAsync("Les nouvelles de l’hiver");
        await editor.GetByLabel("Date limite")
            .FillAsync(DateTime.UtcNow.AddDays(5).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await PressAsync(editor, "Ouvrir l’appel et envoyer les messages");
        await Assertions.Expect(editor.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Les nouvelles de l’hiver");
    }

    private async Task AnswerFromATelephoneAsync()
    {
        var phone = await chromium.NewPageAsync(site.Url, width: 320);
        await phone.GotoAsync(await LinkAsync("correspondant@marseille.example"));
        await phone.GetByLabel("Titre", new() { Exact = true }).FillAsync(Sea);
        await phone.GetByLabel("Texte", new() { Exact = true }).FillAsync("Soixante visiteurs sont montés à bord.");
        await PressAsync(phone, "Proposer à la rédaction");
        await Assertions.Expect(phone.GetByRole(AriaRole.Status).First).ToContainTextAsync("est proposée à la rédaction");
        await phone.Context.CloseAsync();
    }

    private async Task AnswerFromWordAsync()
    {
        await visitor.GotoAsync(await LinkAsync("correspondante@seine-et-marne.example"));
        await visitor.GetByLabel("Titre", new() { Exact = true }).FillAsync(Forum);
        await visitor.GetByLabel("Texte", new() { Exact = true }).EvaluateAsync("""
            area => {
              area.focus();
              const data = new DataTransfer();
              data.setData('text/html', "<p class=MsoNormal><b>Quarante</b> stands<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>la boulangerie</p>");
              data.setData('text/plain', 'Quarante stands');
              area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await Assertions.Expect(visitor.GetByLabel("Texte", new() { Exact = true })).ToHaveValueAsync("**Quarante** stands\n\n- la boulangerie");
        await PressAsync(visitor, "Proposer à la rédaction");
        await Assertions.Expect(visitor.GetByRole(AriaRole.Status).First).ToContainTextAsync("est proposée à la rédaction");
    }

    private async Task AnswerLateAsync()
    {
        var link = await LinkAsync("correspondant@charleroi.example");
        await InDatabaseAsync(db => db.CallsForNews.Where(c => c.Subject.StartsWith("Les nouvelles")).ExecuteUpdateAsync(
            set =>
                set.SetProperty(c => c.OpenedAt, DateTime.UtcNow.AddDays(-5)).SetProperty(c => c.Deadline, DateTime.UtcNow.AddMinutes(-5)), Cancel));
        await visitor.GotoAsync(link);
        await Assertions.Expect(visitor.GetByText("La date limite est passée")).ToBeVisibleAsync();
        await visitor.GetByLabel("Titre", new() { Exact = true }).FillAsync(Late);
        await visitor.GetByLabel("Texte", new() { Exact = true }).FillAsync("Il roule depuis lundi.");
        await PressAsync(visitor, "Proposer à la rédaction");
        await editor.GotoAsync("/redaction/appels");
        await editor.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Les nouvelles de l’hiver") }).ClickAsync();
        await Assertions.Expect(editor.GetByText("En retard").First).ToBeVisibleAsync();
    }

    private async Task ReturnOnceAndAcceptAllAsync()
    {
        await OpenNewsAsync(Sea);
        await editor.GetByText("Demander des changements…").ClickAsync();
        await editor.GetByLabel("Ce qu’il faut reprendre").FillAsync("Quel jour était-ce ?");
        await PressAsync(editor, "Rendre à son auteur");

        await visitor.GotoAsync(await LinkAsync("correspondant@marseille.example"));
        await visitor.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Reprendre ") }).ClickAsync();
        await Assertions.Expect(visitor.GetByText("Quel jour était-ce ?")).ToBeVisibleAsync();
        await visitor.GetByLabel("Texte", new() { Exact = true }).FillAsync("Le 12 mars, soixante visiteurs sont montés à bord.");
        await PressAsync(visitor, "Proposer à nouveau");

        foreach (var title in new[] { Sea, Forum, Late })
        {
            await OpenNewsAsync(title);
            await PressAsync(editor, "Enregistrer et accepter");
            await Assertions.Expect(editor.GetByRole(AriaRole.Status).First).ToContainTextAsync("enregistré");
        }
    }

    /// <summary>From the top of the page to a saved order without touching a mouse.</summary>
    private async Task ComposeByKeyboardAsync()
    {
        await editor.GotoAsync("/redaction/numeros/4");
        await TabToAsync($"button:has-text('Ajouter « {Sea} »')");
        await editor.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Piece(Sea)).ToBeVisibleAsync();

        await editor.EvaluateAsync("document.activeElement.blur()");
        await TabToAsync($"button[aria-label^='Déplacer'][aria-label*='{Sea}']");
        await editor.Keyboard.PressAsync("Space");
        await editor.Keyboard.PressAsync("Home");
        await SavedAsync(() => editor.Keyboard.PressAsync("Space"));
        Assert.Equal(Sea, (await TitlesAsync())[0]);
    }

    private async Task ComposeByDragAsync()
    {
        var entry = editor.Locator($".pool-list li[data-title='{Forum}']");
        await DragAsync(entry.Locator(".muted"), editor.Locator("[data-item]").First);
        await Assertions.Expect(Piece(Forum)).ToBeVisibleAsync();
        var titles = await TitlesAsync();
        await SavedAsync(() => DragAsync(Handle(titles[0]), editor.Locator("[data-item]").Nth(1)));
        Assert.Equal([titles[1], titles[0]], (await TitlesAsync()).Take(2));
        await editor.ReloadAsync();
        Assert.Equal([titles[1], titles[0]], (await TitlesAsync()).Take(2));
    }

    private async Task ApproveAsync()
    {
        await editor.GotoAsync("/redaction/numeros/4/verification");
        var warnings = editor.GetByLabel(new Regex("^J’ai lu"));
        if (await warnings.CountAsync() > 0)
        {
            await warnings.First.CheckAsync();
            await editor.Locator("form", new() { Has = warnings.First }).GetByRole(AriaRole.Button).ClickAsync();
        }

        await editor.GotoAsync("/redaction/numeros/4/envoi");
        await editor.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Approuver le numéro") }).ClickAsync();
        await Assertions.Expect(editor.GetByRole(AriaRole.Status).First).ToContainTextAsync("est approuvé");
    }

    private async Task VoidTheApprovalAsync()
    {
        await OpenNewsAsync(Forum, "acceptee");
        await editor.GetByLabel("Texte", new() { Exact = true }).FillAsync("**Cinquante** stands, et un de plus.");
        await PressAsync(editor, "Enregistrer");
        await editor.GotoAsync("/redaction/numeros/4/envoi");
        await Assertions.Expect(editor.GetByText("L’approbation est tombée.")).ToBeVisibleAsync();
    }

    /// <summary>Tomorrow, by the form; then the clock of the database says it is now.</summary>
    private async Task ScheduleAsync()
    {
        await editor.GetByLabel("Jour de l’envoi")
            .FillAsync(DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await editor.GetByLabel("Heure de l’envoi").FillAsync("09:30");
        await PressAsync(editor, "Programmer l’envoi");
        await Assertions.Expect(editor.GetByText("Il part de lui-même")).ToBeVisibleAsync();
        await InDatabaseAsync(
            db =>
                db.Issues.Where(i => i.Id == 4)
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.ScheduledFor, DateTime.UtcNow.AddSeconds(-1)), Cancel));
    }

    private async Task ReadWhatWentOutAsync()
    {
        for (var i = 0; i < 900 && !await InDatabaseAsync(db => db.Editions.AnyAsync(e => e.IssueId == 4, Cancel)); i++)
        {
            await Task.Delay(100, Cancel);
        }

        await visitor.GotoAsync("/");
        await visitor.GetByRole(AriaRole.Link, new() { Name = "Lire ce numéro" }).ClickAsync();
        await Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Name = Sea })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.GetByText("Cinquante")).ToBeVisibleAsync();
        await editor.GotoAsync("/redaction/numeros/4/envoi");
        await Assertions.Expect(editor.GetByText("Approuvé par").First).ToBeVisibleAsync();
    }

    private async Task OpenNewsAsync(string title, string state = "proposee")
    {
        await editor.GotoAsync("/redaction/nouvelles?etat=" + state);
        await editor.GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
    }

    /// <summary>The personal link in the newest mail of the call to this address.</summary>
    private async Task<string> LinkAsync(string address)
    {
        for (var i = 0; i < 300; i++)
        {
            var folder = Path.Combine(site.Folder, "outbox");
            var mails = Directory.Exists(folder)
                ? Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories).Select(file => MimeMessage.Load(file))
                : [];
            if (
                mails.FirstOrDefault(
                    m =>
                        m.To.Mailboxes.Single().Address == address
                            && m.TextBody!.Contains("Les nouvelles de l’hiver", StringComparison.Ordinal)) is { } mail)
            {
                return PersonalLink().Match(mail.TextBody!).Value;
            }

            await Task.Delay(100, Cancel);
        }

        throw new TimeoutException($"No mail came to {address}.");
    }

    private async Task TabToAsync(string selector)
    {
        for (var i = 0; i < 250; i++)
        {
            await editor.Keyboard.PressAsync("Tab");
            if (await editor.Locator(":focus").CountAsync() > 0
                && await editor.Locator(selector).First.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The Tab key never reaches {selector}.");
    }

    private async Task SavedAsync(Func<Task> act) =>
        await editor.RunAndWaitForResponseAsync(act, r => r.Request.Method == "POST" && r.Url.Contains("/ordre", StringComparison.Ordinal));

    private async Task DragAsync(ILocator what, ILocator onto)
    {
        await what.ScrollIntoViewIfNeededAsync();
        var from = (await what.BoundingBoxAsync())!;
        await editor.Mouse.MoveAsync(from.X + from.Width / 2, from.Y + from.Height / 2);
        await editor.Mouse.DownAsync();
        var to = (await onto.BoundingBoxAsync())!;
        await editor.Mouse.MoveAsync(to.X + to.Width / 2, to.Y + to.Height / 2, new() { Steps = 12 });
        await editor.Mouse.MoveAsync(to.X + to.Width / 2, to.Y + to.Height * 0.8f, new() { Steps = 6 });
        await editor.Mouse.UpAsync();
    }

    private ILocator Piece(string title) => editor.Locator($"[data-item][data-title='{title}']");

    private ILocator Handle(string title) => editor.Locator($"[data-item][data-title='{title}'] .handle");

    private Task<string[]> TitlesAsync() => editor.Locator("[data-item]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.title)");

    private async Task<T> InDatabaseAsync<T>(Func<NewsletterContext, Task<T>> work)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, site.Database);
        await using var db = new NewsletterContext(options.Options);
        return await work(db);
    }

    private static Task PressAsync(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    [GeneratedRegex(@"https?://\S+/contribuer/[\w-]{43}")]
    private static partial Regex PersonalLink();
}
