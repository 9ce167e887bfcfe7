using System.Text;
using CitesDesMetiers.Core.Addresses;

namespace CitesDesMetiers.Web.Commands.Archive;

/// <summary>Tells which addresses of the site belong to the archive, and under which file each is written.</summary>
/// <param name="publicUrl">Public address of the site, by which mails and feeds name its pages.</param>
internal sealed class ExportAddresses(string publicUrl)
{
    /// <summary>Folder of the data, which has the structure of the interface for programs.</summary>
    private const string Data = "donnees";

    private static readonly string[] Pages =
    [
        SiteAddresses.Archive, SiteAddresses.News, SiteAddresses.Agenda, SiteAddresses.Cites, SiteAddresses.Imprint, SiteAddresses.Privacy,
        SiteAddresses.Accessibility, SiteAddresses.ProofKey,
    ];

    private static readonly string[] Files =
    [
        FileAddresses.Styles, FileAddresses.Libraries, FileAddresses.Icon, FileAddresses.TouchIcon, PictureAddresses.Root,
    ];

    public string PublicUrl { get; } = publicUrl.TrimEnd('/');

    /// <summary>The address from the root of the site; null for one of another site.</summary>
    /// <param name="address">As a page names it.</param>
    /// <param name="from">Address of that page, from the root of the site.</param>
    public string? OnSite(string address, string from)
    {
        if (!Uri.TryCreate(new Uri(PublicUrl + from), address, out var whole))
        {
            return null;
        }

        var root = PublicUrl + "/";
        return (whole.GetLeftPart(UriPartial.Path) + "/").StartsWith(root, StringComparison.Ordinal)
            ? whole.GetLeftPart(UriPartial.Query)[PublicUrl.Length..]
            : null;
    }

    /// <param name="address">From the root of the site.</param>
    public static bool IsArchived(string address)
    {
        var path = PathOf(address);
        return path == SiteAddresses.Home || path is SiteAddresses.Feed or SiteAddresses.JsonFeed
            || path.StartsWith(ApiAddresses.Root, StringComparison.Ordinal)
            || Array.Exists(Pages, p => IsAtOrBelow(path, p))
            || Array.Exists(Files, f => path.StartsWith(f, StringComparison.Ordinal));
    }

    /// <summary>The file of an address, relative to the folder: <c>actualites--cite-genes--page-2.html</c> for a page of a filtered list.</summary>
    public static string FileOf(string address)
    {
        var path = PathOf(address);
        if (path == SiteAddresses.Home)
        {
            return "index.html";
        }

        var isData = path.StartsWith(ApiAddresses.Root, StringComparison.Ordinal);
        var name = isData ? Data + path[ApiAddresses.Root.Length..] : path[1..];
        var extension = Path.GetExtension(name) is { Length: > 0 } known ? known : isData ? ".json" : ".html";
        var stem = name.EndsWith(extension, StringComparison.Ordinal) ? name[..^extension.Length] : name;
        return stem + Suffix(address) + extension;
    }

    /// <summary>How the file of one address names that of another.</summary>
    public static string Relative(string fromFile, string toFile) =>
        string.Concat(Enumerable.Repeat("../", fromFile.Count(c => c == '/'))) + toFile;

    /// <summary>Also the same page in another format, such as a calendar.</summary>
    private static bool IsAtOrBelow(string path, string page) =>
        path.StartsWith(page, StringComparison.Ordinal) && (path.Length == page.Length || path[page.Length] is '/' or '.');

    private static string PathOf(string address) => address.Split('?', 2)[0];

    /// <summary>The query as part of a file name; other characters than letters and digits become hyphens.</summary>
    private static string Suffix(string address)
    {
        var query = address.Split('?', 2) is [_, var found] ? Uri.UnescapeDataString(found) : "";
        var suffix = new StringBuilder();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            suffix.Append("--").Append(string.Concat(pair.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')));
        }

        return suffix.ToString();
    }
}
