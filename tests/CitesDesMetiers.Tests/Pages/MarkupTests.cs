using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>The Nu HTML checker over every page. It needs Java and the file that VNU_JAR names; tests/run.sh fetches it where it can.</summary>
[Collection(nameof(EveryPage))]
public class MarkupTests(EveryPage site)
{
    /// <summary>Unknown to the checker: nothing is painted before an element is there (HTML Standard, link type "expect").</summary>
    private const string LinkOfExpectedElement = "<link rel=\"expect\" href=\"#etat\" blocking=\"render\">";

    [Fact]
    public async Task No_page_has_an_error_of_markup()
    {
        if (Environment.GetEnvironmentVariable("VNU_JAR") is not { Length: > 0 } checker)
        {
            TestContext.Current.AddWarning("The Nu HTML checker has not been run: VNU_JAR does not name it.");
            return;
        }

        var pages = site.All.ToList();
        var folder = Directory.CreateTempSubdirectory("infolettre-pages-").FullName;
        try
        {
            for (var i = 0; i < pages.Count; i++)
            {
                var source = pages[i].Source.Replace(LinkOfExpectedElement, "", StringComparison.Ordinal);
                await File.WriteAllTextAsync(Path.Combine(folder, $"{i}.html"), source, TestContext.Current.CancellationToken);
            }

            var errors = await CheckAsync(checker, folder);
            Assert.True(errors.Count == 0, string.Join('\n', errors.Select(e => $"{pages[e.Page].Path}: {e.Message}")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<(int Page, string Message)>> CheckAsync(string checker, string folder)
    {
        using var java = Process
            .Start(new ProcessStartInfo("java", ["-jar", checker, "--errors-only", "--format", "json", "--exit-zero-always", "--stdout", folder])
            {
                RedirectStandardOutput = true,
            })!;
        using var answer = await JsonDocument.ParseAsync(java.StandardOutput.BaseStream, default, TestContext.Current.CancellationToken);
        await java.WaitForExitAsync(TestContext.Current.CancellationToken);
        return [.. answer.RootElement.GetProperty("messages").EnumerateArray().Select(m => (
            int.Parse(Path.GetFileNameWithoutExtension(m.GetProperty("url").GetString()!), CultureInfo.InvariantCulture),
            $"{m.GetProperty("message").GetString()} {(m.TryGetProperty("extract", out var extract) ? extract.GetString()!.ReplaceLineEndings(" ") : "")}"))];
    }
}
