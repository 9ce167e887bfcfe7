using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Autosave;

/// <summary>Nothing typed is ever lost: what the forms of the desk send while one types.</summary>
public sealed class DraftTests(SharedSite<DraftTests.NoonSite> shared) : IClassFixture<SharedSite<DraftTests.NoonSite>>, IAsyncLifetime
{
    private const string Drafts = "/redaction/brouillons";

    private ClockedSite site = null!;
    private DeskClient desk = null!;
    private int id;
    private string path = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        site.Clock.Now = Samples.Noon;
        id = await site.AddNewsAsync(null, "Titre", "Texte d'origine.");
        path = $"/redaction/nouvelles/{id}";
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task What_was_typed_is_offered_when_the_form_opens_again_and_taken_up_on_demand()
    {
        var kept = await KeepAsync(desk, await desk.GetAsync(path), new() { ["Body"] = "Un long <b>travail</b>." });
        using var said = JsonDocument.Parse(await kept.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("Brouillon gardé à 13\u00a0h", said.RootElement.GetProperty("message").GetString());

        var page = await desk.GetAsync(path);
        Assert.Equal("Texte d'origine.", page.QuerySelector("#Body")!.TextContent.Trim());
        var resume = page.QuerySelector("[data-server-draft] a")!.GetAttribute("href")!;
        page = await desk.GetAsync(resume);

        Assert.Equal("Un long <b>travail</b>.", page.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Null(page.QuerySelector(".error-summary"));
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SendAsync(page, path, [])).StatusCode);
        Assert.Equal("Un long <b>travail</b>.", await BodyAsync());
        Assert.Equal(0, await CountAsync());
        Assert.Null((await desk.GetAsync(path)).QuerySelector("[data-server-draft]"));
    }

