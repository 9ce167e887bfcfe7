using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;

namespace CitesDesMetiers.Tests.Ui.Styles;

/// <summary>The style sheets as pages link them and browsers receive them.</summary>
public sealed partial class StyleSheetTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private const string ForEver = "public, max-age=31536000, immutable";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task A_sheet_is_kept_for_ever_and_sent_in_the_encoding_that_the_browser_asks_for(string? encoding)
    {
        var sheet = await SheetOfAsync("/");
        var answer = await AskAsync(sheet, encoding);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(ForEver, answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains(".masthead-name", Decoded(bytes, encoding), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync(sheet, answer.Headers.ETag));
    }

    [Theory]
    [InlineData("/", "site")]
    [InlineData("/connexion", "site")]
    [InlineData("/cette-page-n-existe-pas", "site")]
    [InlineData("/inserer/actualites", "widget")]
    public async Task A_page_links_one_sheet(string path, string name)
    {
        var page = await DeskClient.ParseAsync(await site.AskAsync(path));

        var sheet = Assert.Single(page.QuerySelectorAll("link[rel=stylesheet]"));
        Assert.StartsWith($"/css/{name}.", sheet.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_holds_all_that_it_imports_and_the_rules_of_print_apply_in_print_only()
    {
        var text = await TextOfAsync(await SheetOfAsync("/"));

        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.Contains("@media print {", text, StringComparison.Ordinal);
        Assert.InRange(text.IndexOf("@page", StringComparison.Ordinal), text.IndexOf("@media print {", StringComparison.Ordinal), text.Length);
        Assert.Equal(text.Count(c => c == '{'), text.Count(c => c == '}'));
    }

    [Fact]
    public async Task Every_file_that_a_sheet_names_answers_and_is_kept_for_ever()
    {
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        string[] sheets = [await SheetOfAsync("/"), SheetOf(await administrator.GetAsync("/redaction"))];
        var files = new List<string>();
        foreach (var sheet in sheets)
        {
            files.AddRange(Address().Matches(await TextOfAsync(sheet)).Select(m => m.Groups[1].Value));
        }

        Assert.NotEmpty(files);
        foreach (var file in files.Distinct())
        {
            var answer = await site.AskAsync(file);
            Assert.Equal((file, HttpStatusCode.OK), (file, answer.StatusCode));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        var early = (await site.PageAsync("/")).QuerySelectorAll("link[rel=preload]").Select(l => l.GetAttribute("href")!).ToList();
        Assert.NotEmpty(early);
        Assert.Subset(files.ToHashSet(), early.ToHashSet());
    }

    [Fact]
    public async Task Browsers_keep_sheets_and_scripts_for_people_who_are_signed_in_too()
    {
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        var page = await administrator.GetAsync("/redaction");
        string[] addresses = [SheetOf(page), .. page.QuerySelectorAll("script[src]").Select(s => s.GetAttribute("src")!)];

        Assert.True(addresses.Length > 1);
        foreach (var address in addresses)
        {
            var answer = await administrator.Http.GetAsync(address, Cancel);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        Assert.True((await administrator.Http.GetAsync("/redaction", Cancel)).Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_page_from_before_an_upgrade_receives_the_new_sheet_but_may_not_keep_it()
    {
        var answer = await site.AskAsync("/css/site.0123456789abcdef.css");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.Equal(await TextOfAsync(await SheetOfAsync("/")), await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/css/print.0123456789abcdef.css"));
    }

    [Theory]
    [InlineData("/css/site.css")]
    [InlineData("/css/desk.css")]
    [InlineData("/css/contribution.css")]
    [InlineData("/css/paper.css")]
    [InlineData("/css/widget.css")]
    [InlineData("/css/print.css")]
    [InlineData("/css/base.css")]
    public async Task Addresses_without_a_fingerprint_still_answer_and_are_asked_for_each_time(string path)
    {
        var answer = await site.AskAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoCache);
        foreach (Match import in Import().Matches(await answer.Content.ReadAsStringAsync(Cancel)))
        {
            Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/css/" + import.Groups[1].Value));
        }
    }

    [Fact]
    public async Task A_page_of_the_desk_links_the_sheet_of_the_desk_and_at_most_one_of_its_own()
    {
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        foreach (var path in new[] { "/redaction", "/redaction/nouvelles/ajout", "/redaction/images", "/redaction/envois" })
        {
            var sheets = (await administrator.GetAsync(path)).QuerySelectorAll("link[rel=stylesheet]");
            Assert.InRange(sheets.Length, 1, 2);
            foreach (var sheet in sheets)
            {
                Assert.Matches(@"^/css/[a-z]+\.[0-9a-z]{8,}\.css$", sheet.GetAttribute("href"));
            }
        }
    }

    private static string Decoded(byte[] bytes, string? encoding)
    {
        using var memory = new MemoryStream(bytes);
        using Stream stream = encoding switch
        {
            "br" => new BrotliStream(memory, CompressionMode.Decompress),
            "gzip" => new GZipStream(memory, CompressionMode.Decompress),
            _ => memory,
        };
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string SheetOf(IDocument page) => page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

    private async Task<string> SheetOfAsync(string page) => SheetOf(await site.PageAsync(page));

    private async Task<string> TextOfAsync(string sheet) => await (await AskAsync(sheet, null)).Content.ReadAsStringAsync(Cancel);

    private async Task<HttpResponseMessage> AskAsync(string path, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        }

        return await site.CreateSiteClient().SendAsync(request, Cancel);
    }

    [GeneratedRegex("""url\("([^"]+)"\)""")]
    private static partial Regex Address();

    [GeneratedRegex("""@import "([^"]+)""")]
    private static partial Regex Import();
}
