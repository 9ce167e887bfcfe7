using System.Text.RegularExpressions;

namespace CitesDesMetiers.Tests.Architecture;

/// <summary>The files of the repository.</summary>
internal static partial class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>Written sources of the product: neither generated nor from others.</summary>
    /// <param name="extensions">With their dot: ".cs".</param>
    public static IEnumerable<string> Files(params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(f => extensions.Contains(Path.GetExtension(f)) && !Generated().IsMatch(Relative(f)));

    /// <summary>The path below the root, with slashes.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CitesDesMetiers.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
    }

    [GeneratedRegex("/(obj|bin|lib)/|Migrations")]
    private static partial Regex Generated();
}
