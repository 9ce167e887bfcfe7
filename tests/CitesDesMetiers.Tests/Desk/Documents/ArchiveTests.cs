using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Documents;

/// <summary>A corrected document becomes an edition of the archive, of its own day, that nobody is written about.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private const string Slug = "/numeros/61-juin-2020";

    private readonly ClockedSite site = new(new DateTime(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc));
    private DeskClient desk = null!;
    private DocumentDesk documents = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        await site.AddCiteAsync("Cité des métiers de Lyon", "lyon");
        await site.AddCiteAsync("Cité des métiers de Lille", "lille");
        desk = await DeskClient.SignInAsync(site, Role.Editor);
        documents = new(site, desk);
    }

    [Fact]
    public async Task It_has_its_pages_its_place_in_search_and_its_own_date()
    {
        await ArchiveAsync();

        var page = await site.PageAsync(Slug);
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("cette édition n’a pas été envoyée par ce site", text, StringComparison.Ordinal);
        Assert.Contains("Bureau", text, StringComparison.Ordinal);
        Assert.Contains("Anne Martin", text, StringComparison.Ordinal);
        Assert.Equal("Nouvelles des CDM", page.QuerySelector(".section-title[id^='t-']")!.TextContent);
        Assert.Null(page.QuerySelector("a[href$='/courriel'], a[href*='/original']"));
        var article = page.QuerySelectorAll("h3 a").Single(a => a.TextContent.Contains("bois", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Contains("jeanne.durand@lyon.example", (await site.PageAsync(article)).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await site.PageAsync("/numeros")).QuerySelector($"a[href='{Slug}']"));
        Assert.NotNull((await site.PageAsync("/recherche?q=bois")).QuerySelector($"main a[href^='{article}']"));
        Assert.NotNull((await site.PageAsync("/actualites?cite=lyon")).QuerySelector($"main a[href='{article}']"));
        Assert.Contains("<published>2020-06-01T10:00:00Z</published>", await ReadTextAsync("/feed.atom"), StringComparison.Ordinal);
        Assert.Contains("<lastmod>2020-06-01T10:00:00Z</lastmod>", await ReadTextAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Slug + "/courriel"));
    }

    [Fact]
    public async Task The_front_page_the_widget_the_agenda_the_directory_and_the_mail_know_nothing_of_it()
    {
        await site.AddSubscribersAsync(1);
        var path = await documents.SendAsync(DocumentDesk.Letter);
        var index = await documents.IndexAsync(path, "ateliers");
        var field = FormattableString.Invariant($"Items[{index}].");

        await ArchiveAsync(path, (field + "Label", "Move"), (field + "Person", "Paul Petit"), (field + "Post", "directeur"));

        Assert.Contains("Paul Petit", (await site.PageAsync(Slug)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("bois", (await site.PageAsync("/")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("bois", (await site.PageAsync("/inserer/numero")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            (0, 0, 0, 0, 0, 0),
            await ReadAsync(async db => (
                await db.Agenda.CountAsync(Cancel), await db.StaffMoves.CountAsync(Cancel), await db.Contacts.CountAsync(Cancel),
                await db.Dispatches.CountAsync(Cancel), await db.Notifications.CountAsync(Cancel), await db.OutgoingMails.CountAsync(Cancel))));
    }

    [Fact]
    public async Task A_number_that_exists_and_a_day_to_come_are_refused_and_what_was_typed_is_kept()
    {
        await site.AddIssueAsync(61);
        var path = await documents.SendAsync(DocumentDesk.Letter);

        var refused = await DeskClient.ParseAsync(
            await documents.ActAsync(path, "archiver", ("Number", "61"), ("Date", "2027-01-01"), ("Subject", "Le bois")));

        var said = refused.QuerySelector(".error-summary")!.TextContent;
        Assert.Contains("le numéro 61 existe déjà", said, StringComparison.Ordinal);
        Assert.Contains("le 1er janvier 2027 est à venir", said, StringComparison.Ordinal);
        Assert.Equal("Le bois", (await desk.GetAsync(path)).QuerySelector("input[name=Subject]")!.GetAttribute("value"));
        Assert.Equal(0, await ReadAsync(db => db.Editions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task The_original_is_offered_only_when_the_editor_says_so()
    {
        var path = await documents.SendAsync(DocumentDesk.Letter);
        await ArchiveAsync(path, ("OffersOriginal", "true"));

        Assert.NotNull((await site.PageAsync(Slug)).QuerySelector($"a[href='{Slug}/original.txt'][download]"));
        using var client = site.CreateSiteClient();
        using var original = await client.GetAsync(Slug + "/original.txt", Cancel);
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("61-juin-2020.txt", original.Content.Headers.ContentDisposition.FileName);
        Assert.Equal(DocumentDesk.Letter, await original.Content.ReadAsStringAsync(Cancel));

        var issue = await ReadAsync(db => db.Issues.Select(i => i.Id).SingleAsync(Cancel));
        await desk.SubmitAsync($"/redaction/numeros/{issue}/errata", [], action: "/original");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Slug + "/original.txt"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Slug));
    }

    [Fact]
    public async Task Taken_back_its_pages_answer_410_and_it_can_be_taken_into_the_archive_again()
    {
        var path = await documents.SendAsync(DocumentDesk.Letter);
        await ArchiveAsync(path, ("OffersOriginal", "true"));
        var article = (await site.PageAsync(Slug)).QuerySelector("h3 a")!.GetAttribute("href")!;

        await desk.SubmitAsync(path, [], action: "reprise");

        string[] gone = [Slug, article, Slug + "/original.txt", Slug + ".pdf"];
        foreach (var page in gone)
        {
            Assert.Equal(HttpStatusCode.Gone, await StatusAsync(page));
        }

        Assert.Null((await site.PageAsync("/numeros")).QuerySelector($"a[href='{Slug}']"));
        Assert.Equal((0, 0, 0), await ReadAsync(async db => (
            await db.Issues.CountAsync(Cancel), await db.News.CountAsync(Cancel),
            await db.SearchEntries.CountAsync(e => e.EditionId != null, Cancel))));

        await ArchiveAsync(path);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Slug));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(article));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Slug + "/original.txt"));
    }

    [Fact]
    public async Task After_thirty_days_it_stays()
    {
        var path = await documents.SendAsync(DocumentDesk.Letter);
        await ArchiveAsync(path);
        var page = await desk.GetAsync(path);

        site.Clock.Forward(DocumentImport.KeptFor);
        await desk.SendAsync(page, path, [], action: "reprise");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Slug));
    }

    [Fact]
    public async Task Whoever_may_not_publish_corrects_but_does_not_archive()
    {
        using var helper = await DeskClient.SignInAsync(site, Role.Editor, maySend: false);
        var own = new DocumentDesk(site, helper);
        var path = await documents.SendAsync(DocumentDesk.Letter);
        Assert.Null((await helper.GetAsync(path)).QuerySelector("button[value=archiver]"));

        var refused = await DeskClient.ParseAsync(await own.ActAsync(path, "archiver", ("Date", "2020-06-01")));

        Assert.Contains("ne permet pas de publier", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await ReadAsync(db => db.Editions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Whoever_may_not_publish_takes_no_edition_out_of_the_archive()
    {
        var path = await documents.SendAsync(DocumentDesk.Letter);
        await ArchiveAsync(path);
        using var helper = await DeskClient.SignInAsync(site, Role.Editor, maySend: false);
        var page = await helper.GetAsync(path);
        Assert.Empty(page.QuerySelectorAll($"form[action='{path}/reprise']"));

        await PostAsync(helper, page, path + "/reprise");

        var said = (await helper.GetAsync(DocumentDesk.List)).Body!.TextContent;
        Assert.Contains("ne permet pas de retirer un numéro de l’archive", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Slug));
    }

    [Fact]
    public async Task It_is_not_translated_even_by_its_address_and_programs_are_told_what_it_is()
    {
        await ArchiveAsync();
        var issue = await ReadAsync(db => db.Issues.Select(i => i.Id).SingleAsync(Cancel));

        using var page = await desk.Http.GetAsync($"/redaction/numeros/{issue}/traduction", Cancel);
        using var created = await PostAsync(
            desk, await desk.GetAsync("/redaction/documents"), $"/redaction/numeros/{issue}/traduction/ajout", KeyValuePair.Create("Language", "pt"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, created.StatusCode));
        Assert.Equal(1, await ReadAsync(db => db.Issues.CountAsync(Cancel)));
        Assert.Contains("\"isArchived\":true", await ReadTextAsync("/api/v1/numeros"), StringComparison.Ordinal);
        Assert.Contains("\"isArchived\":true", await ReadTextAsync("/api/v1" + Slug), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_lists_it_among_the_issues_with_what_it_is()
    {
        await ArchiveAsync();

        Assert.Contains("Dans l’archive", (await desk.GetAsync("/redaction/numeros")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        var issue = await ReadAsync(db => db.Issues.SingleAsync(Cancel));
        Assert.Equal(IssueState.Archived, issue.State);
        foreach (var page in (string[])["", "/errata", "/envoi"])
        {
            await desk.GetAsync($"/redaction/numeros/{issue.Id}{page}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private async Task ArchiveAsync() => await ArchiveAsync(await documents.SendAsync(DocumentDesk.Letter));

    private async Task ArchiveAsync(string path, params (string Name, string Value)[] typed)
    {
        var answer = await documents.ActAsync(path, "archiver", [("Date", "2020-06-01"), .. typed]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Lire le numéro dans l’archive", (await desk.GetAsync(path)).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Sends to an address that the page does not offer, with its token.</summary>
    private static async Task<HttpResponseMessage> PostAsync(
        DeskClient client, IHtmlDocument page, string path, params KeyValuePair<string, string>[] values)
    {
        var form = page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().First();
        using var content = new FormUrlEncodedContent([.. DeskClient.FieldsOf(form), .. values]);
        return await client.Http.PostAsync(path, content, Cancel);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var client = site.CreateSiteClient();
        using var answer = await client.GetAsync(path, Cancel);
        return answer.StatusCode;
    }

    private async Task<string> ReadTextAsync(string path)
    {
        using var client = site.CreateSiteClient();
        return await client.GetStringAsync(path, Cancel);
    }

    private Task<T> ReadAsync<T>(Func<NewsletterContext, Task<T>> read) => site.WithDatabaseAsync(read);
}
