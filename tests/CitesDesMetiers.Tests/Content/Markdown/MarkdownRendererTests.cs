using AngleSharp.Html.Parser;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Letters;
using CsCheck;

namespace CitesDesMetiers.Tests.Content.Markdown;

public class MarkdownRendererTests
{
    private static readonly MarkdownRenderer Renderer = new();

    [Theory]
    [InlineData("**gras**, *italique*, `code`", "<p><strong>gras</strong>, <em>italique</em>, <code>code</code></p>")]
    [InlineData("une ligne\nune autre", "<p>une ligne<br>\nune autre</p>")]
    [InlineData("\tpas de code\n\n    ni ici", "<p>pas de code</p>\n<p>ni ici</p>")]
    [InlineData("•\tun\n•\tdeux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>")]
    [InlineData("3. trois\n4. quatre", "<ol start=\"3\">\n<li>trois</li>\n<li>quatre</li>\n</ol>")]
    [InlineData("> cité", "<blockquote>\n<p>cité</p>\n</blockquote>")]
    [InlineData("le 1^er^ juin, CO~2~", "<p>le 1<sup>er</sup> juin, CO<sub>2</sub></p>")]
    [InlineData("1^ère^, 20 m^2^, 10^-3^, note^(1)^", "<p>1<sup>ère</sup>, 20 m<sup>2</sup>, 10<sup>-3</sup>, note<sup>(1)</sup></p>")]
    [InlineData("la [Spring School!](lang:en) d'été", "<p>la <span lang=\"en\">Spring School!</span> d’été</p>")]
    [InlineData("![Une salle](/images/ab12.jpg)", "<p><img src=\"/images/ab12.jpg\" alt=\"Une salle\"></p>")]
    [InlineData("", "")]
    public void Markdown_becomes_plain_HTML(string markdown, string html) => Assert.Equal(html, Renderer.ToHtml(markdown, "fr"));

    [Theory]
    [InlineData("les conseiller.es et participant.e.s de reseau.fr")]
    [InlineData("suivre @citedesmetiers ou x@y")]
    [InlineData("`info@emplay.eu`")]
    [InlineData("```\ninfo@emplay.eu\n```")]
    [InlineData("o'brien@emplay")]
    [InlineData("ftp://x.fr")]
    public void Inclusive_forms_and_bare_names_are_no_links(string markdown) => Assert.DoesNotContain("<a", Renderer.ToHtml(markdown, "fr"));

    [Theory]
    [InlineData("sur www.emplay.eu", "https://www.emplay.eu", "www.emplay.eu")]
    [InlineData("sur http://x.fr/a?b=c !", "http://x.fr/a?b=c", "http://x.fr/a?b=c")]
    [InlineData("sur « https://x.fr/l'été...fin »", "https://x.fr/l'été...fin", "https://x.fr/l'été...fin")]
    [InlineData("sur <http://x.fr>", "http://x.fr", "http://x.fr")]
    [InlineData("à <info@emplay.eu>", "mailto:info@emplay.eu", "info@emplay.eu")]
    [InlineData("écrire à info@emplay.eu.", "mailto:info@emplay.eu", "info@emplay.eu")]
    [InlineData("auprès d'info.cdm+lettre@emplay-metiers.eu, vite", "mailto:info.cdm+lettre@emplay-metiers.eu", "info.cdm+lettre@emplay-metiers.eu")]
    [InlineData("écrire à info@cité.example", "mailto:info@xn--cit-dma.example", "info@cité.example")]
    [InlineData("(**info@emplay.eu**)", "mailto:info@emplay.eu", "info@emplay.eu")]
    [InlineData("[écrire à info@emplay.eu](https://emplay.eu)", "https://emplay.eu", "écrire à info@emplay.eu")]
    [InlineData("[l'équipe](info@emplay.eu)", "mailto:info@emplay.eu", "l’équipe")]
    [InlineData("[le site](www.emplay.eu)", "https://www.emplay.eu", "le site")]
    [InlineData("[appeler](tel:+33144612600)", "tel:+33144612600", "appeler")]
    public void Addresses_become_links_and_are_never_respelled(string markdown, string href, string text)
    {
        var link = Assert.Single(Parse(Renderer.ToHtml(markdown, "fr")).QuerySelectorAll("a"));
        Assert.Equal(Uri.UnescapeDataString(link.GetAttribute("href")!), href);
        Assert.Equal(text, link.TextContent);
        Assert.Equal(href.StartsWith("http", StringComparison.Ordinal) ? "noopener" : null, link.GetAttribute("rel"));
    }

