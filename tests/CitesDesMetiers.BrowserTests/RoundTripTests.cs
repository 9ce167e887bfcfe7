using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Markdown;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// A text that the editor reads and writes again is the same to the letter. Where it knows all of a text and writes every block anew, the
/// server makes the same HTML of it.
/// </summary>
public sealed class RoundTripTests(Chromium chromium, DemoSite demo)
{
    private const string WriteTwice = """
        async texts => {
          const { read } = await import('/js/editor/rich/markdown.js');
          return texts.map(text => {
            const { doc, write } = read(text);
            return [write(doc), doc.children.some(node => node.type.name === 'opaque') ? '' : read('').write(doc)];
          });
        }
        """;

    private static readonly string[] Pieces =
    [
        "mot", " ", " ", "\n", "\n\n", "\n\n", "**", "*", "_", "[a](https://a.example/b_c)", "`", "1^er^", "CO~2~", "- ", "1. ", "> ",
        "## ", "\n\n| a | b |\n| --- | --- |\n| c | d |\n\n", "\n- ", "\n1. ", "  ", "![alt](/images/a.jpg)", "\n---\n", "\n```\n",
        "«\u202Fmot\u202F»", "é", "\\", "&amp;", "&eacute;", "<b>", "<https://a.example>", "[x]: https://b.example\n", "[x]",
        "**https://b.example/c**", "**Voir [a](https://a.example) *ici***", "www.a.example/b_c", "info@a.example", "\n• ", "#", "=", "\t",
        "|", "!", "~~~", "+ ", "1) ", "(lang:en)", "\u00A0", "\n    ", "\n  - ", ", ", "’", "7.", "^", "~",
    ];

    [Fact]
    public async Task Texts_of_the_demonstration_and_ten_thousand_random_ones_come_back_to_the_letter_and_look_the_same_when_written_anew()
    {
        var texts = (await DemonstrationAsync()).Concat(Random(10_000)).ToArray();
        await using var context = await chromium.Browser.NewContextAsync(new() { BaseURL = demo.Url });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        var written = await page.EvaluateAsync<string[][]>(WriteTwice, texts);

        var markdown = new MarkdownRenderer();
        var changed = texts.Zip(written).Where(pair => pair.First != pair.Second[0]).Select(pair => pair.First).ToList();
        // What is kept as it is can change what stands beside it, which nobody writes anew then.
        var known = texts.Zip(written).Where(pair => pair.Second[1] != "").ToList();
        Assert.True(known.Count > 4_000, $"{known.Count} texts are known.");
        var different = known
            .Where(pair => markdown.ToHtml(pair.First, "en") != markdown.ToHtml(pair.Second[1], "en"))
            .Select(pair => $"{pair.First}\n=>\n{pair.Second[1]}\n{markdown.ToHtml(pair.First, "en")}\n=>\n{markdown.ToHtml(pair.Second[1], "en")}")
            .ToList();
        Assert.Empty(changed);
        Assert.True(different.Count == 0, $"{different.Count} texts:\n\n{string.Join("\n\n", different.OrderBy(text => text.Length).Take(40))}");
    }

    private async Task<List<string>> DemonstrationAsync()
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, demo.Site.Database);
        await using var db = new NewsletterContext(options.Options);
        var texts = await db.Set<NewsItem>().Select(n => n.Body).ToListAsync();
        Assert.True(texts.Count > 10);
        return texts;
    }

    private static IEnumerable<string> Random(int count)
    {
        // Seeded, so that a failure comes again.
        var random = new Random(18);
        return Enumerable.Range(0, count).Select(_ => string.Concat(random.GetItems(Pieces, random.Next(1, 15))));
    }
}
