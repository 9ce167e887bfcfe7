using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The page of an issue is the page one works on: everything at once, edited where it stands, by mouse, keyboard and on a phone.</summary>
public sealed class WorkshopTests(Chromium chromium, ComposerTests.ComposedSite site) : IClassFixture<ComposerTests.ComposedSite>
{
    private const string Issue = "/redaction/numeros/4";

    /// <summary>In bytes, compressed. The editor that shows texts as they will look has a limit of its own.</summary>
    private const int MostScriptsAndStyles = 140_000;

    [Fact]
    public async Task At_1280_by_720_outline_page_and_pool_are_on_the_screen_under_a_low_head()
    {
        var page = await OpenAsync(1280, 720);

        foreach (var part in new[] { "#ordre", "#apercu", "#vivier" })
        {
            var box = (await page.Locator(part).BoundingBoxAsync())!;
            Assert.True(box.Y < 100 && box.Y + box.Height <= 720 && box.Width > 230, $"{part}: {box.Y}, {box.Width} x {box.Height}");
        }

        Assert.Single(await page.Locator(".pool-filters .field")
            .EvaluateAllAsync<double[]>("all => [...new Set(all.map(e => e.getBoundingClientRect().top))]"));
        await Assertions.Expect(page.Locator("#suite").GetByRole(AriaRole.Button)).ToBeInViewportAsync();
        Assert.Empty(
            await page.Locator(".pool-list li, .piece").EvaluateAllAsync<string[]>(
                "all => all.filter(e => { const r = e.getBoundingClientRect(); const x = r.x + r.width / 2, y = r.y + r.height / 2; return y < innerHeight && !e.contains(document.elementFromPoint(x, y)); }).map(e => e.textContent)"));
        Assert.Equal(720, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task By_keyboard_a_title_is_opened_on_the_page_changed_and_shown_and_the_focus_comes_back_to_it()
    {
        var page = await OpenAsync(1280, 720);
        var mail = page.FrameLocator("#cadres iframe:last-child");
        var link = mail.GetByRole(AriaRole.Link, new() { NameRegex = new("^Modifier le titre de") }).First;
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        var title = page.FrameLocator("#panneau iframe").GetByLabel("Titre", new() { Exact = true });
        await Assertions.Expect(title).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Un titre écrit au clavier");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(mail.GetByRole(AriaRole.Heading, new() { Name = "Un titre écrit au clavier" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#panneau")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#etat")).ToContainTextAsync("c’est enregistré");
        var changed = mail.GetByRole(AriaRole.Link, new() { Name = "Modifier le titre de « Un titre écrit au clavier »" });
        await Assertions.Expect(changed).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#rubriques").GetByText("Un titre écrit au clavier")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_and_not_saved_is_kept_when_the_panel_closes()
    {
        var page = await OpenAsync(1280, 720);
        await page.Locator("#texte-objet").ClickAsync();
        var texts = page.FrameLocator("#panneau iframe");
        await texts.GetByLabel("Objet du courriel", new() { Exact = true }).FillAsync("Un objet pas encore enregistré");
        await Assertions.Expect(texts.Locator("[data-autosave-status]")).Not.ToBeEmptyAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator("#texte-objet")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#etat")).ToContainTextAsync("gardé, mais pas encore enregistré");
        await page.Keyboard.PressAsync("Enter");
        await texts.GetByRole(AriaRole.Link, new() { Name = "Le reprendre" }).ClickAsync();
        await Assertions.Expect(texts.GetByLabel("Objet du courriel", new() { Exact = true })).ToHaveValueAsync("Un objet pas encore enregistré");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_answer_that_comes_late_does_not_bring_back_an_older_outline()
    {
        var page = await OpenAsync(1280, 720);
        var late = new TaskCompletionSource();
        var asked = 0;
        await page.RouteAsync(new Regex($"{Issue}$"), async route =>
        {
            if (route.Request.ResourceType != "fetch")
            {
                await route.ContinueAsync();
                return;
            }

            var answer = await route.FetchAsync();
            if (++asked == 1)
            {
                await late.Task;
            }

            await route.FulfillAsync(new() { Response = answer });
        });
        var link = page.Locator(".piece a[data-opens]").First;
        foreach (var title in new[] { "Un premier titre", "Un second titre" })
        {
            await link.ClickAsync();
            var form = page.FrameLocator("#panneau iframe");
            await form.GetByLabel("Titre", new() { Exact = true }).FillAsync(title);
            await form.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
            await Assertions.Expect(page.Locator("#panneau")).ToBeHiddenAsync();
        }

        await Assertions.Expect(link).ToHaveTextAsync("Un second titre");
        await page.RunAndWaitForResponseAsync(
            () =>
            {
                late.SetResult();
                return Task.CompletedTask;
            },
            r => r.Request.ResourceType == "fetch");
        await page.EvaluateAsync("() => new Promise(shown => setTimeout(shown, 100))");
        await Assertions.Expect(link).ToHaveTextAsync("Un second titre");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_news_item_dragged_on_the_page_changes_places_there_and_in_the_outline()
    {
        var page = await OpenAsync(1280, 720);
        var before = await TitlesAsync(page);
        await page.EvaluateAsync(
            "title => { const { contentWindow: w } = document.querySelector('#cadres iframe'); const h = [...w.document.querySelectorAll('h3[data-edit]')].find(e => e.textContent.includes(title)); w.scrollTo({ top: h.getBoundingClientRect().top + w.scrollY - 300, behavior: 'instant' }); }",
            before[1].Replace('\'', '’'));
        var heading = page.FrameLocator("#cadres iframe").Locator("h3[data-edit]").Filter(new() { HasText = before[1].Replace('\'', '’') });
        var (from, frame) = ((await heading.BoundingBoxAsync())!, (await page.Locator("#cadres iframe").BoundingBoxAsync())!);

        // Playwright's own mouse waits for a timer in the frame, where nothing may run.
        var mouse = await page.Context.NewCDPSessionAsync(page);
        async Task MouseAsync(string type, float y, int buttons) =>
            await mouse.SendAsync("Input.dispatchMouseEvent", new()
            {
                ["type"] = type,
                ["x"] = from.X + 40,
                ["y"] = y,
                ["button"] = "left",
                ["buttons"] = buttons,
                ["clickCount"] = 1,
            });
        await MouseAsync("mouseMoved", from.Y + 10, 0);
        await MouseAsync("mousePressed", from.Y + 10, 1);
        for (var step = 0; step < 90; step++)
        {
            await MouseAsync("mouseMoved", Math.Max(frame.Y + 8, from.Y - (step * 20)), 1);
        }

        await MouseAsync("mouseReleased", frame.Y + 8, 0);

        await Assertions.Expect(page.Locator("#annonce")).ToContainTextAsync("position 1 sur");
        Assert.Equal([before[1], before[0]], (await TitlesAsync(page)).Take(2));
        await Assertions.Expect(page.Locator("#panneau")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_preview_that_did_not_come_comes_with_the_next_change()
    {
        var page = await OpenAsync(1280, 720);
        var look = page.Locator(".preview-modes a");
        await page.RouteAsync("**/apercu/**", route => route.AbortAsync());
        await look.Nth(1).ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#cadres iframe:only-child')?.contentDocument === null");

        await page.UnrouteAsync("**/apercu/**");
        await look.Nth(0).ClickAsync();

        await Assertions.Expect(page.FrameLocator("#cadres iframe:last-child").Locator("[data-edit]").First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(320, false)]
    [InlineData(375, true)]
    public async Task On_a_phone_it_is_one_column_and_the_panel_covers_it(int width, bool dark)
    {
        var page = await OpenAsync(width, 700, dark);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Equal("", await page.FaultsAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "Éditorial", Exact = true }).ClickAsync();
        var texts = page.FrameLocator("#panneau iframe");
        await Assertions.Expect(texts.GetByLabel("Éditorial", new() { Exact = true })).ToBeFocusedAsync();
        await texts.GetByLabel("Signataire", new() { Exact = true }).FillAsync("Une autre main");
        await Assertions.Expect(texts.GetByLabel("Signataire", new() { Exact = true })).ToHaveValueAsync("Une autre main");
        Assert.Equal("", await page.FaultsAsync());
        await texts.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#panneau")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#etat")).ToContainTextAsync("Les textes sont enregistrés");
        await Assertions.Expect(page.FrameLocator("#cadres iframe:last-child").GetByText("Une autre main")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#texte-editorial")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_its_panel_open_it_has_no_fault(bool dark)
    {
        var page = await OpenAsync(1280, 720, dark);
        await page.GetByRole(AriaRole.Link, new() { Name = "Éditorial", Exact = true }).ClickAsync();
        await page.FrameLocator("#panneau iframe").GetByLabel("Signataire", new() { Exact = true }).WaitForAsync();

        Assert.Equal("", await page.FaultsAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Scripts_and_styles_of_the_composer_are_light()
    {
        var page = await chromium.NewPageAsync(site.Url);
        await page.SignInAsync(Accounts.Editor);
        var files = new HashSet<string>();
        page.Request += (_, request) =>
        {
            if (request.ResourceType is "script" or "stylesheet")
            {
                files.Add(request.Url);
            }
        };
        await page.GotoAsync(Issue);
        await page.ReachAsync(LoadState.NetworkIdle);

        var weight = 0;
        foreach (var file in files)
        {
            weight += Compressed(await (await page.APIRequest.GetAsync(file)).BodyAsync());
        }

        Assert.InRange(weight, 20_000, MostScriptsAndStyles);
        await page.Context.CloseAsync();
    }

    private static int Compressed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.SmallestSize))
        {
            brotli.Write(bytes);
        }

        return target.ToArray().Length;
    }

    private static async Task<List<string>> TitlesAsync(IPage page) =>
        [.. await page.Locator("[data-news]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.title)")];

    private async Task<IPage> OpenAsync(int width, int height, bool dark = false)
    {
        var page = await chromium.NewPageAsync(site.Url, width, height, dark);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync(Issue);
        await page.ReachAsync(LoadState.NetworkIdle);
        return page;
    }
}