    [Fact]
    public async Task A_draft_that_began_before_somebody_saved_shows_both_versions_when_it_is_saved()
    {
        await KeepAsync(desk, await desk.GetAsync(path), new() { ["Body"] = "Le mien." });
        using var other = await DeskClient.SignInAsync(site, Role.Editor);
        await other.SubmitAsync(path, new() { ["Body"] = "Le sien." });

        var page = await desk.GetAsync(path + "?brouillon=reprendre");
        Assert.Contains("les deux versions", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var answer = await desk.SendAsync(page, path, []);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var conflict = await DeskClient.ParseAsync(answer);
        Assert.NotNull(conflict.QuerySelector(".conflict"));
        Assert.Equal("Le mien.", conflict.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Equal("Le sien.", await BodyAsync());
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_draft_is_abandoned_by_a_button_without_scripts()
    {
        await KeepAsync(desk, await desk.GetAsync(path), new() { ["Body"] = "Non." });

        var answer = await desk.SubmitAsync(path, [], "/abandon");

        Assert.Equal(path, answer.Headers.Location!.OriginalString);
        Assert.Equal(0, await CountAsync());
        Assert.Equal("Texte d'origine.", await BodyAsync());
    }

    [Fact]
    public async Task A_page_that_has_not_seen_the_draft_does_not_write_over_it()
    {
        var first = await desk.GetAsync(path);
        var second = await desk.GetAsync(path);
        await KeepAsync(desk, first, new() { ["Body"] = "Dans le premier onglet." });

        var refused = await KeepAsync(desk, second, new() { ["Body"] = "Dans le second." });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("Dans le premier onglet.", (await desk.GetAsync(path + "?brouillon=reprendre")).QuerySelector("#Body")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_draft_is_its_authors_alone()
    {
        var page = await desk.GetAsync("/redaction/nouvelles/ajout");
        await KeepAsync(desk, page, new() { ["Title"] = "Secret" });
        var key = Subject(page).Split('/')[1];
        using var other = await DeskClient.SignInAsync(site, Role.Administrator);

        Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync($"/redaction/nouvelles/ajout?brouillon={key}", Cancel)).StatusCode);
        Assert.DoesNotContain("Secret", (await other.GetAsync("/redaction/nouvelles")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Vous avez commencé une nouvelle : « Secret »",
            (await desk.GetAsync("/redaction/nouvelles")).Body!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_new_waits_under_what_was_begun_and_goes_from_there_once_saved()
    {
        await KeepAsync(desk, await desk.GetAsync("/redaction/nouvelles/ajout"), new() { ["Title"] = "Commencée", ["Body"] = "Deux lignes." });

        var list = await desk.GetAsync("/redaction/nouvelles/ajout");
        var resume = list.QuerySelector(".draft-offer a")!.GetAttribute("href")!;
        Assert.Contains(
            "Commencée", (await desk.GetAsync("/redaction")).QuerySelector("#miens")!.ParentElement!.TextContent, StringComparison.Ordinal);
        var answer = await desk.SubmitAsync(resume, []);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.News.CountAsync(n => n.Title == "Commencée" && n.Body == "Deux lignes.", Cancel)));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_refused_save_leaves_the_draft_and_the_form_may_go_on_writing_it()
    {
        var page = await desk.GetAsync("/redaction/nouvelles/ajout");
        await KeepAsync(desk, page, new() { ["Body"] = "Sans titre." });

        var again = await DeskClient.ParseAsync(await desk.SendAsync(page, "/redaction/nouvelles/ajout", new() { ["Body"] = "Sans titre." }));

        Assert.Equal(1, await CountAsync());
        Assert.Equal(Subject(page), Subject(again));
        Assert.NotNull(again.QuerySelector("[data-autosave-unsaved]"));
    }

    [Fact]
    public async Task Values_the_form_would_refuse_are_kept_all_the_same()
    {
        await KeepAsync(desk, await desk.GetAsync("/redaction/agenda/ajout"), new() { ["Title"] = "Portes ouvertes", ["StartsOn"] = "demain" });

        var begun = (await desk.GetAsync("/redaction/agenda/ajout")).QuerySelector(".draft-offer a")!.GetAttribute("href")!;
        var page = await desk.GetAsync(begun);

        Assert.Equal("Portes ouvertes", page.QuerySelector("#Title")!.GetAttribute("value"));
        Assert.Equal("demain", page.QuerySelector("#StartsOn")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector(".error-summary"));
    }

    [Fact]
    public async Task A_text_too_long_is_refused_in_words()
    {
        var answer = await KeepAsync(desk, await desk.GetAsync(path), new() { ["Body"] = new string('a', Web.Newsletter.Drafts.DraftStore.MaxSize) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("1 Mo", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task What_is_about_the_page_is_not_in_the_draft()
    {
        await KeepAsync(desk, await desk.GetAsync(path), new() { ["Body"] = "Oui.", ["NewPassword"] = "non" });

        var draft = await site.WithDatabaseAsync(db => db.EditingSessions.Select(s => s.Draft).SingleAsync(s => s != null, Cancel));

        Assert.Contains("\"Body\"", draft, StringComparison.Ordinal);
        Assert.All(
            ["__jeton", "__sujet", "Password", "\"Version\"", "\"Step\""], name => Assert.DoesNotContain(name, draft, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/presence")]
    public async Task What_another_Cité_writes_does_not_exist_here_either(string action)
    {
        var (mine, theirs) = (await site.AddCiteAsync("Mulhouse", "mulhouse"), await site.AddCiteAsync("Gênes", "genes"));
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, mine);
        var page = await correspondent.GetAsync($"/redaction/nouvelles/{await site.AddNewsAsync(mine, "À nous")}");
        string[] own = await SubjectsAsync(mine);
        string[] others = [.. await SubjectsAsync(theirs), .. await SubjectsAsync(null)];

        foreach (var subject in own)
        {
            Assert.Equal(
                (subject, true),
                (subject, (await PostAsync(correspondent, page, Drafts + action, new() { ["__sujet"] = subject })).IsSuccessStatusCode));
        }

        var number = own[0].Replace("News", "0", StringComparison.Ordinal);
        foreach (var subject in (string[])[.. others, $"News/{id}", "Issue/1", "Cite/1", "News/-1", number, "n'importe/1"])
        {
            var answer = await PostAsync(correspondent, page, Drafts + action, new() { ["__sujet"] = subject });
            Assert.Equal((subject, HttpStatusCode.NotFound), (subject, answer.StatusCode));
        }

        Assert.Empty((await site.WithDatabaseAsync(db => db.EditingSessions.Select(s => s.Subject).ToListAsync(Cancel))).Intersect(others));
    }

    [Fact]
    public async Task Two_people_on_one_form_see_each_other_while_they_are_there()
    {
        using var other = await DeskClient.SignInAsync(site, Role.Administrator);
        Assert.Equal("", Presence(await desk.GetAsync(path)));

        var page = await other.GetAsync(path);
        Assert.Equal("Essai Editor a aussi cette fiche ouverte.", Presence(page));

        site.Clock.Now += EditingSession.Presence + TimeSpan.FromSeconds(1);
        Assert.DoesNotContain(
            "Editor", await (await PostAsync(other, page, Drafts + "/presence", [])).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("Essai Administrator a aussi cette fiche ouverte.", Presence(await desk.GetAsync(path)));
    }

    [Fact]
    public async Task A_draft_nobody_comes_back_to_goes_after_thirty_days()
    {
        await KeepAsync(desk, await desk.GetAsync(path), new() { ["Body"] = "Ancien." });

        await site.WithDatabaseAsync(db => DraftPurge.RunAsync(db, Samples.Noon.AddDays(29), Cancel));
        Assert.Equal(1, await CountAsync());
        await site.WithDatabaseAsync(db => DraftPurge.RunAsync(db, Samples.Noon.AddDays(31), Cancel));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task The_texts_of_an_issue_are_kept_too()
    {
        var issue = await site.AddIssueAsync();
        var texts = $"/redaction/numeros/{issue}/textes";
        await KeepAsync(desk, await desk.GetAsync(texts), new() { ["Editorial"] = "Chères lectrices, chers lecteurs…" });

        var page = await desk.GetAsync(texts + "?brouillon=reprendre");

        Assert.Equal("Chères lectrices, chers lecteurs…", page.QuerySelector("#Editorial")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SendAsync(page, texts, [])).StatusCode);
        Assert.Equal(0, await CountAsync());
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    public sealed class NoonSite() : ClockedSite(Samples.Noon);

    private static string Subject(IHtmlDocument page) => page.QuerySelector("form[data-autosave]")!.GetAttribute("data-autosave")!;

    private static string Presence(IHtmlDocument page) => page.QuerySelector("[data-presence]")!.TextContent.Trim();

    /// <summary>What autosave.js sends of the page's form.</summary>
    private static Task<HttpResponseMessage> KeepAsync(DeskClient who, IHtmlDocument page, Dictionary<string, string> typed) =>
        PostAsync(who, page, Drafts, typed);

    private static Task<HttpResponseMessage> PostAsync(DeskClient who, IHtmlDocument page, string address, Dictionary<string, string> typed)
    {
        var form = (IHtmlFormElement)page.QuerySelector("form[data-autosave]")!;
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(e => e.Name is { Length: > 0 } && e.Type is not "file")
            .Select(e => (e.Name!, e.Value))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Select(e => (e.Name!, e.Value ?? "")))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Select(e => (e.Name!, e.Value)))
            .Where(f => !typed.ContainsKey(f.Item1)).Concat(typed.Select(f => (f.Key, f.Value)));
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        return who.Http.PostAsync(address, content, Cancel);
    }

    /// <summary>One entry of each kind that correspondents write, as autosave names it.</summary>
    private async Task<string[]> SubjectsAsync(int? cite) =>
    [
        $"News/{await site.AddNewsAsync(cite, "Titre")}", $"Date/{await site.AddDateAsync(cite, "Titre", new DateOnly(2099, 1, 1))}",
        $"Move/{await site.AddMoveAsync(cite, "Titre")}", $"Contact/{await site.AddContactAsync(cite, "Titre")}",
    ];

    private Task<int> CountAsync() => site.WithDatabaseAsync(db => db.EditingSessions.CountAsync(s => s.Draft != null, Cancel));

    private Task<string> BodyAsync() => site.WithDatabaseAsync(db => db.News.Where(n => n.Id == id).Select(n => n.Body).SingleAsync(Cancel));
}
