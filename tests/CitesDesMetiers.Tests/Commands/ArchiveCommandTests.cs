using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Tests.Site;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>The archive as files: complete, without a request elsewhere, the same each time.</summary>
public sealed partial class ArchiveCommandTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    /// <summary>The articles of the sample show them, but the site has no such pictures.</summary>
    private static readonly string[] NoSuchPictures = ["00112233445566778899aabbccddeeff", "fedcba9876543210fedcba9876543210"];

    private static readonly HtmlParser Parser = new();

    [Fact]
    public async Task Everything_that_has_appeared_is_written_and_every_address_in_it_leads_to_a_file()
    {
        var folder = await ExportAsync("tout");
        var pages = Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).ToList();

        Assert.All(
            (string[])
            [
                "index.html", "numeros.html", $"numeros/{SampleEdition.Slug}.html", $"numeros/{SampleEdition.Slug}/courriel.html",
                $"actualites/{PublishedSite.Article}.html", "actualites--cite-estuaire.html", "cites/estuaire.html", "cites/estuaire.ics",
                "feed.atom", "feed.json", "recherche.html", $"donnees/numeros/{SampleEdition.Slug}.json", "donnees/openapi.json", "LISEZMOI.txt",
                $"images/{PublishedSite.PictureName}.jpg", $"images/{PublishedSite.PictureName}-courriel.webp",
            ],
            file => Assert.True(File.Exists(Path.Combine(folder, file)), file));
        foreach (var page in pages)
        {
            var document = Parser.ParseDocument(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken));
            foreach (var address in AddressesIn(document).Concat(StylesOf(page, document)))
            {
                var path = Uri.UnescapeDataString(address.Split('#', '?')[0]);
                Assert.False(path.StartsWith('/'), $"{page} names {address}.");
                Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(page)!, path)), $"{page} names {address}, which is not there.");
            }
        }
    }

    [Fact]
    public async Task No_page_asks_anything_of_another_place()
    {
        var folder = await ExportAsync("ailleurs");

        foreach (var page in Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories))
        {
            var document = Parser.ParseDocument(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken));
            Assert.All(
                document.QuerySelectorAll("[src], [srcset], link[rel=stylesheet], link[rel=icon]"),
                e => Assert.DoesNotContain(
                    "//", e.GetAttribute("src") + e.GetAttribute("srcset") + e.GetAttribute("href"), StringComparison.Ordinal));
            if (Path.GetFileName(page) != "recherche.html")
            {
                Assert.Empty(document.QuerySelectorAll("form, script:not([type='application/ld+json'])"));
            }
        }
    }

    [Fact]
    public async Task Secrets_and_what_is_for_members_stay_out()
    {
        var folder = await ExportAsync("public");

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(PublishedSite.Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(PublishedSite.ForMembers, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_database_gives_the_same_bytes()
    {
        var (first, second) = (await ExportAsync("un"), await ExportAsync("deux"));

        Assert.Equal(FilesIn(first), FilesIn(second));
        foreach (var file in FilesIn(first))
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(first, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(second, file))), file);
        }
    }

    [Fact]
    public async Task The_data_of_an_issue_is_its_frozen_content()
    {
        var folder = await ExportAsync("donnees");

        var path = Path.Combine(folder, "donnees", "numeros", SampleEdition.Slug + ".json");
        var issue = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(21, issue.GetProperty("content").GetProperty("number").GetInt32());
        Assert.Equal("La réunion du 14 juin a eu lieu le 15.", issue.GetProperty("errata")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_left_as_it_is()
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "occupe")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "à garder", TestContext.Current.CancellationToken);

        var (code, _, errors) = await CommandInProcess.RunAsync(site.Folder, "archive", "export", folder);

        Assert.Equal(1, code);
        Assert.Contains("is not empty", errors, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], FilesIn(folder));
    }

    private async Task<string> ExportAsync(string name)
    {
        var folder = Path.Combine(site.Folder, name);
        var (code, output, errors) = await CommandInProcess.RunAsync(site.Folder, "archive", "export", folder);
        Assert.True(code == 0, errors);
        Assert.Contains($"{FilesIn(folder).Count} files written to", output, StringComparison.Ordinal);
        return folder;
    }

    private static List<string> FilesIn(string folder) =>
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Addresses in the archive: not those of other sites, mail addresses and canonical links.</summary>
    private static IEnumerable<string> AddressesIn(IDocument document) =>
        document.QuerySelectorAll("[href], [src]").Where(e => e.GetAttribute("rel") != "canonical")
            .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)
            .Where(a => a.Length > 0 && a[0] != '#' && !Scheme().IsMatch(a))
            .Where(a => !Array.Exists(NoSuchPictures, name => a.Contains(name, StringComparison.Ordinal)));

    /// <summary>The fonts and pictures of the styles, relative to the page.</summary>
    private static IEnumerable<string> StylesOf(string page, IDocument document) =>
        from link in document.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!)
        let sheet = Path.Combine(Path.GetDirectoryName(page)!, link)
        from Match url in Url().Matches(File.ReadAllText(sheet))
        let address = url.Groups[1].Value
        where !Scheme().IsMatch(address)
        select Path.Combine(Path.GetDirectoryName(link)!, address);

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Scheme();

    [GeneratedRegex("""url\(["']?([^"')]+)["']?\)""")]
    private static partial Regex Url();
}
