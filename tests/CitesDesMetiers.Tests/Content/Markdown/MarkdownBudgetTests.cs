using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Tests.Content.Markdown;

/// <summary>A text of little but marks is shown as it is typed: rendering it would take seconds.</summary>
public class MarkdownBudgetTests
{
    private const string Paragraph =
        "La **Cité des métiers** (Mulhouse) accueille chaque semaine [un public](https://site.example/a_b) *varié*, le 3^e^ jeudi : « Ti métié » !\r\n\r\n- un atelier ;\r\n- une date.\r\n\r\n> Une citation.\r\n\r\n";

    public static TheoryData<string> Hostile =>
        [
            "[a](",
            "[a](b",
            "[",
            "![",
            "[[a]",
            "*a_ ",
            "a*",
            "**a",
            "a**b",
            "^a",
            "~a",
            "`a",
            "a\n",
            "a\r",
            "a\r\n",
            "- a\n",
            "# a\n",
            ">a\n",
            "+\n",
            "|a|\n",
            "a@b.fr ",
            "http://a.b/(",
            "www.a.b ",
            "> ",
            ">",
            "1. ",
            "- "
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Forty_thousand_characters_of_marks_are_shown_as_typed(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 40_000 / piece.Length));

        var html = new MarkdownRenderer().ToHtml(text, "fr");

        Assert.True(MarkdownRenderer.IsAsTyped(html));
        Assert.Equal(
            text.ReplaceLineEndings("\n"), System.Net.WebUtility.HtmlDecode(html["<pre>".Length..^"</pre>".Length]).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_longest_text_that_people_write_is_rendered()
    {
        var text = string.Concat(Enumerable.Repeat(Paragraph, 40_000 / Paragraph.Length));

        var html = new MarkdownRenderer().ToHtml(text, "fr");

        Assert.False(MarkdownRenderer.IsAsTyped(html));
        Assert.Contains("<strong>Cité des métiers</strong>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("------------------------------------------------------------------------")]
    [InlineData("```\n[a](\n```")]
    [InlineData("2026. Une année")]
    public void A_ruler_and_code_are_none_of_them(string text) => Assert.False(MarkdownRenderer.IsAsTyped(new MarkdownRenderer().ToHtml(text, "fr")));

    [Fact]
    public async Task Whoever_writes_such_a_text_is_told_in_the_preview_and_when_it_is_saved()
    {
        await using var site = new SiteFactory();
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var text = string.Concat(Enumerable.Repeat("[a](", 9_999));
        var token = (await desk.GetAsync("/redaction/nouvelles/ajout")).QuerySelector("main input[name=__jeton]")!.GetAttribute("value")!;

        using var asked = new FormUrlEncodedContent([new("__jeton", token), new("text", text), new("language", "fr")]);
        var preview = await DeskClient.ParseAsync(
            await desk.Http.PostAsync("/redaction/editeur/apercu", asked, TestContext.Current.CancellationToken));
        await desk.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Crochets", ["Body"] = text });

        Assert.Contains("trop de signes de mise en forme", preview.QuerySelector("strong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(text, preview.QuerySelector("pre")!.TextContent);
        Assert.Contains(
            "trop de signes de mise en forme",
            (await desk.GetAsync("/redaction/nouvelles")).QuerySelector(".notice-success")!.TextContent,
            StringComparison.Ordinal);
    }
}
