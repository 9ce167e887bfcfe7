using System.Globalization;
using CitesDesMetiers.Core.News;

namespace CitesDesMetiers.Web.Demo;

/// <summary>One news item, read from a Markdown file with front matter: "key: value" lines between two lines of three hyphens.</summary>
/// <param name="Name">File name. Issues refer to the item by it.</param>
/// <param name="Days">Days between its writing and its issue, or today if no issue contains it.</param>
/// <param name="State">Its state if no issue contains it.</param>
/// <param name="Author">Address of the author's account, if there is one.</param>
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

/// <summary>A picture in a news item, written "name | caption". The caption is optional.</summary>
/// <param name="Name">The <see cref="DemoDrawing.Name"/>.</param>
internal sealed record DemoPicture(string Name, string? Caption)
{
    internal static DemoPicture Parse(string line)
    {
        var parts = line.Split(" | ", 2);
        return new DemoPicture(parts[0], parts.ElementAtOrDefault(1));
    }
}
