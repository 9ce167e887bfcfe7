using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Documents;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Documents;

/// <summary>A document is sent, read in the background, corrected beside its original, put into an issue and taken back.</summary>
public sealed class DocumentsTests : IAsyncLifetime
{
    private const string List = "/redaction/documents";

    private const string Letter = """
        InfoLettre n° 61, juin 2026

        AGENDA

        Réunions internes

        11 juin 2026

        Bureau, Lyon

        Chers amis,

        Voici les nouvelles de juin, et elles sont nombreuses.

        Cordialement,

        Anne Martin

        Présidente

        NOUVELLES DES CDM

        UN FORUM DES METIERS DU BOIS

        La Cité des métiers de Lyon ouvre ses portes aux métiers du bois le 20 juin.

        Deux cents élèves sont attendus.

        Contact : Jeanne Durand, jeanne.durand@lyon.example

        DES ATELIERS POUR LES APPRENTIS

        La Cité des métiers de Lille propose dix ateliers aux apprentis de la ville.

        Contact : Paul Petit, paul.petit@lille.example
        """;

    private readonly ClockedSite site = new(new DateTime(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc));
    private DeskClient desk = null!;
    private int lyon;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        lyon = await site.AddCiteAsync("Cité des métiers de Lyon", "lyon");
        await site.AddCiteAsync("Cité des métiers de Lille", "lille");
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task A_word_document_is_read_in_the_background_and_shown_beside_what_was_understood()
    {
        var path = await SendAsync(Corpus.Bytes("a-table.docx"), "juin.docx");

        var page = await desk.GetAsync(path);

        Assert.Contains("À corriger", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".document-original p"));
        Assert.True(page.QuerySelectorAll(".document-item").Length > 3);
        var original = await desk.Http.GetAsync(path + "/original", Cancel);
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(Corpus.Bytes("a-table.docx"), await original.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task The_same_file_sent_twice_is_known()
    {
        var first = await SendAsync(Letter);

        var second = await SendAsync(Encoding.UTF8.GetBytes(Letter), "autre-nom.txt");

        Assert.Equal(first, second);
        Assert.Contains("était déjà là", (await desk.GetAsync(second)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_says_why_and_keeps_the_original()
    {
        var path = await SendAsync(Encoding.ASCII.GetBytes("%PDF-1.7\nnothing more"), "vide.pdf");

        var said = (await desk.GetAsync(path)).QuerySelector("main .field-error")!.TextContent;
        Assert.Contains("L’original est conservé.", said, StringComparison.Ordinal);
        Assert.True((await desk.Http.GetAsync(path + "/original", Cancel)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_document_is_deleted_with_its_original_and_its_corrections_and_what_it_brought_stays()
    {
        var path = await SendAsync(Letter);
        await ActAsync(path, "placer", ("IssueId", FormattableString.Invariant($"{await site.AddIssueAsync(61)}")));

        await desk.SubmitAsync(path, [], action: "suppression");

        Assert.Equal(
            (0, 0, 0, 0),
            await ReadAsync(async db => (
                await db.DocumentImports.CountAsync(Cancel), await db.Set<DocumentOriginal>().CountAsync(Cancel),
                await db.Set<DocumentVersion>().CountAsync(Cancel), await db.Set<DocumentTrace>().CountAsync(Cancel))));
        Assert.NotEqual(0, await ReadAsync(db => db.News.CountAsync(Cancel)));
        Assert.Contains("est supprimé", (await desk.GetAsync(List)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_that_cannot_be_read_any_more_are_said_and_nothing_is_taken()
    {
        var path = await SendAsync(Corpus.Bytes("a-table.docx"), "juin.docx");
        await ReadAsync(db => db.Set<DocumentOriginal>().ExecuteUpdateAsync(s => s.SetProperty(o => o.Bytes, "%PDF-1.7"u8.ToArray()), Cancel));

        var empty = (await desk.GetAsync(path)).QuerySelectorAll("input[name$='.Person'], input[name$='.Post']")
            .Where(i => string.IsNullOrEmpty(i.GetAttribute("value"))).Select(i => (i.GetAttribute("name")!, "Anne Noël"));
        var issue = await site.AddIssueAsync(61);
        var news = await ReadAsync(db => db.News.CountAsync(Cancel));
        await ActAsync(path, "placer", [.. empty, ("IssueId", FormattableString.Invariant($"{issue}"))]);

        Assert.Contains("Rien n’est pris", (await desk.GetAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(news, await ReadAsync(db => db.News.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Passages_are_joined_cut_moved_and_confirmed_and_each_step_is_undone()
    {
        var path = await SendAsync(Letter);
        var titles = Titles(await desk.GetAsync(path));
        Assert.Equal(2, titles.Count(t => t.Contains("bois", StringComparison.Ordinal) || t.Contains("ateliers", StringComparison.Ordinal)));
        var key = await KeyAsync(path, "ateliers");

        await ActAsync(path, $"monter-{key}");
        Assert.Equal(titles.Count, Titles(await desk.GetAsync(path)).Count);
        Assert.NotEqual(titles, Titles(await desk.GetAsync(path)));
        await ActAsync(path, "defaire");
        Assert.Equal(titles, Titles(await desk.GetAsync(path)));

        await ActAsync(path, $"joindre-{key}");
        Assert.Equal(titles.Count - 1, Titles(await desk.GetAsync(path)).Count);
        var wood = await IndexAsync(path, "bois");
        await ActAsync(path, $"couper-{await KeyAsync(path, "bois")}", (FormattableString.Invariant($"Items[{wood}].CutAt"), "1"));
        Assert.Equal(titles.Count, Titles(await desk.GetAsync(path)).Count);

        await ActAsync(path, "defaire");
        await ActAsync(path, "defaire");
        Assert.Equal(titles, Titles(await desk.GetAsync(path)));
        await ActAsync(path, "refaire");
        Assert.Equal(titles.Count - 1, Titles(await desk.GetAsync(path)).Count);
    }

    [Fact]
    public async Task What_is_typed_is_kept_by_every_button()
    {
        var path = await SendAsync(Letter);
        var (index, key) = (await IndexAsync(path, "bois"), await KeyAsync(path, "bois"));

        await ActAsync(path, $"juste-{key}", (FormattableString.Invariant($"Items[{index}].Title"), "Le bois a un avenir"));

        var page = await desk.GetAsync(path);
        Assert.Contains("Le bois a un avenir", Titles(page));
        Assert.Null(page.QuerySelector($"#passage-{key} .document-doubt"));
    }

    [Fact]
    public async Task A_version_saved_by_somebody_else_meanwhile_is_kept()
    {
        var path = await SendAsync(Letter);
        var index = await IndexAsync(path, "bois");
        var field = FormattableString.Invariant($"Items[{index}].Title");
        var stale = await desk.GetAsync(path);
        await ActAsync(path, "", (field, "Titre de l’une"));

        await desk.SendAsync(stale, path, new() { [field] = "Titre de l’autre", ["Act"] = "" });

        Assert.Contains("Titre de l’autre", Titles(await desk.GetAsync(path)));
        await ActAsync(path, "defaire");
        Assert.Contains("Titre de l’une", Titles(await desk.GetAsync(path)));
    }

    [Fact]
    public async Task Placed_in_an_issue_it_brings_news_dates_and_texts_and_all_of_it_is_taken_back()
    {
        var issueId = await site.AddIssueAsync(61);
        var known = await site.AddNewsAsync(lyon, "Un forum des métiers du bois", accepted: true);
        var path = await SendAsync(Letter);

        var answer = await ActAsync(path, "placer", ("IssueId", FormattableString.Invariant($"{issueId}")));

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
        var path = await SendAsync(Letter);
        await ActAsync(path, "proposer", ("IssueId", FormattableString.Invariant($"{issueId}")));
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
        var path = await SendAsync(Letter);
        var index = await IndexAsync(path, "bois");

        var refused = await DeskClient.ParseAsync(await ActAsync(
            path, "placer", ("IssueId", FormattableString.Invariant($"{issueId}")), (FormattableString.Invariant($"Items[{index}].Title"), "")));

        Assert.Contains("ce champ est à renseigner", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.False(await ReadAsync(db => db.News.AnyAsync(n => n.Title.Contains("ateliers"), Cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private Task<string> SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), "juin.txt");

    /// <returns>The page of the document, once it is read.</returns>
    private async Task<string> SendAsync(byte[] bytes, string name)
    {
        var sent = await desk.SubmitAsync(List, [], file: ("File", name, bytes));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await Eventually.TrueAsync(
            () => ReadAsync(db => db.DocumentImports.AllAsync(d => d.State != DocumentState.Waiting, Cancel)), "the document is read");
        return sent.Headers.Location!.OriginalString;
    }

    private async Task<HttpResponseMessage> ActAsync(string path, string act, params (string Name, string Value)[] typed)
    {
        var values = typed.ToDictionary(t => t.Name, t => t.Value);
        values["Act"] = act;
        return await desk.SubmitAsync(path, values);
    }

    private static List<string> Titles(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".document-item input[name$='.Title']").Select(i => i.GetAttribute("value") ?? "")];

    private async Task<int> IndexAsync(string path, string word) =>
        Titles(await desk.GetAsync(path)).FindIndex(t => t.Contains(word, StringComparison.OrdinalIgnoreCase));

    private async Task<string> KeyAsync(string path, string word)
    {
        var (page, index) = (await desk.GetAsync(path), await IndexAsync(path, word));
        return page.QuerySelector($"input[name='Items[{index}].Key']")!.GetAttribute("value")!;
    }

    private Task<T> ReadAsync<T>(Func<NewsletterContext, Task<T>> read) => site.WithDatabaseAsync(read);

    private Task<List<int>> PlacedAsync(int issueId) => ReadAsync(db => db.Set<IssueSection>().Where(s => s.IssueId == issueId)
        .SelectMany(s => s.Items).Select(i => i.NewsItemId ?? 0).ToListAsync(Cancel));
}
