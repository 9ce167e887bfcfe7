using System.Globalization;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Documents;
using CitesDesMetiers.Tests.Documents.Reading;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Documents;

/// <summary>A document is sent, read in the background, corrected beside its original, put into an issue and taken back.</summary>
public sealed class DocumentsTests : IAsyncLifetime
{
    private readonly ClockedSite site = new(new DateTime(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc));
    private DeskClient desk = null!;
    private DocumentDesk documents = null!;
    private int lyon;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        lyon = await site.AddCiteAsync("Cité des métiers de Lyon", "lyon");
        await site.AddCiteAsync("Cité des métiers de Lille", "lille");
        desk = await DeskClient.SignInAsync(site, Role.Editor);
        documents = new(site, desk);
    }

    [Fact]
    public async Task A_word_document_is_read_in_the_background_and_shown_beside_what_was_understood()
    {
        var path = await documents.SendAsync(Corpus.Bytes("a-table.docx"), "juin.docx");

        var page = await desk.GetAsync(path);

        Assert.Contains("À corriger", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".document-original p"));
        Assert.True(page.QuerySelectorAll(".document-item").Length > 3);
        var original = await desk.Http.GetAsync(path + "/original", Cancel);
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(Corpus.Bytes("a-table.docx"), await original.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_PDF_is_shown_page_by_page_with_a_box_for_each_passage()
    {
        var page = await desk.GetAsync(await documents.SendAsync(Corpus.Bytes("a-columns.pdf"), "juin.pdf"));

        Assert.Equal("/redaction/documents/1/original", page.QuerySelector(".document-pages")!.GetAttribute("data-file"));
        Assert.Equal(page.QuerySelectorAll(".document-text h3").Length, page.QuerySelectorAll(".document-picture").Length);
        var passages = page.QuerySelectorAll(".document-item").Where(i => i.QuerySelector("a[href^='#original-']") is not null)
            .Select(i => "#" + i.Id);
        Assert.Equal(passages.Order(), page.QuerySelectorAll(".document-picture a").Select(a => a.GetAttribute("href")!).Distinct().Order());
        string[] sides = ["x", "y", "width", "height"];
        var boxes = page.QuerySelectorAll(".document-picture rect")
            .Select(r => sides.Select(side => int.Parse(r.GetAttribute(side)!, CultureInfo.InvariantCulture)).ToArray());
        Assert.All(boxes, b => Assert.True(b is [>= 0, >= 0, > 0, > 0] && b[0] + b[2] <= 1000 && b[1] + b[3] <= 1000, string.Join(' ', b)));
    }

    [Fact]
    public async Task A_document_without_places_is_shown_as_text()
    {
        var letter = await documents.SendAsync(DocumentDesk.Letter);
        var older = await documents.SendAsync(Corpus.Bytes("a-columns.pdf"), "juin.pdf");
        await site.WithDatabaseAsync(db => db.DocumentImports.Where(d => d.Kind == "Pdf").ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Blocks, """[{"Page":1,"Text":"Chers amis","IsHeading":false,"IsPicture":false}]"""), Cancel));

        foreach (var path in (string[])[letter, older])
        {
            var page = await desk.GetAsync(path);
            Assert.Null(page.QuerySelector(".document-pages"));
            Assert.NotEmpty(page.QuerySelectorAll(".document-text p"));
        }
    }

    [Fact]
    public async Task Bold_and_italics_of_a_word_document_are_in_the_text_to_correct()
    {
        const string Runs = """
            <w:body>
              <w:p><w:r><w:t>NOUVELLES DES CDM</w:t></w:r></w:p>
              <w:p><w:r><w:t>UN FORUM DES METIERS DU BOIS</w:t></w:r></w:p>
              <w:p><w:r><w:t xml:space="preserve">Le forum a lieu </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">le 20 juin </w:t></w:r><w:r><w:t xml:space="preserve">dans </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>La Halle</w:t></w:r><w:r><w:t>, à Lyon.</w:t></w:r></w:p>
              <w:p><w:r><w:t>Contact : Jeanne Durand, jeanne.durand@lyon.example</w:t></w:r></w:p>
            </w:body>
            """;

        var page = await desk.GetAsync(await documents.SendAsync(BadFiles.Docx(BadFiles.W("document", Runs)), "juin.docx"));

        Assert.Contains(
            "Le forum a lieu **le 20 juin** dans *La Halle*, à Lyon.",
            page.QuerySelectorAll(".document-item textarea").Select(t => t.TextContent.Trim()));
    }

    [Fact]
    public async Task The_same_file_sent_twice_is_known()
    {
        var first = await documents.SendAsync(DocumentDesk.Letter);

        var second = await documents.SendAsync(Encoding.UTF8.GetBytes(DocumentDesk.Letter), "autre-nom.txt");

        Assert.Equal(first, second);
        Assert.Contains("était déjà là", (await desk.GetAsync(second)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_says_why_and_keeps_the_original()
    {
        var path = await documents.SendAsync(Encoding.ASCII.GetBytes("%PDF-1.7\nnothing more"), "vide.pdf");

        var said = (await desk.GetAsync(path)).QuerySelector("main .field-error")!.TextContent;
        Assert.Contains("L’original est conservé.", said, StringComparison.Ordinal);
        Assert.True((await desk.Http.GetAsync(path + "/original", Cancel)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_document_is_deleted_with_its_original_and_its_corrections_and_what_it_brought_stays()
    {
        var path = await documents.SendAsync(DocumentDesk.Letter);
        await documents.ActAsync(path, "placer", ("IssueId", FormattableString.Invariant($"{await site.AddIssueAsync(61)}")));

        await desk.SubmitAsync(path, [], action: "suppression");

        Assert.Equal(
            (0, 0, 0, 0),
            await ReadAsync(async db => (
                await db.DocumentImports.CountAsync(Cancel), await db.Set<DocumentOriginal>().CountAsync(Cancel),
                await db.Set<DocumentVersion>().CountAsync(Cancel), await db.Set<DocumentTrace>().CountAsync(Cancel))));
        Assert.NotEqual(0, await ReadAsync(db => db.News.CountAsync(Cancel)));
        Assert.Contains("est supprimé", (await desk.GetAsync(DocumentDesk.List)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_that_cannot_be_read_any_more_are_said_and_nothing_is_taken()
    {
        var path = await documents.SendAsync(Corpus.Bytes("a-table.docx"), "juin.docx");
        await ReadAsync(db => db.Set<DocumentOriginal>().ExecuteUpdateAsync(s => s.SetProperty(o => o.Bytes, "%PDF-1.7"u8.ToArray()), Cancel));

        var empty = (await desk.GetAsync(path)).QuerySelectorAll("input[name$='.Person'], input[name$='.Post']")
            .Where(i => string.IsNullOrEmpty(i.GetAttribute("value"))).Select(i => (i.GetAttribute("name")!, "Anne Noël"));
        var issue = await site.AddIssueAsync(61);
        var news = await ReadAsync(db => db.News.CountAsync(Cancel));
        await documents.ActAsync(path, "placer", [.. empty, ("IssueId", FormattableString.Invariant($"{issue}"))]);

        Assert.Contains("Rien n’est pris", (await desk.GetAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(news, await ReadAsync(db => db.News.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Passages_are_joined_cut_moved_and_confirmed_and_each_step_is_undone()
    {
        var path = await documents.SendAsync(DocumentDesk.Letter);
        var titles = DocumentDesk.Titles(await desk.GetAsync(path));
        Assert.Equal(2, titles.Count(t => t.Contains("bois", StringComparison.Ordinal) || t.Contains("ateliers", StringComparison.Ordinal)));
        var key = await documents.KeyAsync(path, "ateliers");

        await documents.ActAsync(path, $"monter-{key}");
        Assert.Equal(titles.Count, DocumentDesk.Titles(await desk.GetAsync(path)).Count);
        Assert.NotEqual(titles, DocumentDesk.Titles(await desk.GetAsync(path)));
        await documents.ActAsync(path, "defaire");
        Assert.Equal(titles, DocumentDesk.Titles(await desk.GetAsync(path)));

        await documents.ActAsync(path, $"joindre-{key}");
        Assert.Equal(titles.Count - 1, DocumentDesk.Titles(await desk.GetAsync(path)).Count);
        var wood = await documents.IndexAsync(path, "bois");
        var woodKey = await documents.KeyAsync(path, "bois");
        await documents.ActAsync(path, $"couper-{woodKey}", (FormattableString.Invariant($"Items[{wood}].CutAt"), "1"));
        Assert.Equal(titles.Count, DocumentDesk.Titles(await desk.GetAsync(path)).Count);

        await documents.ActAsync(path, "defaire");
        await documents.ActAsync(path, "defaire");
        Assert.Equal(titles, DocumentDesk.Titles(await desk.GetAsync(path)));
        await documents.ActAsync(path, "refaire");
        Assert.Equal(titles.Count - 1, DocumentDesk.Titles(await desk.GetAsync(path)).Count);
    }

    [Fact]
    public async Task What_is_typed_is_kept_by_every_button()
    {
        var path = await documents.SendAsync(DocumentDesk.Letter);
        var (index, key) = (await documents.IndexAsync(path, "bois"), await documents.KeyAsync(path, "bois"));

        await documents.ActAsync(path, $"juste-{key}", (FormattableString.Invariant($"Items[{index}].Title"), "Le bois a un avenir"));

        var page = await desk.GetAsync(path);
        Assert.Contains("Le bois a un avenir", DocumentDesk.Titles(page));
        Assert.Null(page.QuerySelector($"#passage-{key} .document-doubt"));
    }

    [Fact]
    public async Task A_version_saved_by_somebody_else_meanwhile_is_kept()
    {
        var path = await documents.SendAsync(DocumentDesk.Letter);
        var index = await documents.IndexAsync(path, "bois");
        var field = FormattableString.Invariant($"Items[{index}].Title");
        var stale = await desk.GetAsync(path);
        await documents.ActAsync(path, "", (field, "Titre de l’une"));

        await desk.SendAsync(stale, path, new() { [field] = "Titre de l’autre", ["Act"] = "" });

        Assert.Contains("Titre de l’autre", DocumentDesk.Titles(await desk.GetAsync(path)));
        await documents.ActAsync(path, "defaire");
        Assert.Contains("Titre de l’une", DocumentDesk.Titles(await desk.GetAsync(path)));
    }

    [Fact]
    public async Task Placed_in_an_issue_it_brings_news_dates_and_texts_and_all_of_it_is_taken_back()
    {
        var issueId = await site.AddIssueAsync(61);
        var known = await site.AddNewsAsync(lyon, "Un forum des métiers du bois", accepted: true);
        var path = await documents.SendAsync(DocumentDesk.Letter);

        var answer = await documents.ActAsync(path, "placer", ("IssueId", FormattableString.Invariant($"{issueId}")));

        Assert.Equal($"/redaction/numeros/{issueId}", answer.Headers.Location!.OriginalString);
        Assert.Contains(known, await PlacedAsync(issueId));
        var added = await ReadAsync(db => db.News.Include(n => n.Contact).SingleAsync(n => n.Title.Contains("ateliers"), Cancel));
        Assert.Contains(added.Id, await PlacedAsync(issueId));
        Assert.Equal((NewsState.Accepted, "paul.petit@lille.example"), (added.State, added.Contact!.Address));
        Assert.True(await ReadAsync(db => db.Agenda.AnyAsync(e => e.Title == "Bureau" && e.IsAccepted, Cancel)));

        var back = await desk.SubmitAsync(path, [], action: "reprise");
        Assert.Equal(path, back.Headers.Location!.OriginalString);
        Assert.False(await ReadAsync(db => db.Agenda.AnyAsync(e => e.Title == "Bureau", Cancel)));
        Assert.False(await ReadAsync(db => db.News.AnyAsync(n => n.Id == added.Id, Cancel)));
        Assert.True(await ReadAsync(db => db.News.AnyAsync(n => n.Id == known, Cancel)));
        Assert.DoesNotContain(added.Id, await PlacedAsync(issueId));
    }

    [Fact]
    public async Task Proposed_news_waits_for_an_editor_and_what_was_changed_since_stays()
    {
        var issueId = await site.AddIssueAsync(61);
        var path = await documents.SendAsync(DocumentDesk.Letter);
        await documents.ActAsync(path, "proposer", ("IssueId", FormattableString.Invariant($"{issueId}")));
        var news = await ReadAsync(db => db.News.Where(n => n.State == NewsState.Submitted).OrderBy(n => n.Id).ToListAsync(Cancel));
        Assert.Equal(2, news.Count);
        await desk.SubmitAsync($"/redaction/nouvelles/{news[0].Id}/apercu", [], action: "acceptation");

        await desk.SubmitAsync(path, [], action: "reprise");

        var left = await ReadAsync(db => db.News.Where(n => n.Id == news[0].Id || n.Id == news[1].Id).Select(n => n.Id).ToListAsync(Cancel));
        Assert.Equal([news[0].Id], left);
    }

    [Fact]
    public async Task What_an_entry_needs_is_asked_before_anything_is_taken()
    {
        var issueId = await site.AddIssueAsync(61);
        var path = await documents.SendAsync(DocumentDesk.Letter);
        var index = await documents.IndexAsync(path, "bois");

        var refused = await DeskClient.ParseAsync(await documents.ActAsync(
            path, "placer", ("IssueId", FormattableString.Invariant($"{issueId}")), (FormattableString.Invariant($"Items[{index}].Title"), "")));

        Assert.Contains("ce champ est à renseigner", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.False(await ReadAsync(db => db.News.AnyAsync(n => n.Title.Contains("ateliers"), Cancel)));
    }

    [Fact]
    public async Task An_old_name_of_a_Cite_makes_it_known_in_old_documents()
    {
        await desk.SubmitAsync($"/redaction/cites/{lyon}", new() { ["OldNames"] = "Maison des métiers de Vaise\nCarrefour des métiers" });
        var path = await documents.SendAsync("""
            InfoLettre n° 12, juin 2009

            NOUVELLES DES CDM

            LA MAISON DES METIERS DE VAISE OUVRE SES PORTES

            Une journée d’accueil attend les familles le 20 juin.

            Contact : Jeanne Durand, jeanne.durand@ailleurs.example
            """);

        var index = await documents.IndexAsync(path, "Vaise");
        Assert.Equal(
            FormattableString.Invariant($"{lyon}"),
            (await desk.GetAsync(path)).QuerySelector($"select[name='Items[{index}].CiteId'] option[selected]")!.GetAttribute("value"));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private Task<T> ReadAsync<T>(Func<NewsletterContext, Task<T>> read) => site.WithDatabaseAsync(read);

    private Task<List<int>> PlacedAsync(int issueId) => ReadAsync(db => db.Set<IssueSection>().Where(s => s.IssueId == issueId)
        .SelectMany(s => s.Items).Select(i => i.NewsItemId ?? 0).ToListAsync(Cancel));
}
