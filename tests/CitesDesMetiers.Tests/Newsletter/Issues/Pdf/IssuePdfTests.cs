using System.Net;
using System.Net.Http.Headers;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Pdf;

/// <summary>The PDF as readers get it, and as the desk sees it.</summary>
public sealed class IssuePdfTests : IAsyncLifetime
{
    private const string Slug = "numero-7";

    private static readonly byte[] Bytes = [.. "%PDF-1.4 "u8, .. new byte[1_250_000]];

    private readonly ClockedSite site = new(Samples.Noon);
    private int issueId;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site.Settings["Pdf:Chromium"] = Path.Combine(site.Folder, "none");
        await site.AddSettingsAsync();
        issueId = await site.AddIssueAsync();
        await site.WithDatabaseAsync(async db =>
        {
            var issue = await db.Issues.SingleAsync(i => i.Id == issueId, Cancel);
            issue.MarkPublished(Samples.Noon);
            db.Add(new Edition(issue, Slug, SampleNewsletter.Content(), "<p>Corps</p>", "Corps", Samples.Noon));
            await db.SaveChangesAsync(Cancel);
        });
    }

    [Fact]
    public async Task Without_a_PDF_the_page_offers_the_print_of_the_browser()
    {
        var page = await site.PageAsync("/numeros/" + Slug);

        Assert.NotNull(page.QuerySelector(".share.printable"));
        Assert.Empty(page.QuerySelectorAll("[href$='.pdf']"));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync($"/numeros/{Slug}.pdf"));
    }

    [Fact]
    public async Task The_page_links_the_PDF_as_soon_as_there_is_one()
    {
        await site.PageAsync("/numeros/" + Slug);

        await AddFileAsync(Bytes);

        var page = await site.PageAsync("/numeros/" + Slug);
        Assert.Equal("Édition PDF (8 pages, 1,3 Mo)", page.QuerySelector($".dateline a[href='/numeros/{Slug}.pdf']")!.TextContent);
        Assert.Equal($"/numeros/{Slug}.pdf", page.QuerySelector("link[rel=alternate][type='application/pdf']")!.GetAttribute("href"));
        var facts = page.QuerySelector("script[type='application/ld+json']")!.TextContent;
        Assert.Contains($"{SiteFactory.PublicUrl}/numeros/{Slug}.pdf", facts, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".share.printable"));
    }

    [Fact]
    public async Task The_download_has_the_bytes_a_name_and_an_ETag_and_is_not_sent_twice()
    {
        await AddFileAsync(Bytes);

        var answer = await site.AskAsync($"/numeros/{Slug}.pdf");

        Assert.Equal(Bytes, await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Édition n° 7.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.True(answer.Headers.CacheControl is { Public: true, NoCache: true });
        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync($"/numeros/{Slug}.pdf", answer.Headers.ETag));

        await AddFileAsync([.. Bytes, 1]);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync($"/numeros/{Slug}.pdf", answer.Headers.ETag));
    }

    [Fact]
    public async Task A_viewer_may_ask_for_a_part()
    {
        await AddFileAsync(Bytes);
        using var client = site.CreateSiteClient();
        client.DefaultRequestHeaders.Range = new RangeHeaderValue(0, 3);

        var answer = await client.GetAsync($"/numeros/{Slug}.pdf", Cancel);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("%PDF"u8.ToArray(), await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task The_desk_says_what_failed_and_asks_again()
    {
        await AddFileAsync(Bytes);
        await FailAsync();
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        var page = await editor.GetAsync($"/redaction/numeros/{issueId}/envoi");
        var step = page.QuerySelector("section[aria-labelledby=pdf]")!.TextContent;
        Assert.Contains("Échec", step, StringComparison.Ordinal);
        Assert.Contains("introuvable sur le serveur", step, StringComparison.Ordinal);
        Assert.Contains("le PDF précédent reste en ligne", step, StringComparison.Ordinal);

        await editor.SubmitAsync($"/redaction/numeros/{issueId}/envoi", [], "/pdf");

        page = await editor.GetAsync($"/redaction/numeros/{issueId}/envoi");
        step = page.QuerySelector("section[aria-labelledby=pdf]")!.TextContent;
        Assert.Contains("En attente", step, StringComparison.Ordinal);
        Assert.DoesNotContain("introuvable", step, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.EditionPdfs.Select(p => p.Attempts).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_erratum_asks_for_a_new_PDF()
    {
        await AddFileAsync(Bytes);
        await FailAsync();
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        await editor.SubmitAsync($"/redaction/numeros/{issueId}/errata", new() { ["Text"] = "Une date était fausse." });

        var page = await editor.GetAsync($"/redaction/numeros/{issueId}/envoi");
        Assert.Contains("En attente", page.QuerySelector("section[aria-labelledby=pdf]")!.TextContent, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task AddFileAsync(byte[] bytes) => site.WithDatabaseAsync(async db =>
    {
        var id = await db.Editions.Select(e => e.Id).SingleAsync(Cancel);
        var file = await db.EditionPdfFiles.SingleOrDefaultAsync(Cancel) ?? db.Add(new EditionPdfFile(id)).Entity;
        file.Replace("Édition n° 7.pdf", bytes, 8, site.Clock.Now);
        await db.SaveChangesAsync(Cancel);
    });

    private Task FailAsync() => site.WithDatabaseAsync(async db =>
    {
        var pdf = new EditionPdf(await db.Editions.Select(e => e.Id).SingleAsync(Cancel));
        for (var i = 0; i < EditionPdf.MaxAttempts; i++)
        {
            pdf.Begin(0, site.Clock.Now, site.Clock.Now.AddMinutes(3));
            pdf.Fail(PdfFailure.Missing, site.Clock.Now);
        }

        db.Add(pdf);
        await db.SaveChangesAsync(Cancel);
    });
}
