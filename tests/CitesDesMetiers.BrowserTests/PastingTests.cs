using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>What a word processor puts on the clipboard keeps its meaning, and the writer is told what could not be kept.</summary>
public sealed class PastingTests(Chromium chromium, DemoSite demo) : IAsyncLifetime
{
    /// <summary>Word 365: a superscript in two runs, a raised run, a subscript, and a table with a merged cell.</summary>
    private const string Word = """
        <html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:m="http://schemas.microsoft.com/office/2004/12/omml" xmlns="http://www.w3.org/TR/REC-html40">
        <head><meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal, li.MsoNormal {mso-style-unhide:no;margin:0cm;} table.MsoTableGrid {mso-style-name:"Grille du tableau";} --></style></head>
        <body lang=FR style='tab-interval:35.4pt;word-wrap:break-word'>
        <!--StartFragment-->
        <p class=MsoNormal>La 1<sup>è</sup><sup><span style='mso-fareast-language:FR'>re</span></sup> rencontre du XXI<sup>e</sup> siècle, sur 20 m<span style='position:relative;top:-3.0pt;mso-text-raise:3.0pt'>2</span>, sans CO<sub>2</sub><span style='mso-spacerun:yes'> </span>: a^b^c et 5~6~7.<o:p></o:p></p>
        <table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt;mso-yfti-tbllook:1184;mso-padding-alt:0cm 5.4pt 0cm 5.4pt'>
         <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
          <td width=201 valign=top style='width:151.0pt;border:solid windowtext 1.0pt;background:#DEEAF6;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal style='margin-bottom:0cm'><b>Moment<o:p></o:p></b></p></td>
          <td width=201 valign=top style='width:151.0pt;border:solid windowtext 1.0pt;border-left:none;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal style='margin-bottom:0cm'><b>Atelier<o:p></o:p></b></p></td>
          <td width=201 valign=top style='width:151.05pt;border:solid windowtext 1.0pt;border-left:none;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal style='margin-bottom:0cm'><b>Lieu<o:p></o:p></b></p></td>
         </tr>
         <tr style='mso-yfti-irow:1'>
          <td width=201 rowspan=2 valign=top style='width:151.0pt;border:solid windowtext 1.0pt;border-top:none'><p class=MsoNormal style='margin-bottom:0cm'>Matin<o:p></o:p></p></td>
          <td width=201 valign=top style='width:151.0pt'><p class=MsoNormal style='margin-bottom:0cm'>CV <b>ou</b> lettre<o:p></o:p></p></td>
          <td width=201 valign=top style='width:151.05pt'><p class=MsoNormal style='margin-bottom:0cm'><a href="https://cite.example/plan">Salle A|B</a><o:p></o:p></p></td>
         </tr>
         <tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'>
          <td width=201 valign=top style='width:151.0pt'><p class=MsoNormal style='margin-bottom:0cm'>Oral<o:p></o:p></p><p class=MsoNormal style='margin-bottom:0cm'>en anglais<o:p></o:p></p></td>
          <td width=201 valign=top style='width:151.05pt'><p class=MsoNormal style='margin-bottom:0cm'><o:p>&nbsp;</o:p></p></td>
         </tr>
        </table>
        <p class=MsoNormal>Le 2<sup>nd</sup> jour <s>est annulé</s> suit.<o:p></o:p></p>
        <!--EndFragment--></body></html>
        """;

    private IPage page = null!;

    private ILocator Text => page.GetByLabel("Texte", new() { Exact = true });

    private ILocator Said => page.Locator(".editor-status").First;

    public async ValueTask InitializeAsync()
    {
        page = await chromium.NewPageAsync(demo.Url);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/nouvelles/ajout");
    }

    [Fact]
    public async Task Superscripts_subscripts_and_tables_of_Word_are_kept()
    {
        await Text.PasteAsync(Word, "La 1ère rencontre");

        Assert.Equal(
            """
            La 1^ère^ rencontre du XXI^e^ siècle, sur 20 m^2^, sans CO~2~ : a\^b^c et 5\~6~7.

            | Moment | Atelier | Lieu |
            | --- | --- | --- |
            | Matin | CV **ou** lettre | [Salle A\|B](https://cite.example/plan) |
            | Matin | Oral – en anglais |  |

            Le 2^nd^ jour est annulé suit.
            """,
            await Text.InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Aperçu", Exact = true }).ClickAsync();
        var preview = page.Locator(".editor-preview");
        await Assertions.Expect(preview.Locator("sup")).ToHaveTextAsync(["ère", "e", "2", "nd"]);
        await Assertions.Expect(preview.Locator("sub")).ToHaveTextAsync(["2"]);
        await Assertions.Expect(preview.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["Moment", "Atelier", "Lieu"]);
        await Assertions.Expect(preview.GetByRole(AriaRole.Link, new() { Name = "Salle A|B" })).ToBeVisibleAsync();
        await Assertions.Expect(preview).ToContainTextAsync("a^b^c et 5~6~7");
    }

    [Fact]
    public async Task Whoever_pastes_is_told_what_could_not_be_kept()
    {
        await Text.PasteAsync(Word, "La 1ère rencontre");

        await Assertions.Expect(Said).ToContainTextAsync("sa première ligne donne les titres des colonnes");
        await Assertions.Expect(Said).ToContainTextAsync("cellules fusionnées");
        await Assertions.Expect(Said).ToContainTextAsync("retours à la ligne sont devenus des tirets");
        await Assertions.Expect(Said).ToContainTextAsync("Le texte barré n’est plus barré");
    }

    [Fact]
    public async Task Superscripts_of_Google_Docs_are_kept_though_they_are_a_matter_of_style()
    {
        await Text.PasteAsync(
            "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\"><span style=\"font-size:11pt;vertical-align:baseline;\">Le 1</span><span style=\"font-size:0.6em;vertical-align:super;\">er</span><span style=\"vertical-align:baseline;\"> mai, 10</span><span style=\"vertical-align:super;\">note de bas</span></p></b>",
            "Le 1er mai");

        Assert.Equal("Le 1^er^ mai, 10^note^ ^de^ ^bas^", await Text.InputValueAsync());
        await Assertions.Expect(Said).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_table_pasted_within_a_line_stands_by_itself()
    {
        await Text.FillAsync("Avant");

        await Text.PasteAsync("<table><tr><td>Jour<td>Heure</tr><tr><td>lundi<td>10 h</tr></table>", "Jour Heure");

        Assert.Equal("Avant\n\n| Jour | Heure |\n| --- | --- |\n| lundi | 10 h |\n\n", await Text.InputValueAsync());
    }

    [Theory]
    [InlineData("<table><tr><td><p>Un <b>mot</b></p><p>Deux</p></td></tr></table>", "Un **mot**\n\nDeux")]
    [InlineData("<table><tr><td>Jour</td><td>Heure</td></tr></table>", "Jour – Heure")]
    [
        InlineData(
            "<table><tr><td><h2>Titre</h2></td><td><table><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table></td></tr></table>",
            "## Titre\n\n| a | b |\n| --- | --- |\n| c | d |\n\n")
    ]
    [
        InlineData(
            "<table><tr><td colspan=2>Le programme</td></tr><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>",
            "Le programme\n\n| a | b |\n| --- | --- |\n| c | d |\n\n")
    ]
    public async Task Tables_of_layout_become_lines(string html, string markdown)
    {
        await Text.PasteAsync(html, "texte");

        Assert.Equal(markdown, await Text.InputValueAsync());
    }

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();
}
