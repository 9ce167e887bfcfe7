using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using Microsoft.Playwright;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.IO;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// The PDF of the demonstration's issues, printed by the real browser through the real site: the rules of PDF/UA-1 that the browser alone
/// misses, and what a reader expects of it.
/// </summary>
public sealed partial class PdfTests(Chromium chromium) : IAsyncLifetime
{
    /// <summary>ISO 32000-1, 14.8.4, as far as a page of HTML needs them.</summary>
    private static readonly string[] StandardTypes =
    [
        "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/NonStruct", "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6",
        "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Code", "/Link", "/Figure",
    ];

    private readonly SiteProcess site = new();
    private readonly HttpClient client = new();

    public async ValueTask InitializeAsync() => await site.With("Pdf:Chromium", chromium.Executable).StartAsync();

    [Fact]
    public async Task Every_issue_gets_a_PDF_that_keeps_the_rules_of_PDF_UA_1()
    {
        foreach (var path in (string[])[await PathAsync(43), await PathAsync(42), await PathAsync(41)])
        {
            var bytes = await DownloadAsync(path + ".pdf");
            using var document = PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Modify);

            HasMetadata(document, bytes);
            HasStructure(document);
            HasNoUntaggedContent(document);
            HasNamedLinks(document);
            HasBookmarksAndFonts(document, bytes);
        }
    }

    [Fact]
    public async Task A_PDF_is_made_anew_after_an_erratum_and_meanwhile_the_old_one_stays()
    {
        var pdf = await PathAsync(43) + ".pdf";
        var before = await DownloadAsync(pdf);
        var page = await chromium.NewPageAsync(site.Url);
        await page.SignInAsync(Accounts.Editor);
        await page.GotoAsync("/redaction/numeros/3/errata");
        await page.GetByLabel("Correction").FillAsync("La visite du 23 septembre commence à 9 h.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publier la correction" }).ClickAsync();
        await Assertions.Expect(page.GetByText("L’édition PDF est refaite en arrière-plan.")).ToBeVisibleAsync();

        var after = before;
        for (var i = 0; i < 600 && after.AsSpan().SequenceEqual(before); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            after = await client.GetByteArrayAsync(site.Url + pdf, TestContext.Current.CancellationToken);
        }

        Assert.False(after.AsSpan().SequenceEqual(before), "The PDF is the old one.");
        await page.GotoAsync("/redaction/numeros/3/envoi");
        await Assertions.Expect(page.Locator("section[aria-labelledby=pdf]").GetByText("Prête")).ToBeVisibleAsync();
        Assert.Equal("", await page.FaultsAsync());
        await page.Context.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await site.DisposeAsync();
    }

    /// <summary>The dates of the demonstration follow the calendar, and the address of an issue has its month.</summary>
    private async Task<string> PathAsync(int number) =>
        IssueAddress().Matches(await client.GetStringAsync(site.Url + "/numeros", TestContext.Current.CancellationToken))
            .Select(m => m.Groups[1].Value).First(path => path.StartsWith($"/numeros/{number}-", StringComparison.Ordinal));

    private static void HasMetadata(PdfDocument document, byte[] bytes)
    {
        var catalog = document.Internals.Catalog;
        var metadata = Encoding.UTF8.GetString(catalog.Elements.GetDictionary("/Metadata")!.Stream.UnfilteredValue);
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", metadata, StringComparison.Ordinal);
        Assert.Contains($">{document.Info.Title}<", metadata, StringComparison.Ordinal);
        Assert.StartsWith("InfoLettre – Numéro 4", document.Info.Title, StringComparison.Ordinal);
        Assert.Equal("fr", catalog.Elements.GetString("/Lang"));
        Assert.True(catalog.Elements.GetDictionary("/MarkInfo")!.Elements.GetBoolean("/Marked"));
        Assert.True(catalog.Elements.GetDictionary("/ViewerPreferences")!.Elements.GetBoolean("/DisplayDocTitle"));
        Assert.All(document.Pages.Cast<PdfPage>(), page => Assert.Equal("/S", page.Elements.GetName("/Tabs")));
        Assert.InRange(document.PageCount, 4, 12);
        Assert.InRange(bytes.Length, 100_000, 3_000_000);
    }

    private static void HasStructure(PdfDocument document)
    {
        var root = document.Internals.Catalog.Elements.GetDictionary("/StructTreeRoot")!;
        var roles = root.Elements.GetDictionary("/RoleMap")!;
        var elements = StructureTree.ElementsBelow(root).ToList();
        Assert.True(elements.Count > 200, $"{elements.Count} elements");
        Assert.Contains("/Strong", elements.Select(StructureTree.TypeOf));
        Assert.All(elements, e => Assert.Contains(
            roles.Elements.GetName(StructureTree.TypeOf(e)!) is { Length: > 0 } role ? role : StructureTree.TypeOf(e), StandardTypes));
        Assert.All(
            elements.Where(e => StructureTree.TypeOf(e) is "/LI"),
            item => Assert.All(Children(item), kid => Assert.Contains(StructureTree.TypeOf(kid), (string?[])["/Lbl", "/LBody"])));
        var figures = elements.FindAll(e => StructureTree.TypeOf(e) is "/Figure");
        Assert.True(figures.Count > 3, $"{figures.Count} pictures");
        Assert.All(figures, figure => Assert.NotEmpty(figure.Elements.GetString("/Alt")));
        var levels = elements.Select(StructureTree.TypeOf).Where(t => t is ['/', 'H', _]).Select(t => t![2] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.Second} follows h{pair.First}"));
        ParentsAgree(root, elements);
    }

    /// <summary>A piece of a page belongs to the element that lists it.</summary>
    private static void ParentsAgree(PdfDictionary root, List<PdfDictionary> elements)
    {
        var numbers = root.Elements.GetDictionary("/ParentTree")!.Elements.GetArray("/Nums")!;
        var checkedPieces = 0;
        for (var i = 0; i + 1 < numbers.Elements.Count; i += 2)
        {
            if (numbers.Elements.GetObject(i + 1) is not PdfArray parents)
            {
                continue;
            }

            foreach (var (id, parent) in parents.Elements.Index())
            {
                if (parent is PdfReference { Value: PdfDictionary element })
                {
                    Assert.Contains(id, Pieces(element));
                    checkedPieces++;
                }
            }
        }

        Assert.True(checkedPieces > 100, $"{checkedPieces} pieces");
        Assert.All(elements, e => Assert.All(Children(e), kid => Assert.Same(e, kid.Elements.GetDictionary("/P"))));
    }

    private static void HasNoUntaggedContent(PdfDocument document)
    {
        foreach (var page in document.Pages)
        {
            var content = page.Contents.Elements.GetDictionary(0)!.Stream.UnfilteredValue;
            var depth = 0;
            var artifacts = 0;
            foreach (var (name, start, end) in ContentOperators.Of(content))
            {
                depth += name is "BDC" or "BMC" ? 1 : name is "EMC" ? -1 : 0;
                artifacts += Encoding.ASCII.GetString(content, start, end - start).StartsWith("/Artifact", StringComparison.Ordinal) ? 1 : 0;
                Assert.False(depth == 0 && name is "Tj" or "TJ" or "f" or "S" or "Do" or "sh", $"{name} is not tagged.");
            }

            Assert.Equal(0, depth);
            Assert.True(artifacts > 0, "The foot of the page is an artifact.");
        }
    }

    private static void HasNamedLinks(PdfDocument document)
    {
        List<string> names = [];
        foreach (var page in document.Pages)
        {
            for (var i = 0; i < page.Annotations.Count; i++)
            {
                names.Add(page.Annotations[i].Elements.GetString("/Contents"));
            }
        }

        Assert.DoesNotContain("", names);
        Assert.Contains("Aller à « Éditorial »", names);
        Assert.Contains(names, name => name.StartsWith("Écrire à contact@", StringComparison.Ordinal));
        Assert.Contains(names, name => name.StartsWith("Lien vers ", StringComparison.Ordinal));
        Assert.DoesNotContain("Aller plus loin dans ce numéro", names);
    }

    private static void HasBookmarksAndFonts(PdfDocument document, byte[] bytes)
    {
        Assert.True(document.Outlines.Count > 0, "There are no bookmarks.");
        var fonts = Regex.Matches(Encoding.Latin1.GetString(bytes), @"/BaseFont\s*/([\w+-]+)").Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Contains(fonts, font => font.Contains("+Newsreader-", StringComparison.Ordinal));
        Assert.Contains(fonts, font => font.Contains("+AtkinsonHyperlegibleNext-", StringComparison.Ordinal));
    }

    private static IEnumerable<PdfDictionary> Children(PdfDictionary element) =>
        StructureTree.KidsOf(element).Select(StructureTree.Resolve).OfType<PdfDictionary>().Where(e => StructureTree.TypeOf(e) is not null);

    private static IEnumerable<int> Pieces(PdfDictionary element) =>
        StructureTree.KidsOf(element).Select(StructureTree.Resolve)
            .Select(kid => kid is PdfInteger number ? number.Value : kid is PdfDictionary piece ? piece.Elements.GetInteger("/MCID") : -1);

    private async Task<byte[]> DownloadAsync(string path)
    {
        for (var i = 0; i < 1_200; i++)
        {
            using var answer = await client.GetAsync(site.Url + path);
            if (answer.IsSuccessStatusCode)
            {
                return await answer.Content.ReadAsByteArrayAsync();
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{path} was not made within two minutes.");
    }

    [GeneratedRegex("href=\"(/numeros/[0-9]+-[a-z0-9-]+)\"")]
    private static partial Regex IssueAddress();
}
