using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Writing in the Markdown editor with a real keyboard, a real clipboard event and real files.</summary>
public sealed class EditorTests(Chromium chromium, DemoSite demo) : IAsyncLifetime
{
    /// <summary>What Word puts on the clipboard: its styles, its conditional comments, its lists that are no lists.</summary>
    private const string Word = """
        <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {mso-style-parent:"";} --></style></head><body>
        <!--StartFragment--><p class=MsoNormal style='margin-bottom:8.0pt'><b style='mso-bidi-font-weight:normal'><span style='font-size:14.0pt'>Un forum</span></b><span style='mso-spacerun:yes'>  </span>ouvert à <i>tous</i>.<o:p></o:p></p>
        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Atelier du matin</p>
        <p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Visite de l’après-midi</p>
        <p class=MsoNormal>Voir <a href="https://forum.example/">le programme</a> et <a href="javascript:alert(1)">ceci</a>.<del>Supprimé.</del></p><!--EndFragment--></body></html>
        """;

    private IPage page = null!;

    private ILocator Text => page.GetByLabel("Texte", new() { Exact = true });

    public async ValueTask InitializeAsync()
    {
        page = await chromium.NewPageAsync(demo.Url);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/nouvelles/ajout");
    }

    [Fact]
    public async Task A_selection_becomes_bold_by_shortcut_and_undo_takes_it_back()
    {
        await Text.FillAsync("Un atelier ouvert");
        await Text.EvaluateAsync("area => area.setSelectionRange(3, 10)");

        await page.Keyboard.PressAsync("Control+b");
        Assert.Equal("Un **atelier** ouvert", await Text.InputValueAsync());

        await page.Keyboard.PressAsync("Control+z");
        Assert.Equal("Un atelier ouvert", await Text.InputValueAsync());
    }

    [Fact]
    public async Task The_toolbar_is_one_stop_of_the_Tab_key_and_arrows_walk_it()
    {
        await Text.FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Gras" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Italique" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Aperçu" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Text).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_list_goes_on_at_the_next_line_and_an_empty_item_ends_it()
    {
        await Text.FocusAsync();
        await page.Keyboard.TypeAsync("- pain\nbeurre\n\nfin");

        Assert.Equal("- pain\n- beurre\n\nfin", await Text.InputValueAsync());
    }

    [Fact]
    public async Task What_is_pasted_from_Word_becomes_clean_Markdown()
    {
        await Text.PasteAsync(Word, "Un forum");

        Assert.Equal(
            "**Un forum** ouvert à *tous*.\n\n- Atelier du matin\n- Visite de l’après-midi\n\nVoir [le programme](https://forum.example/) et ceci.",
            await Text.InputValueAsync());
    }

    [Fact]
    public async Task A_paste_of_five_megabytes_leaves_the_text_as_it_was_and_says_so()
    {
        await Text.FillAsync("Mon texte.");

        await Text.EvaluateAsync("""
            area => {
              const data = new DataTransfer();
              data.setData('text/html', '<p>' + 'x'.repeat(5_000_000) + '</p>');
              data.setData('text/plain', 'x');
              area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);

        Assert.Equal("Mon texte.", await Text.InputValueAsync());
        await Assertions.Expect(page.Locator(".editor-status").First).ToContainTextAsync("rien n’a été collé");
    }

    [Fact]
    public async Task Two_hundred_nested_lists_lose_no_word()
    {
        await Text.PasteAsync(
            string.Concat(Enumerable.Repeat("<ul><li>", 200)) + "profond" + string.Concat(Enumerable.Repeat("</li></ul>", 200)), "profond");

        Assert.Contains("profond", await Text.InputValueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_dropped_on_the_text_is_described_then_stands_in_it()
    {
        await Text.EvaluateAsync("""
            async area => {
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [400, 300];
              canvas.getContext('2d').fillRect(0, 0, 200, 300);
              const blob = await new Promise(r => canvas.toBlob(r, 'image/png'));
              const data = new DataTransfer();
              data.items.add(new File([blob], 'atelier.png', { type: 'image/png' }));
              area.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """);
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("Texte de remplacement")).ToBeFocusedAsync();
        Assert.Equal("", await page.FaultsAsync());
        await dialog.GetByLabel("Texte de remplacement").FillAsync("Un établi vu de haut");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Insérer" }).ClickAsync();

        await Assertions.Expect(Text)
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^!\[Un établi vu de haut\]\(/images/[0-9a-f]{32}\.(jpg|png)\)"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Aperçu", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Un établi vu de haut" })).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();
}
