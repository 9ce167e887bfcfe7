using System.Text.RegularExpressions;

namespace CitesDesMetiers.Tests.Architecture;

/// <summary>The documents on security against the tests that they name, and against the list of requirements, by reading files only.</summary>
public partial class SecurityDocumentTests
{
    /// <summary>
    /// The numbers of OWASP ASVS 5.0.0: chapter, then how many requirements of the levels 1 and 2 each of its sections has. In every section
    /// they come before those of level 3.
    /// </summary>
    private static readonly Dictionary<int, int[]> Requirements = new()
    {
        [1] = [2, 9, 11, 3, 2],
        [2] = [3, 3, 4, 1],
        [3] = [0, 2, 4, 6, 5, 0, 2],
        [4] = [3, 1, 2, 4],
        [5] = [1, 3, 2, 3],
        [6] = [3, 12, 4, 4, 5, 3, 0, 4],
        [7] = [3, 4, 2, 5, 2, 2],
        [8] = [2, 3, 1, 1],
        [9] = [3, 4],
        [10] = [2, 2, 4, 11, 5, 2, 3],
        [11] = [2, 3, 3, 4, 1, 1, 0],
        [12] = [3, 2, 4],
        [13] = [1, 5, 2, 5],
        [14] = [2, 4, 3],
        [15] = [3, 3, 7, 0],
        [16] = [1, 5, 4, 3, 3],
        [17] = [1, 4, 2],
    };

    private static readonly string[] States = ["met", "partly", "not met", "n/a"];

    private static string Security => Path.Combine(Sources.Root, "docs", "security.md");

    private static string Table => Path.Combine(Sources.Root, "docs", "security", "asvs.md");

    [Fact]
    public void Every_requirement_of_the_levels_1_and_2_has_one_line_with_a_state_and_an_explanation()
    {
        var lines = File.ReadLines(Table).Select(l => Line().Match(l)).Where(m => m.Success).ToList();

        var wanted = Requirements.SelectMany(
            c => c.Value.SelectMany((count, s) => Enumerable.Range(1, count).Select(n => $"{c.Key}.{s + 1}.{n}")));
        Assert.Equal(wanted, lines.Select(l => l.Groups["number"].Value));
        Assert.Equal(70, lines.Count(l => l.Groups["level"].Value == "1"));
        Assert.All(lines, l => Assert.Contains(l.Groups["state"].Value, States));
        Assert.All(lines, l => Assert.True(l.Groups["what"].Length > 0 && l.Groups["how"].Length > 0, l.Value));
    }

    [Fact]
    public void The_sums_above_the_table_are_those_of_its_lines()
    {
        var text = File.ReadAllText(Table);
        var states = Line().Matches(text).Select(m => m.Groups["state"].Value).ToList();

        foreach (var state in States)
        {
            Assert.Contains($"| {state} | {states.Count(s => s == state)} |", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_test_that_they_name_exists()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Sources.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Built().IsMatch(Sources.Relative(f)));
        var tests = string.Join('\n', files.Select(File.ReadAllText));
        var documents = File.ReadAllText(Security) + File.ReadAllText(Table);
        var classes = Class().Matches(documents).Select(m => m.Value).Distinct().ToList();
        var cases = Case().Matches(documents).Select(m => m.Groups["case"].Value).Distinct().ToList();

        Assert.True(classes.Count > 40, $"{classes.Count} classes");
        Assert.DoesNotContain(classes, c => !Regex.IsMatch(tests, $@"class {c}\b"));
        Assert.DoesNotContain(cases, c => !tests.Contains($" {c}(", StringComparison.Ordinal));
    }

    /// <summary>The cells number, level, what, state, how and test.</summary>
    [GeneratedRegex(@"^\| (?<number>\d+\.\d+\.\d+) \| (?<level>[12]) \| (?<what>[^|]+?) \| (?<state>[^|]+?) \| (?<how>[^|]+?) \|[^|]*\|\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\b[A-Z]\w*Tests\b")]
    private static partial Regex Class();

    /// <summary>A name with underscores between back-ticks, with or without its class.</summary>
    [GeneratedRegex(@"`(?:\w+\.)?(?<case>[A-Z]\p{Ll}*_\w+)`")]
    private static partial Regex Case();

    [GeneratedRegex("/(obj|bin)/")]
    private static partial Regex Built();
}
