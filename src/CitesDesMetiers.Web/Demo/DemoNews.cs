using System.Globalization;
using CitesDesMetiers.Core.News;

namespace CitesDesMetiers.Web.Demo;

/// <summary>One news item: a Markdown file that begins with lines of "key: value" between two lines of three hyphens.</summary>
/// <param name="Name">Name of its file, by which an issue asks for it.</param>
/// <param name="Days">Days from its writing to the issue that carries it, or to today.</param>
/// <param name="State">How far it is when no issue carries it.</param>
/// <param name="Author">Address of the account that wrote it, where it has one.</param>
internal sealed record DemoNews(
    string Name, string Title, string? Cite, string Contact, IReadOnlyList<string> Themes, string Language, int Days, NewsState State,
    string? Author, IReadOnlyList<DemoPicture> Pictures, string Body)
{
    private const string Fence = "---\n";

    public static DemoNews Parse(string name, string file)
    {
        var parts = file.ReplaceLineEndings("\n").Split(Fence, 3);
        if (parts is not ["", var head, var body])
        {
            throw new InvalidDataException($"{name} does not begin with its description.");
        }

        var lines = head.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToLookup(l => l[0], l => l[1].Trim());
        return new DemoNews(
            name,
            lines["title"].Single(),
            lines["cite"].SingleOrDefault(),
            lines["contact"].Single(),
            lines["themes"].Single().Split(", "),
            lines["language"].SingleOrDefault() ?? "fr",
            int.Parse(lines["days"].Single(), CultureInfo.InvariantCulture),
            Enum.Parse<NewsState>(lines["state"].SingleOrDefault() ?? nameof(NewsState.Accepted), ignoreCase: true),
            lines["author"].SingleOrDefault(),
            [.. lines["picture"].Select(DemoPicture.Parse)],
            body.Trim());
    }
}

/// <summary>A picture in a news item: "name | caption", the caption being optional.</summary>
/// <param name="Name">The <see cref="DemoDrawing.Name"/>.</param>
internal sealed record DemoPicture(string Name, string? Caption)
{
    internal static DemoPicture Parse(string line)
    {
        var parts = line.Split(" | ", 2);
        return new DemoPicture(parts[0], parts.ElementAtOrDefault(1));
    }
}
