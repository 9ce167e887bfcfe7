using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Ui.Styles;

/// <summary>
/// The style sheets that pages link, one for each kind of page. Its file in wwwroot/css imports the others; here their text replaces the
/// imports, so that a page waits for one file (docs/decisions/0025-style-sheets.md).
/// </summary>
internal sealed partial class StyleSheets(IWebHostEnvironment environment, FingerprintedFiles files)
{
    private static readonly string[] Names = ["site", "paper", "desk", "contribution", "widget"];

    private readonly ConcurrentDictionary<string, StyleSheet> known = new();

    /// <summary>The reading site; when a page is printed, the rules of print apply.</summary>
    public string Site => AddressOf("site");

    /// <summary>An issue as it is printed, on the screen too.</summary>
    public string Paper => AddressOf("paper");

    public string Desk => AddressOf("desk");

    public string Contribution => AddressOf("contribution");

    /// <summary>What other sites show in a frame.</summary>
    public string Widget => AddressOf("widget");

    /// <returns>Null if pages link no sheet of this name.</returns>
    public StyleSheet? Find(string name) => Names.Contains(name) ? Read(name) : null;

    private string AddressOf(string name) => StyleAddresses.Of(name, Read(name).Fingerprint);

    /// <summary>In Development it reads the files each time, so that an edit shows at once.</summary>
    private StyleSheet Read(string name)
    {
        var before = known.GetValueOrDefault(name);
        if (before is not null && !environment.IsDevelopment())
        {
            return before;
        }

        var sheet = new StyleSheet(TextOf($"css/{name}.css"));
        return before?.Fingerprint == sheet.Fingerprint ? before : known[name] = sheet;
    }

    private string TextOf(string path)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo(path).CreateReadStream());
        var text = Address().Replace(reader.ReadToEnd(), m => $"url(\"{files.AddressOf(Resolve(path, m.Groups["path"].Value))}\")");
        return Import().Replace(text, import =>
        {
            var rules = TextOf(Resolve(path, import.Groups["path"].Value));
            return import.Groups["media"] is { Success: true, Value: var media } ? $"@media {media} {{\n{rules}}}\n" : rules;
        });
    }

    private static string Resolve(string from, string path) => new Uri(new Uri("http://files/" + from), path).AbsolutePath[1..];

    /// <summary>Of a file. Addresses with a scheme are left alone.</summary>
    [GeneratedRegex("""url\("(?<path>[^":]+)"\)""")]
    private static partial Regex Address();

    [GeneratedRegex("""^@import "(?<path>[^"]+)"( (?<media>\w+))?;\n""", RegexOptions.Multiline)]
    private static partial Regex Import();
}
