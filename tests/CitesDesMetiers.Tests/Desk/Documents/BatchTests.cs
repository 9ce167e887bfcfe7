using System.IO.Compression;
using System.Net;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;
using CitesDesMetiers.Web.Newsletter.Documents;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Documents;

/// <summary>Several documents at once, of which a ZIP may hold many: each waits for its correction, and all are taken back together.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private readonly ClockedSite site = new(new DateTime(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc));
    private DeskClient desk = null!;
    private DocumentDesk documents = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
        documents = new(site, desk);
    }

    [Fact]
    public async Task A_ZIP_is_unpacked_into_a_batch_and_what_is_no_document_is_named()
    {
        var page = await documents.SendAsync(
            Zip(
                ("2020/juin.txt", Letter(61)), ("2020/juillet.txt", Letter(62)), ("../../mai.txt", Letter(60)), ("photo.jpg", [1]),
                ("autres.zip", Zip(("a.txt", Letter(59)))), ("faux.txt", Zip(("b.txt", Letter(58)))), ("vide.txt", []),
                (".cache.txt", Letter(1)), ("__MACOSX/juin.txt", Letter(2))),
            "archives.zip");

        Assert.Equal("/redaction/documents/lots/1", page);
        var shown = await desk.GetAsync(page);
        Assert.Equal(["juin.txt", "juillet.txt", "mai.txt"], shown.QuerySelectorAll("tbody th").Select(h => h.TextContent));
        var said = shown.Body!.TextContent;
        Assert.Contains("3 documents reçus.", said, StringComparison.Ordinal);
        Assert.Contains("archive dans une archive : décompressez-la d’abord) : autres.zip, faux.txt", said, StringComparison.Ordinal);
        Assert.Contains("ni PDF, ni texte) : photo.jpg", said, StringComparison.Ordinal);
        Assert.Contains("(vide) : vide.txt", said, StringComparison.Ordinal);
        Assert.Contains("Les 3 documents sont lus.", said, StringComparison.Ordinal);
        Assert.NotNull((await desk.GetAsync(DocumentDesk.List)).QuerySelector("a[href='/redaction/documents/lots/1']"));
    }

    [Fact]
    public async Task Documents_that_are_known_are_not_added_again()
    {
        await documents.SendAsync(Letter(61), "juin.txt");

        var page = await documents.SendAsync(Zip(("nouveau nom.txt", Letter(61)), ("juillet.txt", Letter(62))), "archives.zip");

        Assert.Contains(
            "1 document reçu. Déjà là : nouveau nom.txt.", (await desk.GetAsync(page)).Body!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(DocumentDesk.List, await documents.SendAsync(Zip(("juin.txt", Letter(61)), ("a.txt", Letter(62))), "encore.zip"));
        Assert.Equal((2, 1), await site.WithDatabaseAsync(async db => (
            await db.DocumentImports.CountAsync(Cancel), await db.DocumentBatches.CountAsync(Cancel))));
    }

    [Theory]
    [InlineData(850)]
    [InlineData(65001)]
    public async Task Accents_in_names_are_read_as_Windows_and_macOS_write_them(int codePage)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(
            buffer, ZipArchiveMode.Create, leaveOpen: true, CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.UTF8))
        {
            using var part = zip.CreateEntry("août.txt").Open();
            part.Write(Letter(61));
        }

        var page = await documents.SendAsync(buffer.ToArray(), "archives.zip");

        Assert.Equal("août.txt", (await desk.GetAsync(page)).QuerySelector("tbody th")!.TextContent);
    }

    [Fact]
    public async Task Several_files_at_once_are_a_batch_too()
    {
        var form = await desk.GetAsync(DocumentDesk.List);
        using var content = new MultipartFormDataContent();
        foreach (var field in DeskClient.FieldsOf(form.QuerySelectorAll("main form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().First()))
        {
            content.Add(new StringContent(field.Value), field.Key);
        }

        content.Add(new ByteArrayContent(Letter(61)), "Files", "juin.txt");
        content.Add(new ByteArrayContent(Letter(62)), "Files", "juillet.txt");
        var sent = await desk.Http.PostAsync(DocumentDesk.List, content, Cancel);

        Assert.Equal("/redaction/documents/lots/1", sent.Headers.Location!.OriginalString);
        var heading = (await desk.GetAsync("/redaction/documents/lots/1")).QuerySelector("h1")!.TextContent;
        Assert.Contains("juin.txt et 1 autre", heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ZIP_without_documents_and_one_that_is_cut_off_are_refused_with_a_sentence()
    {
        var pictures = Zip(("photo.jpg", [1]));
        var empty = await DeskClient.ParseAsync(await desk.SubmitAsync(DocumentDesk.List, [], file: ("Files", "images.zip", pictures)));
        Assert.Contains(
            "photo.jpg : ni document Word, ni PDF, ni texte", empty.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);

        var cut = await documents.SendAsync(Zip(("juin.txt", Letter(61)))[..60], "coupe.zip");
        Assert.Contains("abîmé", (await desk.GetAsync(cut)).QuerySelector("main .field-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_is_taken_back_as_a_whole_within_thirty_days()
    {
        var page = await documents.SendAsync(Zip(("juin.txt", Letter(61)), ("juillet.txt", Letter(62)), ("mai.txt", Letter(60))), "archives.zip");
        await documents.ActAsync("/redaction/documents/1", "archiver", ("Date", "2020-06-01"));
        await documents.ActAsync("/redaction/documents/2", "archiver", ("Date", "2020-07-01"));
        Assert.NotNull(await site.PageAsync("/numeros/62-juillet-2020"));

        await desk.SubmitAsync(page, [], action: "reprise");

        Assert.Contains("Repris : 2 documents.", (await desk.GetAsync(page)).Body!.TextContent, StringComparison.Ordinal);
        using var client = site.CreateSiteClient();
        Assert.Equal(HttpStatusCode.Gone, (await client.GetAsync("/numeros/61-juin-2020", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await client.GetAsync("/numeros/62-juillet-2020", Cancel)).StatusCode);
        Assert.Equal(
            [DocumentState.TakenBack, DocumentState.TakenBack, DocumentState.Read],
            await site.WithDatabaseAsync(db => db.DocumentImports.OrderBy(d => d.Id).Select(d => d.State).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_batch_is_deleted_with_its_documents_and_what_they_brought_stays()
    {
        await documents.SendAsync(Letter(60), "mai.txt");
        var page = await documents.SendAsync(Zip(("juin.txt", Letter(61)), ("juillet.txt", Letter(62))), "archives.zip");
        await documents.ActAsync("/redaction/documents/2", "archiver", ("Date", "2020-06-01"));

        var sent = await desk.SubmitAsync(page, [], action: "suppression");

        Assert.Contains(
            "Le lot est supprimé, avec 2 documents.", (await desk.GetAsync(sent.Headers.Location!.OriginalString)).Body!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), await site.WithDatabaseAsync(async db => (
            await db.DocumentImports.CountAsync(Cancel), await db.Set<DocumentOriginal>().CountAsync(Cancel),
            await db.DocumentBatches.CountAsync(Cancel))));
        Assert.NotNull(await site.PageAsync("/numeros/61-juin-2020"));
    }

    [Fact]
    public async Task Documents_that_became_nothing_go_by_themselves_half_a_year_after_the_last_correction()
    {
        await documents.SendAsync(Zip(("juin.txt", Letter(61)), ("juillet.txt", Letter(62)), ("mai.txt", Letter(60))), "archives.zip");
        await documents.ActAsync("/redaction/documents/1", "archiver", ("Date", "2020-06-01"));
        site.Clock.Forward(TimeSpan.FromDays(60));
        using var later = await DeskClient.SignInAsync(site, Role.Editor);
        await new DocumentDesk(site, later).ActAsync("/redaction/documents/2", "", ("Subject", "Encore un mot"));

        Assert.Equal([1, 2, 3], await LeftAsync(TimeSpan.FromDays(119)));
        Assert.Equal([1, 2], await LeftAsync(TimeSpan.FromDays(2)));
        Assert.Equal([1], await LeftAsync(TimeSpan.FromDays(60)));

        async Task<List<int>> LeftAsync(TimeSpan after)
        {
            site.Clock.Forward(after);
            return await site.WithDatabaseAsync(async db =>
            {
                await DocumentPurge.RunAsync(db, site.Clock.Now, Cancel);
                return await db.DocumentImports.OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(Cancel);
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static byte[] Letter(int number) =>
        Encoding.UTF8.GetBytes(DocumentDesk.Letter.Replace("61", FormattableString.Invariant($"{number}"), StringComparison.Ordinal));

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in files)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(bytes);
            }
        }

        return buffer.ToArray();
    }
}
