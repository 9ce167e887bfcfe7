using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// A number is translated beside its original, by keyboard. The browser's Translator would download a model, or does not exist: a stand-in
/// takes its place, which marks what it was given and keeps it. It is the only thing here that is not real.
/// </summary>
public sealed class TranslationJourneyTests(Chromium chromium, ComposerTests.ComposedSite site) : IClassFixture<ComposerTests.ComposedSite>
{
    private const string StandIn = """
        window.given = [];
        window.Translator = {
          availability: async () => "downloadable",
          create: async ({ targetLanguage, monitor }) => {
            const model = new EventTarget();
            monitor(model);
            for (const loaded of [0.3, 1]) model.dispatchEvent(Object.assign(new Event("downloadprogress"), { loaded }));
            return { translate: async (text) => { given.push(text); return `${targetLanguage}: ${text}`; } };
          },
        };
        """;

    [Fact]
    public async Task By_keyboard_it_is_begun_translated_kept_up_to_date_drafted_and_read()
    {
        var page = await chromium.NewPageAsync(site.Url);
        await page.AddInitScriptAsync(StandIn);
        await page.SignInAsync(Accounts.Editor);
        await BeginAsync(page, "Italien");
        Assert.Equal("", await page.FaultsAsync());
        Assert.Equal("", await page.FaultsInDarkAsync());

        // Two passages: each is saved when the focus leaves it.
        await TypeAsync(page, "objet", "Il mio oggetto");
        await TypeAsync(page, "accroche", "La mia riga");
        await Assertions.Expect(page.Locator("#compte")).ToContainTextAsync("2 passages sur");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#objet textarea")).ToHaveValueAsync("Il mio oggetto");

        // The original changes.
        var translation = new Uri(page.Url).AbsolutePath;
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^le numéro 44 en français") }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(url => !url.Contains("traduction", StringComparison.Ordinal));
        await page.GotoAsync(new Uri(page.Url).AbsolutePath + "/textes");
        await page.GetByLabel("Objet du courriel").FillAsync("Un autre objet");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Les textes sont enregistrés.")).ToBeVisibleAsync();
        await page.GotoAsync(translation);
        await Assertions.Expect(page.Locator("#objet [data-state]")).ToHaveTextAsync("L’original a changé");
        await Assertions.Expect(page.Locator("#objet ins").First).ToContainTextAsync("[ajouté");
        Assert.Equal("", await page.FaultsAsync());
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { NameRegex = new("^C’est à jour.*Objet du courriel") }));
        await Assertions.Expect(page.Locator("#objet [data-state]")).ToHaveTextAsync("Traduit");

        // A first draft, until somebody has read it.
        var passage = page.Locator("#salutation");
        await PressAsync(page, passage.GetByRole(AriaRole.Button, new() { NameRegex = new("^Proposer un premier jet") }));
        await Assertions.Expect(passage.Locator("[data-state]")).ToHaveTextAsync("Brouillon automatique, à relire");
        await Assertions.Expect(passage.Locator("textarea")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^it: "));
        await Assertions.Expect(passage.Locator("textarea")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#annonce-traduction")).ToHaveTextAsync("Un brouillon est proposé : relisez-le.");
        Assert.Equal("", await page.FaultsAsync());
        await page.GotoAsync(translation.Replace("traduction", "verification", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#constats")).ToContainTextAsync("brouillon automatique que personne n’a relu");
        await page.GotoAsync(translation);
        await PressAsync(page, passage.GetByRole(AriaRole.Button, new() { NameRegex = new("^Relu") }));
        await Assertions.Expect(passage.Locator("[data-state]")).ToHaveTextAsync("Traduit");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Drafts_of_all_that_is_left_keep_the_markdown_and_no_address_reaches_the_translator()
    {
        var page = await chromium.NewPageAsync(site.Url, rich: true);
        await page.AddInitScriptAsync(StandIn);
        await page.SignInAsync(Accounts.Editor);
        await BeginAsync(page, "Portugais");
        var all = page.GetByRole(AriaRole.Button, new() { NameRegex = new("de tout ce qui reste") });

        await PressAsync(page, all);
        await Assertions.Expect(page.Locator("#annonce-traduction"))
            .ToContainTextAsync("brouillons proposés : relisez-les.", new() { Timeout = 60_000 });

        await Assertions.Expect(all).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#editorial .ProseMirror")).ToContainTextAsync("pt: ");
        await Assertions.Expect(page.Locator("#compte")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^(\d+) passages sur \1 traduits"));
        Assert.Empty(await page.EvaluateAsync<string[]>("given.filter(text => /https?:|\\]\\(|@/.test(text))"));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#editorial [data-state]")).ToHaveTextAsync("Brouillon automatique, à relire");
        Assert.Equal("", await page.FaultsAsync());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("## Un titre", "## UN TITRE")]
    [InlineData("Le **grand** mot de la [page](https://a.example/x?y=1).", "LE **GRAND** MOT DE LA [PAGE](https://a.example/x?y=1).")]
    [InlineData("- ![une photo](/p.jpg) ici", "- ![une photo](/p.jpg) ICI")]
    [InlineData("| un | deux |\n|---|---|", "| UN | DEUX |\n|---|---|")]
    [InlineData("> cité\n\n```\ncode\n```", "> CITÉ\n\n```\ncode\n```")]
    [InlineData("Voir https://a.example et moi@a.example, le 1^er^ juin", "VOIR https://a.example ET moi@a.example, LE 1^er^ JUIN")]
    public async Task Only_words_are_translated(string markdown, string expected)
    {
        var page = await chromium.NewPageAsync(site.Url);
        await page.GotoAsync("/connexion");

        var translated = await page.EvaluateAsync<string>(
            "async (text) => (await import('/js/translation/markdown.js')).translateMarkdown(text, async (words) => words.toUpperCase())", markdown);

        Assert.Equal(expected, translated);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_translator_that_loses_a_mark_of_emphasis_gets_the_parts()
    {
        var page = await chromium.NewPageAsync(site.Url);
        await page.GotoAsync("/connexion");

        var translated = await page.EvaluateAsync<string>(
            "async () => (await import('/js/translation/markdown.js')).translateMarkdown('Le **grand** mot', async (words) => words.replaceAll('*', '').toUpperCase())");

        Assert.Equal("LE **GRAND** MOT", translated);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_translator_nothing_is_offered_and_a_narrow_screen_has_everything_below_one_another()
    {
        var page = await chromium.NewPageAsync(site.Url, width: 320);
        await page.AddInitScriptAsync("delete window.Translator");
        await page.SignInAsync(Accounts.Editor);
        await BeginAsync(page, "Espagnol");

        await Assertions.Expect(page.Locator("#tous-les-brouillons")).ToBeHiddenAsync();
        Assert.Equal(0, await page.Locator("[data-draft]:visible").CountAsync());
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal("", await page.FaultsAsync());
        await page.Context.CloseAsync();
    }

    private static async Task BeginAsync(IPage page, string language)
    {
        await page.GotoAsync("/redaction/numeros");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Traduire le numéro 44" }));
        await page.GetByLabel("Langue").SelectOptionAsync(language);
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Commencer la traduction" }));
        await Assertions.Expect(page.Locator("#compte")).ToContainTextAsync("0 passage sur");
        await page.ReachAsync(LoadState.NetworkIdle);
    }

    private static async Task PressAsync(IPage page, ILocator target)
    {
        await target.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task TypeAsync(IPage page, string key, string text)
    {
        await page.Locator($"#{key} textarea").FocusAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator($"#{key} [data-state]")).ToHaveTextAsync("Traduit");
    }
}