    [Theory]
    [InlineData("[texte](/agenda)")]
    [InlineData("[texte](//evil.example)")]
    [InlineData("[texte](/\\evil.example)")]
    [InlineData("[texte](#ici)")]
    [InlineData("[texte](ftp://x.fr)")]
    [InlineData("[texte](http:evil)")]
    public void A_link_that_leads_nowhere_allowed_leaves_its_text(string markdown) => Assert.Equal("<p>texte</p>", Renderer.ToHtml(markdown, "fr"));

    [Theory]
    [InlineData("![x](https://elsewhere.example/pixel.png)")]
    [InlineData("![x](//elsewhere.example/images/x.png)")]
    [InlineData("![x](/images/../agenda)")]
    [InlineData("![x](/images//../x)")]
    [InlineData("![x](/agenda)")]
    [InlineData("![x](data:image/png;base64,AAAA)")]
    [InlineData("![x](\\images\\x.png)")]
    public void A_picture_from_elsewhere_is_removed(string markdown) => Assert.Equal("<p></p>", Renderer.ToHtml(markdown, "fr"));

    [Theory]
    [InlineData("# A\n\n### B\n\n## C\n\n# D", 3, "H3 H4 H4 H3")]
    [InlineData("### A\n\n# B\n\n###### C", 3, "H3 H3 H4")]
    [InlineData("# A\n\n## B\n\n### C\n\n#### D\n\n##### E", 4, "H4 H5 H6 H6 H6")]
    public void Headings_fit_below_those_of_the_page_without_a_gap(string markdown, int top, string levels) =>
        Assert.Equal(
            levels, string.Join(' ', Parse(Renderer.ToHtml(markdown, "fr", top)).QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(h => h.TagName)));

    [Fact]
    public void French_typography_crosses_markup_and_spares_code()
    {
        var html = Renderer.ToHtml("**Bravo** ! L'**école** d'*été*! « **oui** » : `a ? b` **fin**...\n\n```\nl'x ?\n```", "fr-BE");
        Assert.Equal(
            "Bravo\u202F! L’école d’été\u202F! «\u00A0oui\u00A0»\u00A0: a ? b fin…\nl'x ?",
            Parse(html).TextContent.Replace("\n\n", "\n").Trim());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("pt-PT")]
    [InlineData("frr")]
    public void Other_languages_keep_their_own_typography(string language) =>
        Assert.Equal("<p>It's done !</p>", Renderer.ToHtml("It's done !", language));

    [Theory]
    [InlineData("de 5~6 à 7~8 personnes, ~10 % et ~20 %")]
    [InlineData("2^10 puis 2^12, ^ seul, ^_^")]
    [InlineData("~~barré~~ et ^^deux^^")]
    [InlineData("a^ b^ et c ^d ^")]
    [InlineData("le prix | la durée\ndix euros | deux heures")]
    public void Single_signs_in_ordinary_text_stay_as_typed(string markdown) =>
        Assert.Equal(markdown.ReplaceLineEndings(" "), Parse(Renderer.ToHtml(markdown, "en")).TextContent.ReplaceLineEndings(" "));

    [Fact]
    public void A_table_says_which_cells_are_headings() =>
        Assert.Equal(
            "<table><thead><tr><th scope=\"col\">Atelier</th><th scope=\"col\">Heure</th></tr></thead>"
                + "<tbody><tr><td>CV <strong>à jour</strong></td><td>10 h</td></tr><tr><td>a|b</td><td></td></tr></tbody></table>",
            Renderer.ToHtml("| Atelier | Heure |\n| :-- | --: |\n| CV **à jour** | 10 h |\n| a\\|b |", "fr").Replace("\n", ""));

    [Fact]
    public void An_empty_corner_makes_the_first_column_headings_of_their_rows() =>
        Assert.Equal(
            "<table><thead><tr><td></td><th scope=\"col\">Lundi</th></tr></thead><tbody><tr><th scope=\"row\">Matin</th><td>CV</td></tr></tbody></table>",
            Renderer.ToHtml("| | Lundi |\n|---|---|\n| Matin | CV |", "fr").Replace("\n", ""));

