using System.Text.RegularExpressions;

namespace CitesDesMetiers.Tests.Architecture;

/// <summary>The limit of .editorconfig, which no formatter of C# holds.</summary>
public partial class LineLengthTests
{
    private const int Limit = 150;

    [Fact]
    public void No_line_is_longer_than_one_reads_at_once()
    {
        var root = Sources.Root;
        var tooLong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(IsWritten))
        {
            var isRaw = false;
            foreach (var (line, number) in File.ReadLines(file).Select((line, n) => (line, n + 1)))
            {
                var quotes = line.Split("\"\"\"").Length - 1;
                if (line.Length > Limit && !isRaw && quotes == 0 && !LongLiteral().IsMatch(line))
                {
                    tooLong.Add($"{Path.GetRelativePath(root, file)}:{number}: {line.Length}");
                }

                isRaw ^= quotes % 2 == 1;
            }
        }

        Assert.Empty(tooLong);
    }

    private static bool IsWritten(string file) =>
        !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains("Migrations", StringComparison.Ordinal);

    /// <summary>A text of sixty characters is not torn apart for the sake of the limit: a regular expression, a piece of HTML.</summary>
    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.){60,}\"")]
    private static partial Regex LongLiteral();
}
