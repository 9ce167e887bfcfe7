using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Writing a text as it will look: the field of the form holds its Markdown at every moment.</summary>
public sealed class RichEditorTests(Chromium chromium, DemoSite demo) : IAsyncLifetime
{
    private IPage page = null!;

    private ILocator Text => page.GetByLabel("Texte", new() { Exact = true });

    private ILocator Said => page.Locator(".editor-status").First;

    public async ValueTask InitializeAsync()
    {
        page = await chromium.NewPageAsync(demo.Url, rich: true);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/nouvelles/ajout");
    }

    [Fact]
    public async Task What_is_typed_is_stored_as_Markdown_and_undo_takes_it_back()
    {
        await Text.FocusAsync();
        await TypeAsync("## Un forum\nOuvert à ");
        await page.Keyboard.PressAsync("Control+b");
        await page.Keyboard.TypeAsync("tous");
        await page.Keyboard.PressAsync("Control+b");
        await TypeAsync(", 2 * 3\n- pain\nbeurre\n\nfin");
        await ExpectAsync("## Un forum\n\nOuvert à **tous**, 2 \\* 3\n\n- pain\n- beurre\n\nfin");

        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("Control+z");
        }

        await ExpectAsync("");
    }

    [Fact]
    public async Task Quotes_apostrophes_and_spaces_become_French_while_one_types_and_Backspace_takes_the_last_back()
    {
        await Text.FocusAsync();
        await TypeAsync("L'atelier \"Oser\" ouvre : venez !");
        await ExpectAsync("L’atelier «\u202fOser\u202f» ouvre\u00a0: venez\u202f!");
        await page.Keyboard.PressAsync("Backspace");
        await ExpectAsync("L’atelier «\u202fOser\u202f» ouvre\u00a0: venez !");

        await Text.FillAsync("");
        await page.GetByLabel("Langue").SelectOptionAsync("en");
        await Text.FocusAsync();
        await TypeAsync("It's \"open\" !");
        await ExpectAsync("It's \"open\" !");
    }

    [Fact]
    public async Task It_is_a_labelled_text_box_without_fault_in_the_language_of_the_text()
    {
        await Text.FillAsync("Un texte");

        Assert.Equal(
            "textbox true true fr",
            await Text.EvaluateAsync<string>("e => [e.role, e.ariaMultiLine, e.spellcheck, e.lang].join(' ')"));
        Assert.Equal("", await page.FaultsAsync());
        Assert.Equal("", await page.FaultsInDarkAsync());

        await page.GetByLabel("Langue").SelectOptionAsync("en");
        await Text.PressAsync("End");
        await page.Keyboard.TypeAsync(".");
        Assert.Equal("en", await Text.GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task The_toolbar_shows_what_the_selection_is_and_is_one_stop_of_the_Tab_key()
    {
        await Text.FillAsync("Un atelier");
        await Button("Intertitre").ClickAsync();
        await Assertions.Expect(Button("Intertitre")).ToHaveAttributeAsync("aria-pressed", "true");
        await ExpectAsync("## Un atelier");

        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(Button("Gras")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(Button("Aperçu")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Text).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_link_is_asked_for_changed_and_taken_away()
    {
        await Text.FillAsync("Voir le programme");
        await Text.PressAsync("Control+a");
        await AnswerLinkAsync("https://forum.example/", "Insérer");
        await ExpectAsync("[Voir le programme](https://forum.example/)");

        await page.Keyboard.PressAsync("ArrowLeft");
        await AnswerLinkAsync("https://forum.example/2", "Changer");
        await ExpectAsync("[Voir le programme](https://forum.example/2)");

        await page.Keyboard.PressAsync("ArrowLeft");
        await AnswerLinkAsync("", "Changer");
        await ExpectAsync("Voir le programme");
    }

    [Fact]
    public async Task A_table_is_filled_with_the_Tab_key_and_grows()
    {
        await Text.FocusAsync();
        await Button("Tableau").ClickAsync();
        foreach (var cell in new[] { "Jour", "Heure", "lundi", "10 h | 11 h", "mardi" })
        {
            await page.Keyboard.TypeAsync(cell);
            await page.Keyboard.PressAsync("Tab");
        }

        await Button("Ajouter une colonne").ClickAsync();

        await ExpectAsync("| Jour | Heure |  |\n| --- | --- | --- |\n| lundi | 10 h \\| 11 h |  |\n| mardi |  |  |");
    }

    [Fact]
    public async Task What_is_pasted_keeps_its_structure_and_what_was_lost_is_said()
    {
        await Text.PasteAsync(
            "<p>La 1<sup>re</sup> <b>fois</b>, <s>annulée</s></p><ul><li>a<li>b</ul>"
                + "<table><tr><td>Jour<td>Heure</tr><tr><td>lundi<td>10 h</tr></table>",
            "La 1re fois");

        await ExpectAsync("La 1^re^ **fois**, annulée\n\n- a\n- b\n\n| Jour | Heure |\n| --- | --- |\n| lundi | 10 h |");
        await Assertions.Expect(Text.Locator("sup")).ToHaveTextAsync("re");
        await Assertions.Expect(Said).ToContainTextAsync("Le texte barré n’est plus barré");
    }

    [Fact]
    public async Task A_paste_of_five_megabytes_leaves_the_text_as_it_was()
    {
        await Text.FillAsync("Mon texte.");

        await Text.EvaluateAsync("""
            area => {
              const data = new DataTransfer();
              data.setData('text/html', '<p>' + 'x'.repeat(5_000_000) + '</p>');
              area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);

        await ExpectAsync("Mon texte.");
        await Assertions.Expect(Said).ToContainTextAsync("rien n’a été collé");
    }

    [Fact]
    public async Task The_source_is_shown_to_whoever_likes_it_and_again_at_the_next_visit()
    {
        await Text.FillAsync("Un texte");
        await Text.PressAsync("Control+a");
        await page.Keyboard.PressAsync("Control+i");
        await Button("Texte brut").ClickAsync();
        await Assertions.Expect(Text).ToHaveValueAsync("*Un texte*");
        await Assertions.Expect(Text).ToBeFocusedAsync();
        await Text.FillAsync("*Un texte*\n\n[a]: https://a.example\n\n1) un");

        await Button("Texte brut").ClickAsync();
        await Assertions.Expect(Text.GetByRole(AriaRole.Group, new() { Name = "Passage gardé tel quel" })).ToHaveTextAsync("[a]: https://a.example");
        await Text.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(" et");
        await ExpectAsync("*Un texte*\n\n[a]: https://a.example\n\n1. un et");

        await Button("Texte brut").ClickAsync();
        await page.GotoAsync("/redaction/nouvelles/ajout");
        await Assertions.Expect(Button("Texte brut")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task A_picture_dropped_on_the_text_is_described_then_stands_in_it_and_is_moved_by_keys()
    {
        await Text.FillAsync("Avant");
        await Text.EvaluateAsync("""
            async area => {
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [400, 300];
              const blob = await new Promise(r => canvas.toBlob(r, 'image/png'));
              const data = new DataTransfer();
              data.items.add(new File([blob], 'atelier.png', { type: 'image/png' }));
              area.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """);
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Texte de remplacement").FillAsync("Un établi");
        await dialog.GetByLabel("Légende").FillAsync("L’atelier");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Insérer" }).ClickAsync();
        await Assertions.Expect(Text.GetByRole(AriaRole.Img, new() { Name = "Un établi" })).ToBeVisibleAsync();
        Assert.Matches(@"^Avant\n\n!\[Un établi\]\(/images/[0-9a-f]{32}\.(jpg|png)\)\n\*L’atelier\*$", await MarkdownAsync());

        await Text.GetByRole(AriaRole.Img).ClickAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        Assert.StartsWith("![Un établi]", await MarkdownAsync(), StringComparison.Ordinal);

        await Text.GetByRole(AriaRole.Img).ClickAsync();
        await Button("Image").ClickAsync();
        await dialog.GetByLabel("Texte de remplacement").FillAsync("Un établi en bois");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Changer" }).ClickAsync();
        await Assertions.Expect(Text.GetByRole(AriaRole.Img, new() { Name = "Un établi en bois" })).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();

    private ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private async Task AnswerLinkAsync(string url, string action)
    {
        await page.Keyboard.PressAsync("Control+k");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Adresse", new() { Exact = true }).FillAsync(url);
        await dialog.GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    /// <summary>With the Enter key at the end of each line.</summary>
    private async Task TypeAsync(string lines)
    {
        foreach (var (line, i) in lines.Split('\n').Select((line, i) => (line, i)))
        {
            if (i > 0)
            {
                await page.Keyboard.PressAsync("Enter");
            }

            await page.Keyboard.TypeAsync(line);
        }
    }

    private Task<string> MarkdownAsync() => page.Locator("textarea[data-editor]").InputValueAsync();

    private Task ExpectAsync(string markdown) => Assertions.Expect(page.Locator("textarea[data-editor]")).ToHaveValueAsync(markdown);
}
