using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The composer in the browser: drag and keyboard do the same, and say so; a connection that is lost loses nothing.</summary>
public sealed class ComposerTests(Chromium chromium, ComposerTests.ComposedSite site) : IClassFixture<ComposerTests.ComposedSite>, IAsyncLifetime
{
    private const string Section = "Nouvelles des Cités des métiers";

    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        page = await chromium.NewPageAsync(site.Url);
        await page.SignInAsync(Accounts.Editor);
        await OpenAsync();
    }

    [Fact]
    public async Task Dragging_and_the_keyboard_lead_to_the_same_order_and_the_same_words()
    {
        var first = (await TitlesAsync())[0];
        var expected = (await TitlesAsync()).Skip(1).Take(1).Append(first).Concat((await TitlesAsync()).Skip(2)).ToList();

        await SavedAsync(page, () => DragAsync(Handle(0), Pieces.Nth(1)));
        Assert.Equal(expected, await TitlesAsync());
        var said = await SaidAsync();
        await Undo.ClickAsync();
        await Assertions.Expect(Pieces.First).ToContainTextAsync(first);

        await Handle(0).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await SavedAsync(page, () => page.Keyboard.PressAsync("Space"));
        Assert.Equal(expected, await TitlesAsync());

        Assert.Equal($"« {first} », position 2 sur {expected.Count} dans « {Section} ».", said.Trim());
        Assert.Equal(said.Trim(), (await SaidAsync()).Trim());
        Assert.True(await Handle(1).EvaluateAsync<bool>("e => e === document.activeElement"));
    }

    [Fact]
    public async Task By_keyboard_an_item_goes_on_into_the_next_section_and_escape_puts_it_back()
    {
        var before = await TitlesAsync();
        await Handle(before.Count - 1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Contains("position 1 sur", await SaidAsync(), StringComparison.Ordinal);
        Assert.Equal(before.Count - 1, (await TitlesAsync()).Count);

        await page.Keyboard.PressAsync("Escape");

        Assert.Equal(before, await TitlesAsync());
        Assert.StartsWith("Annulé : ", await SaidAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_dragged_from_the_pool_stands_where_it_was_dropped_and_shows_in_the_preview()
    {
        var entry = page.Locator(".pool-list li").First;
        var title = (await entry.GetAttributeAsync("data-title"))!;

        await DragAsync(entry.Locator(".muted"), Pieces.Nth(1));

        await Assertions.Expect(page.Locator("#etat")).ToContainTextAsync($"« {title} » est dans « {Section} »");
        Assert.Contains(title, (await TitlesAsync()).Take(3));
        var headings = page.FrameLocator("#cadres iframe:last-child").GetByRole(AriaRole.Heading, new() { Name = title });
        await Assertions.Expect(headings).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_preview_keeps_its_scroll_position_through_a_change()
    {
        await page.FrameLocator("#cadres iframe:last-child").GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await page.EvaluateAsync("document.querySelector('#cadres iframe').contentWindow.scrollTo({ top: 500, behavior: 'instant' })");
        var old = await page.QuerySelectorAsync("#cadres iframe:last-child");

        await page.GetByRole(AriaRole.Button, new() { Name = "Descendre «" }).First.ClickAsync();
        await page.WaitForFunctionAsync("old => !old.isConnected", old);

        Assert.Equal(500, await page.EvaluateAsync<int>("document.querySelector('#cadres iframe').contentWindow.scrollY"));
    }

    [Fact]
    public async Task A_move_made_while_the_connection_is_lost_is_kept_said_and_saved_once_it_is_back()
    {
        var first = (await TitlesAsync())[0];
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Descendre « {first} »" }).ClickAsync();
        await Assertions.Expect(page.Locator("#etat")).ToContainTextAsync("La connexion est perdue");
        Assert.Equal(first, (await TitlesAsync())[1]);

        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("#etat")).ToBeHiddenAsync();
        await OpenAsync();
        Assert.Equal(first, (await TitlesAsync())[1]);
    }

    [Fact]
    public async Task A_move_on_a_stale_page_is_refused_and_the_page_shows_the_present_order()
    {
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await SavedAsync(other, () => other.GetByRole(AriaRole.Button, new() { Name = "Descendre «" }).First.ClickAsync());
        var present = await other.Locator("[data-item]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.title)");

        await page.GetByRole(AriaRole.Button, new() { Name = "Descendre «" }).Nth(1).ClickAsync();

        await Assertions.Expect(page.Locator("#etat")).ToContainTextAsync("entre-temps");
        Assert.Equal(present, await page.Locator("[data-item]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.title)"));
    }

    [Fact]
    public async Task Nothing_shifts_while_a_slow_computer_loads_the_page()
    {
        var computer = await page.Context.NewCDPSessionAsync(page);
        await computer.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 10 });

        // Whether the fonts come before the first paint is another matter.
        await page.RouteAsync("**/*.woff2", route => route.AbortAsync());
        await page.AddInitScriptAsync(
            """
            window.shifts = [];
            new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(shift =>
                `${shift.value}: ${shift.sources.map(s => s.node?.id || s.node?.className || s.node?.nodeName)}`)))
                .observe({ type: 'layout-shift', buffered: true });
            """);
        await OpenAsync();
        await Assertions.Expect(page.Locator("#poids")).ToContainTextAsync("Ko");
        await page.ReachAsync(LoadState.NetworkIdle);

        Assert.Empty(await page.EvaluateAsync<string[]>("window.shifts"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unfolded_and_held_it_has_no_fault(bool dark)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        await page.EvaluateAsync("document.querySelectorAll('#composeur details').forEach(d => d.open = true)");
        await Handle(0).FocusAsync();
        await page.Keyboard.PressAsync("Space");

        Assert.Equal("", await page.FaultsAsync());
    }

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();

    /// <summary>The demonstration, which these tests change one after the other.</summary>
    public sealed class ComposedSite : IAsyncLifetime
    {
        private readonly SiteProcess process = new();

        public string Url => process.Url;

        public async ValueTask InitializeAsync() => await process.StartAsync();

        public ValueTask DisposeAsync() => process.DisposeAsync();
    }

    private ILocator Pieces => page.GetByRole(AriaRole.Region, new() { Name = Section, Exact = true }).Locator(".piece");

    private ILocator Undo => page.GetByRole(AriaRole.Button, new() { Name = "Annuler la dernière modification" });

    private ILocator Handle(int index) => Pieces.Nth(index).Locator(".handle");

    /// <summary>The issue in preparation of the demonstration, once its script has taken over: keys pressed before would be lost.</summary>
    private async Task OpenAsync()
    {
        await page.GotoAsync("/redaction/numeros");
        await page.Locator("main a[href^='/redaction/numeros/']:not([href$='ajout'])").First.ClickAsync();
        await Assertions.Expect(page.Locator("#ordre")).ToBeVisibleAsync();
        await page.ReachAsync(LoadState.NetworkIdle);
    }

    private async Task<List<string>> TitlesAsync() => [.. await Pieces.EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.title)")];

    private async Task<string> SaidAsync() => await page.Locator("#annonce").InnerTextAsync();

    /// <summary>Once an order is saved, the page is read again for its next step.</summary>
    private static Task<IResponse> SavedAsync(IPage page, Func<Task> act) =>
        page.RunAndWaitForResponseAsync(act, r => r.Request.Method == "GET" && r.Request.ResourceType == "fetch");

    /// <summary>Takes hold of one thing and lets it go just under the middle of another.</summary>
    private async Task DragAsync(ILocator from, ILocator to)
    {
        var (start, end) = ((await from.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X + (start.Width / 2), start.Y + (start.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + 30, end.Y + (end.Height / 2), new() { Steps = 12 });
        await page.Mouse.MoveAsync(end.X + 30, end.Y + (end.Height * 0.8f), new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }
}
