using System.Text.Json;
using CitesDesMetiers.Documents.Understanding;

namespace CitesDesMetiers.Benchmarks.Documents;

/// <summary>The documents of tests/corpus, and what must be understood of each.</summary>
internal static class Corpus
{
    private static readonly string[] Folders = ["documents", "aside"];

    public static string Root { get; } = FindRoot();

    /// <param name="Folder">"documents", or "aside" for those that nobody looked at while writing rules.</param>
    internal sealed record Sample(string Folder, string Path, UnderstoodIssue Expected)
    {
        public string Name => System.IO.Path.GetFileName(Path);
    }

    public static List<Sample> Read() =>
        [.. Folders.SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(Root, "tests", "corpus", folder))
            .Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(f => new Sample(folder, f, ExpectedOf(f))))];

    /// <summary>The Cités of the demonstration, as the command knows them from the database.</summary>
    public static List<KnownCite> Cites()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "src", "CitesDesMetiers.Web", "Demo", "Content", "cites.json")));
        return [.. json.RootElement.EnumerateArray().Select(c => new KnownCite(
            c.GetProperty("name").GetString()!, c.GetProperty("city").GetString()!, c.GetProperty("region").GetString(), null,
            c.GetProperty("webSite").GetString() is { } site ? [new Uri(site).Host] : []))];
    }

    private static UnderstoodIssue ExpectedOf(string document)
    {
        var name = Path.GetFileName(document).Split('-')[0] + ".json";
        return JsonSerializer.Deserialize<UnderstoodIssue>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(document)!, name)),
            IssueJson.Options)!;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CitesDesMetiers.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository was not found.");
        }

        return folder.FullName;
    }
}
