using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CitesDesMetiers.Tests.Architecture;

/// <summary>What others made: packages under their lock files, and the files listed in docs/vendored.json.</summary>
public partial class SupplyTests
{
    /// <summary>Everything in these folders is from others.</summary>
    private static readonly string[] Folders = ["src/CitesDesMetiers.Web/wwwroot/lib/", "src/CitesDesMetiers.Web/Site/Cards/Fonts/"];

    /// <summary>Elsewhere, files of these kinds are.</summary>
    private static readonly string[] Kinds = [".woff2", ".woff", ".ttf", ".otf", ".wasm", ".bin", ".dll", ".so", ".min.js", ".min.css"];

    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    [Fact]
    public void Every_file_from_others_is_listed_with_version_and_licence_and_is_unaltered()
    {
        var list = JsonSerializer.Deserialize<List<Vendored>>(File.ReadAllText(Path.Combine(Sources.Root, "docs", "vendored.json")), Options)!;
        Assert.All(list, v => Assert.True(v is { Name.Length: > 0, Version.Length: > 0, Licence.Length: > 0, Files.Count: > 0 }, v.Name));
        Assert.All(list, v => Assert.True(Uri.TryCreate(v.Source, UriKind.Absolute, out _), v.Name));

        var listed = list.SelectMany(v => v.Files).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key} {f.Value}");
        Assert.Equal(listed, Present().Select(f => $"{f} {HashOf(f)}"));
    }

    [Fact]
    public void Parts_of_the_framework_have_one_version()
    {
        var packages = XDocument.Load(Path.Combine(Sources.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(p => (string)p.Attribute("Include")!, p => (string)p.Attribute("Version")!);

        var versions = packages.Where(p => Framework().IsMatch(p.Key)).GroupBy(p => p.Value).ToList();

        Assert.True(versions.Count == 1, string.Join('\n', versions.Select(v => $"{v.Key}: {string.Join(", ", v.Select(p => p.Key))}")));
        Assert.True(versions[0].Count() > 5);
    }

    [Fact]
    public void Every_project_has_a_lock_file_that_names_no_place_and_the_product_has_one_version_of_each_package()
    {
        var resolved = new Dictionary<string, HashSet<string>>();
        foreach (var project in Directory.EnumerateFiles(Sources.Root, "*.csproj", SearchOption.AllDirectories))
        {
            var path = Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
            Assert.True(File.Exists(path), path);
            var text = File.ReadAllText(path);
            Assert.DoesNotMatch("https?:|/home/|/root/|/tmp/|[A-Z]:\\\\", text);
            if (Sources.Relative(project).StartsWith("src/", StringComparison.Ordinal))
            {
                Add(resolved, text);
            }
        }

        Assert.True(resolved.Count > 50);
        Assert.Empty(resolved.Where(p => p.Value.Count > 1).Select(p => $"{p.Key}: {string.Join(", ", p.Value)}"));
    }

    private static void Add(Dictionary<string, HashSet<string>> resolved, string lockFile)
    {
        using var document = JsonDocument.Parse(lockFile);
        foreach (var package in document.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(f => f.Value.EnumerateObject()))
        {
            if (package.Value.TryGetProperty("resolved", out var version))
            {
                resolved.TryAdd(package.Name, []);
                resolved[package.Name].Add(version.GetString()!);
            }
        }
    }

    private static IEnumerable<string> Present() =>
        Directory.EnumerateFiles(Path.Combine(Sources.Root, "src"), "*", SearchOption.AllDirectories).Select(Sources.Relative)
            .Where(f => !Built().IsMatch(f))
            .Where(f => Folders.Any(folder => f.StartsWith(folder, StringComparison.Ordinal)) || Kinds.Any(f.EndsWith))
            .Order(StringComparer.Ordinal);

    private static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Sources.Root, file))));

    [GeneratedRegex("/(obj|bin|App_Data)/")]
    private static partial Regex Built();

    /// <summary>Packages that are released together with .NET.</summary>
    [GeneratedRegex(@"^Microsoft\.(AspNetCore|EntityFrameworkCore|Extensions)\.")]
    private static partial Regex Framework();

    private sealed record Vendored(string Name, string Version, string Licence, string Source, Dictionary<string, string> Files);
}