    [Fact]
    public void A_table_without_headings_has_no_empty_row_for_them() =>
        Assert.Equal(
            "<table><tbody><tr><td>Matin</td><td>CV</td></tr></tbody></table>",
            Renderer.ToHtml("| | |\n|---|---|\n| Matin | CV |", "fr").Replace("\n", ""));

    [Fact]
    public void A_table_of_thousands_of_cells_stays_text()
    {
        var header = string.Concat(Enumerable.Repeat("a|", 100)) + "\n" + string.Concat(Enumerable.Repeat("-|", 100)) + "\n";
        var html = Renderer.ToHtml(header + string.Concat(Enumerable.Repeat("|x\n", 12_000)), "fr");

        Assert.DoesNotContain("<table", html);
        Assert.True(html.Length < 400_000, html.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void HTML_that_was_typed_is_shown_as_typed() =>
        Assert.Equal("a <b>c</b> & d", Parse(Renderer.ToHtml("a <b>c</b> & d", "en")).TextContent);

    [Theory]
    [InlineData(50_000, ">")]
    [InlineData(20_000, "[")]
    [InlineData(20_000, "*")]
    [InlineData(20_000, "a_*")]
    [InlineData(10_000, "![](")]
    [InlineData(10_000, "<a ")]
    [InlineData(20_000, "`")]
    [InlineData(5_000, "- ")]
    [InlineData(40_000, "\n")]
    [InlineData(40_000, "|")]
    [InlineData(20_000, "^a")]
    [InlineData(10_000, "|-|\n")]
    [InlineData(5_000, "a@b.fr, ")]
    [InlineData(40_000, "@")]
    [InlineData(13_000, "a.@")]
    public void A_hostile_text_is_rendered_in_reasonable_time(int times, string piece)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Renderer.ToHtml(string.Concat(Enumerable.Repeat(piece, times)), "fr");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
    }

    [Fact]
    public void What_is_nested_too_deeply_comes_out_as_plain_text()
    {
        var lists = string.Join('\n', Enumerable.Range(0, 200).Select(depth => new string(' ', depth * 2) + "- niveau " + depth));
        var html = Renderer.ToHtml(lists + "\n\n<b>fin</b>", "fr");
        Assert.Contains("niveau 199", html);
        Assert.Contains("&lt;b&gt;fin&lt;/b&gt;", html);
        Assert.StartsWith("<pre>&gt;&gt;", Renderer.ToHtml(new string('>', 50_000), "fr"));
    }

    [Fact]
    public void One_renderer_serves_many_requests_at_once()
    {
        var expected = Renderer.ToHtml("# A\n\n[l'été](www.x.fr) !", "fr");
        Parallel.For(0, 200, _ => Assert.Equal(expected, Renderer.ToHtml("# A\n\n[l'été](www.x.fr) !", "fr")));
    }

    [Theory]
    [InlineData("|\n-|\n>`{+ {«\\[\\|)|")]
    [InlineData("\0)>«-\\.\n|\n-|\n>`{+ {«\\[\\|)\\«=««'«++\"*:|\n[+* _é)\\{(]\0<")]
    public void A_table_without_a_header_cell_is_rendered(string text) => Safety.Check(Renderer.ToHtml(text, "fr"));

    [Fact]
    public void An_address_that_no_program_could_open_is_no_link() =>
        Assert.DoesNotContain("<a", Renderer.ToHtml("Écrire à <-!'|!*@.a>", "fr"), StringComparison.Ordinal);

    [Fact]
    public void No_text_makes_it_throw()
    {
        Gen.String.Sample(text => { Renderer.ToHtml(text, "fr"); });
        Gen.Char["ab \n\t#>*_-+.1)[]()!<>&`~^:/@|-\"'\\|{}=«»é\0"].Array[0, 80].Select(c => new string(c)).Sample(text =>
        {
            var html = Renderer.ToHtml(text, "fr");
            Safety.Check(html);
            PlainText.ToText(html);
            Excerpt.From(html, 40);
            MailHtml.Inline(html, new Uri("https://lettre.example.org"));
        }, iter: 5_000);
    }

    private static AngleSharp.Dom.IElement Parse(string html) => new HtmlParser().ParseDocument(html).Body!;
}
