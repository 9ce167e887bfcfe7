using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Benchmarks.Texts;

/// <summary><c>markdown</c>: how long texts of 40,000 characters take to render that are made to take long, beside an honest one.</summary>
internal static class MarkdownBenchmark
{
    private const int Length = 40_000;
    private const int Rounds = 5;

    private static readonly string[] Pieces =
    [
        "[a](", "[a](b", "[", "![", "![a](", "[a][b]", "[[a]", "](", "[a]: b\n", "[a]:", "](a)[", "[x](<", "<", "<a", "<http:", "<!--", "<?", "&",
        "&#", "\\", "\\[", "`", "` `` ", "``", "`a", "```\n", "~~~\n",
        ">", "> ", ">a\n", "> > a\n", "- ", "* ", "1. ", "- a\n", "- a\n\n", "+\n", "#", "# a\n", "###### ", "*", "_", "**a", "*a_ ", "*a **a ", "a*",
        "_a __a ", "a**b", "***", "^", "~", "^a", "~a", "a^b~c", "*a^b", "^a~",
        "\n", "\n\n", " \n", "a\n", "a  \n", "---\n", "- - ", "=\n", "a\n=\n", "|a", "|a|\n", "|-|\n", "http://a", "www.a", "www.a.b ",
        "http://a.b/(", "(http://a.b/", "mailto:a@", "a@b.c ", "a@", "«", "« ", "» ", "!", " ?", ":", " : ", "'", "\"", "\"a", "-", "--", "…", ".",
        "1", "1 ", "1 000 ",
        "\t", " ", "\u00A0", "\u00A0:", "é", "\u202F", "\u0301", "•\t", "• ", "    a\n", "[é](lang:en)", "[a](lang:en) ", "https://é.fr ",
        "![a](/images/0123456789abcdef0123456789abcdef.jpg)", "<b>", "</b>", "\r", "a\r",
    ];

    public static Command Create()
    {
        var command = new Command("markdown", "Texts of 40,000 characters that are made to take long to render.");
        command.SetAction((_, _) =>
        {
            var renderer = new MarkdownRenderer();
            const string Honest = "La **Cité des métiers** accueille chaque semaine des personnes qui cherchent [un emploi](https://site.example/), une *formation* ou une idée.\n\n- un atelier ;\n- une date.\n\n";
            List<(string Name, string Text)> texts =
            [
                ("honest", Repeat(Honest)),
                .. Pieces.Select(p => (p, Repeat(p))), .. Pieces.Select(p => ($"as much of {p} as is rendered", MostOf(p))),
                ("nested quotes", Nested(">", 100)), ("nested lists", Lists(150)), ("growing indents", Lists(280)),
                ("openers then closers", string.Concat(Enumerable.Repeat("[", Length / 2)) + string.Concat(Enumerable.Repeat("]", Length / 2))),
                ("links in links", string.Concat(Enumerable.Repeat("[a", Length / 9)) + string.Concat(Enumerable.Repeat("](b)", Length / 9))),
                ("emphasis in emphasis", string.Concat(Enumerable.Repeat("*a ", Length / 6)) + string.Concat(Enumerable.Repeat(" a*", Length / 6))),
                ("ticks of each length", string.Concat(Enumerable.Range(1, 280).Select(n => new string('`', n) + " "))),
            ];
            foreach (var (_, text) in texts)
            {
                renderer.ToHtml(text[..Math.Min(text.Length, 2_000)], "fr");
            }

            var results = texts.Select(t => (t.Name, Time: Fastest(() => renderer.ToHtml(t.Text, "fr")))).OrderByDescending(r => r.Time).ToList();
            foreach (var (name, time) in results.Take(60))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time,9:F1} ms  {JsonSerializer.Serialize(name)}"));
            }

            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        benchmark = "markdown",
                        slowest = Math.Round(results[0].Time, 1),
                        honest = Math.Round(results.Single(r => r.Name == "honest").Time, 1),
                    }));
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>Milliseconds of processor time, which other programs do not lengthen.</summary>
    private static double Fastest(Action render)
    {
        using var process = Process.GetCurrentProcess();
        var best = double.MaxValue;
        for (var i = 0; i < Rounds && (i == 0 || best < 500); i++)
        {
            process.Refresh();
            var start = process.TotalProcessorTime;
            render();
            process.Refresh();
            best = Math.Min(best, (process.TotalProcessorTime - start).TotalMilliseconds);
        }

        return best;
    }

    private static string Repeat(string piece) => string.Concat(Enumerable.Repeat(piece, 1 + (Length / piece.Length)))[..Length];

    /// <summary>The longest run of the piece within the budget, and words up to the full length.</summary>
    private static string MostOf(string piece)
    {
        var (least, most) = (0, Length / piece.Length);
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            (least, most) = MarkdownBudget.Allows(string.Concat(Enumerable.Repeat(piece, middle))) ? (middle, most) : (least, middle - 1);
        }

        var run = string.Concat(Enumerable.Repeat(piece, least));
        return run + Repeat("mots ")[run.Length..];
    }

    /// <summary>Lines that each begin with so many marks.</summary>
    private static string Nested(string mark, int depth) => Repeat(string.Concat(Enumerable.Repeat(mark, depth)) + "a\n");

    /// <summary>Each item deeper than the one before, and again.</summary>
    private static string Lists(int depth) => Repeat(string.Concat(Enumerable.Range(0, depth).Select(i => new string(' ', 2 * i) + "- a\n")));
}
