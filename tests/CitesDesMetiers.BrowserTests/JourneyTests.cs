using System.Net;
using System.Text.RegularExpressions;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.Playwright;
using MimeKit;
using NetVips;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// What the product exists for, whole: an editor enters an issue with every part of the one of 2018 through the forms,
/// previews, tests and publishes it; 500 subscribers get it by SMTP; everyone reads it in the archive.
/// </summary>
public sealed partial class JourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const int Subscribers = 500;

    private readonly SmtpListener relay = new();
    private readonly SiteProcess site = new();
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private IPage page = null!;
    private Desk desk = null!;
    private Hands hands = null!;

    public async ValueTask InitializeAsync()
    {
        site.With("Mail:Transport", "Smtp").With("Mail:Smtp:Host", "127.0.0.1").With("Mail:Smtp:Port", $"{relay.Port}")
            .With("Mail:Smtp:Security", "None");
        await site.RunAsync("demo", "--subscribers", $"{Subscribers}");
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url, height: 720, rich: true);
        desk = new Desk(page);
    }

    [Fact]
    public async Task An_editor_composes_an_issue_subscribers_get_it_and_everyone_reads_it()
    {
        await page.SignInAsync(Accounts.Editor);
        hands = await Hands.OfAsync(page);
        await BeginAsync();
        await PasteDatesAsync();
        await WriteNewsAsync();
        await AnnounceAsync();
        await ArrangeAsync();
        await PreviewAsync();
        await TestSendAsync();
        await PublishAsync(Subscribers);
        TestContext.Current.SendDiagnosticMessage($"{hands.Clicks} clicks, {hands.PageLoads} pages, {hands.PanelLoads} in panels");
        Assert.InRange(hands.Clicks, 10, 60);
        Assert.InRange(hands.PageLoads, 5, 20);

        var mails = await ReceivedAsync(Subscribers);
        CheckMails(mails);
        var edition = await ReadInTheArchiveAsync();
        await EditNewsAfterwardsAsync();
        Assert.Equal(edition, await EditionAsync());

        var leaving = mails[17];
        await LeaveByOneClickAsync(leaving);
        relay.Mails.Clear();
        await PublishNextAsync();
        var next = await ReceivedAsync(Subscribers - 1);
        Assert.DoesNotContain(leaving.To.Mailboxes.Single().Address, next.Select(m => m.To.Mailboxes.Single().Address));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await site.DisposeAsync();
        await relay.DisposeAsync();
    }

    /// <summary>From the dashboard to an issue with its texts.</summary>
    private async Task BeginAsync()
    {
        await hands.PressAsync("Numéros");
        await hands.PressAsync("Préparer un numéro");
        await desk.FillAsync("Numéro", "45");
        await desk.FillAsync("Date du numéro", "2031-06-01");
        await desk.FillAsync("Objet du courriel", SampleIssue.Subject);
        await desk.FillAsync("Accroche", "Cinq nouvelles des Cités, quatre du réseau, et neuf dates à retenir.");
        await desk.FillAsync("Salutation", "Chères et chers membres et partenaires du réseau,");
        await page.Locator(".ProseMirror").PasteAsync(SampleIssue.EditorialHtml, "");
        await desk.FillAsync("Formule de clôture", "Sincères salutations,");
        await desk.FillAsync("Signataire", "Renata Brancoli");
        await desk.FillAsync("Fonction du signataire", "Présidente du réseau");
        await desk.FillAsync("Annonce de l’adresse de contact", "Pour toute question sur l'InfoLettre et les réunions du réseau :");
        await desk.FillAsync("Adresse de contact", "delegation@reseau.example");
        await desk.FillAsync("Mot de la fin", "Merci de votre collaboration, bien cordialement,");
        await desk.FillAsync("Équipe rédactionnelle", "Renata Brancoli, Présidente du réseau\nSolène Sémard, Chargée du label\nLucien Collard, Coordinateur international\nMahaut Galloy, Chargée de projet");
        await hands.PressAsync("Enregistrer");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("est créé");
        await page.ReachAsync(LoadState.NetworkIdle);
    }

    /// <summary>Nine dates from one paste.</summary>
    private async Task PasteDatesAsync()
    {
        await hands.PressAsync("Coller des dates");
        await hands.Panel.GetByLabel("Agenda à lire").FillAsync(SampleIssue.WrittenDates);
        await hands.Panel.GetByRole(AriaRole.Button, new() { Name = "Lire cet agenda" }).ClickAsync();
        await hands.Panel.GetByRole(AriaRole.Button, new() { Name = "Ajouter les rendez-vous cochés" }).ClickAsync();
        await Assertions.Expect(page.Locator("#etat")).ToContainTextAsync("9 rendez-vous sont ajoutés, dans le numéro 45 aussi");
    }

    /// <summary>Writes all news one after the other in the panel, each signed by somebody whom the directory does not know yet.</summary>
    private async Task WriteNewsAsync()
    {
        var picture = Path.Combine(site.Folder, "photo.png");
        await File.WriteAllBytesAsync(picture, Picture(), TestContext.Current.CancellationToken);
        (string Typed, string Cite)?[] cites =
        [
            ("ll", "La Réunion"), ("ch", "Charleroi"), ("se", "Seine-et-Marne"), ("cas", "Cascais"),
            ("mar", "Marseille et de Provence-Alpes-Côte d’Azur"),
            null, null, null, null,
        ];
        string[] titles = [.. SampleIssue.CiteTitles, .. SampleIssue.NetworkTitles];
        await hands.PressAsync("Écrire une nouvelle");
        var form = hands.Panel;
        foreach (var (title, cite) in titles.Zip(cites))
        {
            await Assertions.Expect(form.GetByLabel("Titre", new() { Exact = true })).ToHaveValueAsync("");
            await Assertions.Expect(form.GetByLabel("Titre", new() { Exact = true })).ToBeFocusedAsync();
            await form.GetByLabel("Titre", new() { Exact = true }).FillAsync(title);
            await form.Locator(".ProseMirror").PasteAsync(SampleIssue.HtmlOf(title), title);
            if (cite is var (typed, name))
            {
                await hands.ChooseAsync(form.GetByLabel("Cité", new() { Exact = true }), typed, name);
            }

            await form.GetByText("Un contact qui n’est pas dans la liste…").ClickAsync();
            await form.GetByLabel("Nom du nouveau contact").FillAsync($"Équipe de « {title} »");
            if (cite?.Cite is "Charleroi")
            {
                await form.GetByLabel("Ajouter une image").SetInputFilesAsync(picture);
                await form.GetByLabel("Texte de remplacement").FillAsync("Couverture d’un album : une forêt de bouleaux");
                await form.GetByLabel("Légende").FillAsync("Une scène de la journée");
                await form.GetByLabel("Crédit").FillAsync("Photo : la Cité");
            }

            var button = title == titles[^1] ? "Placer dans le numéro" : "Placer et écrire la suivante";
            await form.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        }

        await Assertions.Expect(page.Locator("[data-news]")).ToHaveCountAsync(titles.Length);
        Assert.Equal(titles, await page.Locator("[data-news]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.title)"));
    }

    private async Task AnnounceAsync()
    {
        await hands.PressAsync("Un mouvement");
        await Assertions.Expect(hands.Panel.GetByLabel("Personne", new() { Exact = true })).ToBeFocusedAsync();
        await hands.ChooseAsync(hands.Panel.GetByLabel("Nature"), "dép", "Départ");
        foreach (var (label, text) in new[]
        {
            ("Personne", "Clotilde Weiss"), ("Poste", "Directrice de la structure porteuse"), ("Remplacée par", "Ernest Muller"),
            ("Adresse électronique pour la suite", "ernest.muller@mulhouse.example"),
        })
        {
            await hands.Panel.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }

        await hands.ChooseAsync(hands.Panel.GetByLabel("Cité", new() { Exact = true }), "la", "La région mulhousienne");
        await hands.Panel.GetByRole(AriaRole.Button, new() { Name = "Placer dans le numéro" }).ClickAsync();
        await Assertions.Expect(page.Locator("#rubriques")).ToContainTextAsync("Clotilde Weiss");
    }

    private async Task ArrangeAsync()
    {
        await hands.PressAsync($"Monter « {SampleIssue.CiteTitles[1]} »");
        await Assertions.Expect(page.Locator(".piece-text a").First).ToHaveTextAsync(SampleIssue.CiteTitles[1]);
    }

    private async Task PreviewAsync()
    {
        var mail = page.FrameLocator("#cadres iframe:last-child");
        await Assertions.Expect(mail.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("InfoLettre");
        foreach (var title in SampleIssue.CiteTitles.Concat(SampleIssue.NetworkTitles))
        {
            await Assertions.Expect(mail.GetByRole(AriaRole.Heading, new() { Name = title.Replace('\'', '’') })).ToHaveCountAsync(1);
        }
    }

    private async Task TestSendAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Vérifier", Exact = true }).ClickAsync();
        await desk.FillAsync("Adresses qui recevront l’essai", "relecture@reseau.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer l’essai" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("L’essai est parti");
        var test = Parse(Assert.Single(relay.Mails));
        Assert.StartsWith("[Essai] ", test.Subject, StringComparison.Ordinal);
        relay.Mails.Clear();
    }

    private async Task PublishAsync(int recipients)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Envoyer", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Approuver le numéro") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("est approuvé");
        await page.GetByText("Publier et envoyer…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"l’envoyer à {recipients} abonnés") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("est publié");
    }

    private async Task<List<MimeMessage>> ReceivedAsync(int count)
    {
        for (var i = 0; i < 1_800 && relay.Mails.Count < count; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(count, relay.Mails.Count);
        Assert.All(relay.Mails, m => Assert.Single(m.To));
        return [.. relay.Mails.Select(Parse)];
    }

    private static void CheckMails(List<MimeMessage> mails)
    {
        Assert.Equal(Subscribers, mails.Select(m => m.To.Mailboxes.Single().Address).Distinct().Count());
        Assert.Equal(Subscribers, mails.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(Subscribers, mails.Select(UnsubscribeUrl).Distinct().Count());
        foreach (var mail in mails)
        {
            Assert.Equal(SampleIssue.Subject, mail.Subject!.Replace('\u00A0', ' '));
            Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
            Assert.Equal("list", mail.Headers["Precedence"]);
            Assert.NotNull(mail.Headers[HeaderId.ListId]);
            Assert.IsType<MultipartAlternative>(mail.Body);
            foreach (var part in new[] { Flat(mail.TextBody!), Flat(AngleSharpText(mail.HtmlBody!)) })
            {
                Assert.Contains(SampleIssue.EditorialSentence, part, StringComparison.Ordinal);
                Assert.All(SampleIssue.CiteTitles.Concat(SampleIssue.NetworkTitles), title => Assert.Contains(title, part, StringComparison.Ordinal));
                Assert.All(SampleIssue.Dates, date => Assert.Contains(date.Title, part, StringComparison.Ordinal));
                Assert.Contains("25-27 juin 2031", part, StringComparison.Ordinal);
                Assert.Contains("30 juin - 2 juillet 2031", part, StringComparison.Ordinal);
                Assert.Contains("Clotilde Weiss", part, StringComparison.Ordinal);
                Assert.Contains("Chargée de projet", part, StringComparison.Ordinal);
            }

            Assert.Contains(UnsubscribeUrl(mail), mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(UnsubscribeUrl(mail), mail.HtmlBody, StringComparison.Ordinal);
        }
    }

    private async Task<string> ReadInTheArchiveAsync()
    {
        var visitor = await chromium.NewPageAsync(site.Url);
        await visitor.GotoAsync("/");
        await visitor.GetByRole(AriaRole.Link, new() { Name = "Lire ce numéro" }).ClickAsync();
        Assert.EndsWith("/numeros/45-juin-2031", visitor.Url, StringComparison.Ordinal);
        foreach (var title in SampleIssue.CiteTitles.Concat(SampleIssue.NetworkTitles))
        {
            await Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Name = title })).ToHaveCountAsync(1);
        }

        Assert.True(
            await visitor.EvaluateAsync<bool>("Array.from(document.images).every(i => (i.loading = 'eager') && i.decode().then(() => true))"));
        return await EditionAsync();
    }

    /// <summary>The page, without the lighter pictures that the site offers as soon as it has made them in the background.</summary>
    private async Task<string> EditionAsync() =>
        LighterPicture().Replace(await http.GetStringAsync(site.Url + "/numeros/45-juin-2031", TestContext.Current.CancellationToken), "");

    private async Task EditNewsAfterwardsAsync()
    {
        await page.GotoAsync("/redaction/nouvelles?etat=publiee");
        await page.GetByRole(AriaRole.Link, new() { Name = SampleIssue.CiteTitles[0], Exact = true }).ClickAsync();
        await desk.FillAsync("Titre", "Un titre tout neuf");
        await desk.SaveAsync();
    }

    /// <summary>RFC 8058: no cookie, no token but the one in the address, in both encodings, twice.</summary>
    private async Task LeaveByOneClickAsync(MimeMessage mail)
    {
        using var urlEncoded = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var multipart = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        foreach (var content in new HttpContent[] { urlEncoded, multipart })
        {
            var answer = await http.PostAsync(UnsubscribeUrl(mail), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Null(answer.Headers.Location);
        }
    }

    /// <summary>The issue that the demonstration left in progress.</summary>
    private async Task PublishNextAsync()
    {
        await page.GotoAsync("/redaction/numeros");
        await page.GetByRole(AriaRole.Link, new() { Name = "Numéro 44", Exact = true }).ClickAsync();
        await PublishAsync(Subscribers - 1);
    }

    private static MimeMessage Parse(ReceivedMail mail)
    {
        // Dot-stuffing off: RFC 5321 4.5.2.
        var text = mail.Text.Replace("\r\n..", "\r\n.", StringComparison.Ordinal);
        return MimeMessage.Load(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(text)));
    }

    private static string UnsubscribeUrl(MimeMessage mail) => Bracketed().Match(mail.Headers[HeaderId.ListUnsubscribe]!).Groups[1].Value;

    private static string AngleSharpText(string html) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).Body!.TextContent;

    /// <summary>One space wherever the text breaks or holds together.</summary>
    private static string Flat(string text) => Spaces().Replace(text, " ");

    private static byte[] Picture()
    {
        using var black = Image.Black(900, 600, bands: 3);
        using var teal = (black + new double[] { 0, 128, 128 }).Cast(Enums.BandFormat.Uchar);
        return teal.PngsaveBuffer();
    }

    [GeneratedRegex(@"\s*<source type=""image/webp""[^>]*>")]
    private static partial Regex LighterPicture();

    [GeneratedRegex("<(https?://[^>]+)>")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
