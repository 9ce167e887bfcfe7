using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>A number in a second language stands beside its original, passage by passage.</summary>
public sealed class TranslationTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private TranslationDesk work = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        work = await TranslationDesk.OpenAsync(site);
    }

    public ValueTask DisposeAsync()
    {
        work.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_begins_with_every_passage_to_be_translated()
    {
        var page = await work.ReadAsync();

        Assert.StartsWith("0 passage sur 14 traduit", page.QuerySelector("#compte")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", TranslationDesk.FieldOf(page, "objet").Value);
        Assert.Equal("it", TranslationDesk.FieldOf(page, "objet").GetAttribute("lang"));
        Assert.Equal("fr", page.QuerySelector("#objet .passage-original")!.GetAttribute("lang"));
        Assert.Equal("L’essai numéro 7 du réseau", page.QuerySelector("#objet .passage-text")!.TextContent);
        Assert.Equal("Traduire", page.QuerySelector(".steps [aria-current]")!.TextContent);
    }

    [Fact]
    public async Task What_is_translated_is_in_the_mail_of_the_translation_and_not_in_that_of_the_original()
    {
        var news = await work.NewsAsync();
        var date = await site.WithDatabaseAsync(db => db.Agenda.Select(e => e.Id).SingleAsync(Cancel));

        var page = await work.SaveAsync(
            ("objet", "La prova numero 7"), ("periode", "giugno 2026"), (PassageKeys.NewsTitle(news), "La prima notizia"),
            (PassageKeys.NewsText(news), "Un **testo**."), (PassageKeys.DateTitle(date), "La riunione"));

        Assert.StartsWith("5 passages sur 14 traduits", page.QuerySelector("#compte")!.TextContent, StringComparison.Ordinal);
        var italian = await ContentAsync(work.Issue);
        Assert.Equal(("La prova numero 7", "giugno 2026"), (italian.Subject, italian.Period));
        var first = italian.AllArticles.First();
        Assert.Equal(("La prima notizia", "<p>Un <strong>testo</strong>.</p>", "it"), (first.Title, first.Html.Trim(), first.Language));
        Assert.Equal("fr", italian.AllArticles.Last().Language);
        Assert.Equal("La riunione", italian.Agenda.Single().Title);
        var french = await ContentAsync(work.Original);
        Assert.Equal("L’essai numéro 7 du réseau", french.Subject);
        Assert.Equal("La réunion du numéro 7", french.Agenda.Single().Title);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Agenda.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_passage_whose_original_changed_says_what_changed_until_somebody_settles_it()
    {
        var news = await work.NewsAsync();
        var key = PassageKeys.NewsTitle(news);
        await work.SaveAsync((key, "La prima notizia"));
        await work.ChangeNewsAsync(news, "La première nouvelle, corrigée");

        var page = await work.ReadAsync();
        Assert.Equal("L’original a changé", TranslationDesk.StateOf(page, key));
        Assert.Contains("corrigée", page.QuerySelector($"#{key} ins")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("du numéro 7", page.QuerySelector($"#{key} del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 original a changé", page.QuerySelector("#compte")!.TextContent, StringComparison.Ordinal);

        await work.Desk.SubmitAsync(work.Page, new() { ["Confirm"] = key });

        var settled = await work.ReadAsync();
        Assert.Equal("Traduit", TranslationDesk.StateOf(settled, key));
        Assert.Equal("La prima notizia", TranslationDesk.FieldOf(settled, key).Value);
    }

    [Fact]
    public async Task News_added_to_the_original_is_missing_until_it_is_translated()
    {
        var id = await site.AddNewsAsync(null, "Une troisième nouvelle", accepted: true);
        await site.WithDatabaseAsync(async db =>
        {
            var original = await db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).SingleAsync(i => i.Id == work.Original, Cancel);
            original.Sections[0].Add(await db.News.SingleAsync(n => n.Id == id, Cancel));
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal("Pas dans cette traduction", TranslationDesk.StateOf(await work.ReadAsync(), PassageKeys.NewsTitle(id)));

        await work.SaveAsync((PassageKeys.NewsTitle(id), "Una terza notizia"));

        Assert.Equal("Una terza notizia", (await ContentAsync(work.Issue)).AllArticles.Last().Title);
        Assert.Equal("À traduire", TranslationDesk.StateOf(await work.ReadAsync(), PassageKeys.NewsText(id)));
    }

    [Fact]
    public async Task News_taken_out_of_the_original_stays_in_the_translation_which_says_so()
    {
        var news = await work.NewsAsync();
        await work.SaveAsync((PassageKeys.NewsTitle(news), "La prima notizia"));
        await work.ChangeOriginalAsync(original => original.Sections[0].RemoveItem(original.Sections[0].Items.Single(i => i.NewsItemId == news).Id));

        var passage = (await work.ReadAsync()).QuerySelector($"#{PassageKeys.NewsTitle(news)}")!;

        Assert.Contains("L’original n’a plus ce passage.", passage.TextContent, StringComparison.Ordinal);
        Assert.Equal("La prima notizia", (await ContentAsync(work.Issue)).AllArticles.First().Title);
    }

    [Fact]
    public async Task A_draft_waits_for_a_reader()
    {
        await work.Desk.SubmitAsync(work.Page, new() { ["Texts[objet]"] = "Bozza", ["Drafts[objet]"] = "true" });
        Assert.Equal("Brouillon automatique, à relire", TranslationDesk.StateOf(await work.ReadAsync(), "objet"));
        Assert.Contains("dont 1 brouillon à relire", (await work.ReadAsync()).QuerySelector("#compte")!.TextContent, StringComparison.Ordinal);

        await work.Desk.SubmitAsync(work.Page, new() { ["Read"] = "objet" });

        Assert.Equal("Traduit", TranslationDesk.StateOf(await work.ReadAsync(), "objet"));
        Assert.Equal("Bozza", TranslationDesk.FieldOf(await work.ReadAsync(), "objet").Value);
    }

    [Fact]
    public async Task A_draft_that_somebody_changes_is_theirs()
    {
        await work.Desk.SubmitAsync(work.Page, new() { ["Texts[objet]"] = "Bozza", ["Drafts[objet]"] = "true" });

        await work.Desk.SubmitAsync(work.Page, new() { ["Texts[objet]"] = "Il mio oggetto", ["Drafts[objet]"] = "" });

        Assert.Equal("Traduit", TranslationDesk.StateOf(await work.ReadAsync(), "objet"));
    }

    [Fact]
    public async Task The_checks_name_what_the_translation_lacks_without_blocking_it()
    {
        var news = await work.NewsAsync();
        await work.Desk.SubmitAsync(work.Page, new() { ["Texts[objet]"] = "Bozza", ["Drafts[objet]"] = "true" });
        await work.SaveAsync((PassageKeys.NewsTitle(news), "La prima notizia"));
        await work.ChangeNewsAsync(news, "Un autre titre");

        var findings = (await work.Desk.GetAsync($"/redaction/numeros/{work.Issue}/verification")).QuerySelector("#constats")!.TextContent;

        Assert.Contains("Passages à traduire", findings, StringComparison.Ordinal);
        Assert.Contains("Le numéro, objet du courriel : c’est un brouillon automatique que personne n’a relu.", findings, StringComparison.Ordinal);
        Assert.Contains("l’original a changé depuis la traduction.", findings, StringComparison.Ordinal);
        var original = (await work.Desk.GetAsync($"/redaction/numeros/{work.Original}/verification")).Body!.TextContent;
        Assert.DoesNotContain("Passages à traduire", original, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pool_and_the_lists_know_the_news_by_its_original()
    {
        var pool = (await work.Desk.GetAsync($"/redaction/numeros/{work.Issue}")).QuerySelector("#vivier")!.TextContent;
        Assert.DoesNotContain("La première nouvelle", pool, StringComparison.Ordinal);
        Assert.Single((await work.Desk.GetAsync("/redaction/nouvelles")).QuerySelectorAll("tbody tr"), r =>
            r.TextContent.Contains("La première nouvelle", StringComparison.Ordinal));

        await work.ChangeOriginalAsync(original => original.Delete(Samples.Noon));

        pool = (await work.Desk.GetAsync($"/redaction/numeros/{await AddEmptyIssueAsync()}")).QuerySelector("#vivier")!.TextContent;
        Assert.Contains("La première nouvelle", pool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_out_of_the_translation_can_come_back()
    {
        var composer = $"/redaction/numeros/{work.Issue}";
        await work.Desk.PressAsync(composer, "/retrait");
        Assert.Single((await ContentAsync(work.Issue)).AllArticles);
        Assert.Contains("La première nouvelle", (await work.Desk.GetAsync(composer)).QuerySelector("#vivier")!.TextContent, StringComparison.Ordinal);

        await work.Desk.SubmitAsync(composer, [], "/ordres/annulation");

        Assert.Equal(2, (await ContentAsync(work.Issue)).AllArticles.Count());
        Assert.Equal(2, (await ContentAsync(work.Original)).AllArticles.Count());
    }

    [Fact]
    public async Task Readers_of_its_language_get_it_instead_of_the_original()
    {
        await AddReadersAsync();

        Assert.Equal((1, 1), (await RecipientsAsync(work.Original), await RecipientsAsync(work.Issue)));
    }

    [Fact]
    public async Task Published_it_is_read_in_its_language_and_lists_show_the_original_alone()
    {
        await site.AddSettingsAsync();
        await AddReadersAsync();
        var news = await work.NewsAsync();
        await work.SaveAsync((PassageKeys.NewsTitle(news), "La prima notizia"), (PassageKeys.NewsText(news), "Un testo."));
        await PublishAsync(work.Original);
        await PublishAsync(work.Issue);

        var articles = await site.WithDatabaseAsync(db =>
            db.PublishedArticles.OrderBy(a => a.Id).Select(a => new { a.Title, a.Language, a.IsTranslation }).ToListAsync(Cancel));
        Assert.Equal([false, false, true, true], articles.Select(a => a.IsTranslation));
        Assert.Equal(("La prima notizia", "it"), (articles[2].Title, articles[2].Language));
        var list = (await work.Desk.GetAsync("/actualites")).QuerySelector("main")!.TextContent;
        Assert.Contains("La première nouvelle du numéro 7", list, StringComparison.Ordinal);
        Assert.DoesNotContain("La prima notizia", list, StringComparison.Ordinal);
        Assert.Contains("La prima notizia", (await work.Desk.GetAsync("/numeros/7-juin-2026-it")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDatabaseAsync(db =>
            db.Set<NewsEvent>().CountAsync(e => e.Kind == NewsEventKind.Published && e.NewsItemId == news, Cancel)));
    }

    [Fact]
    public async Task Published_before_its_original_it_leaves_the_news_to_it()
    {
        await FreezeAsync(work.Issue);

        Assert.All(await site.WithDatabaseAsync(db => db.News.ToListAsync(Cancel)), n => Assert.Equal(NewsState.Accepted, n.State));
        var page = await work.ReadAsync();
        Assert.True(TranslationDesk.FieldOf(page, "objet").IsReadOnly);
        Assert.Null(page.QuerySelector(".passage-acts"));
    }

    [Fact]
    public async Task A_script_saves_one_passage_and_learns_how_it_stands()
    {
        var answer = await PostPassageAsync("objet", "Oggetto");

        var said = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, said);
        Assert.Contains("\"state\":\"Traduit\"", said, StringComparison.Ordinal);
        Assert.Contains("1 passage sur 14 traduit", said, StringComparison.Ordinal);
        Assert.Equal("Oggetto", (await site.IssueAsync(work.Issue)).Subject);
    }

    [Fact]
    public async Task An_emptied_passage_is_to_be_translated_again()
    {
        await work.SaveAsync(("objet", "Oggetto"));

        await work.SaveAsync(("objet", ""));

        Assert.Equal("À traduire", TranslationDesk.StateOf(await work.ReadAsync(), "objet"));
        Assert.Equal("L’essai numéro 7 du réseau", (await site.IssueAsync(work.Issue)).Subject);
    }

    [Fact]
    public async Task A_text_written_in_the_workshop_counts_as_translated()
    {
        await work.Desk.SubmitAsync($"/redaction/numeros/{work.Issue}/textes", new() { ["Subject"] = "Oggetto" });

        var page = await work.ReadAsync();
        Assert.Equal("Traduit", TranslationDesk.StateOf(page, "objet"));
        Assert.Equal("Oggetto", TranslationDesk.FieldOf(page, "objet").Value);
    }

    [Fact]
    public async Task The_preview_leads_to_the_passage()
    {
        var news = await work.NewsAsync();

        var preview = await work.Desk.Http.GetStringAsync($"/redaction/numeros/{work.Issue}/apercu/atelier", Cancel);

        var passage = $"{work.Page}?numero={work.Issue}#{PassageKeys.NewsTitle(news)}";
        Assert.Contains(passage, preview, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostPassageAsync(string key, string text)
    {
        var page = await work.ReadAsync();
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [$"Texts[{key}]"] = text,
            [$"Marks[{key}]"] = page.QuerySelector($"[name='Marks[{key}]']")!.GetAttribute("value")!,
            ["__jeton"] = page.QuerySelector("#traduction [name=__jeton]")!.GetAttribute("value")!,
        });
        return await work.Desk.Http.PostAsync(work.Page + "/passage", content, Cancel);
    }

    private async Task<EditionContent> ContentAsync(int issue)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(issue, Cancel))!;
    }

    /// <summary>One reader in French, one in Italian.</summary>
    private async Task AddReadersAsync()
    {
        await site.AddSubscribersAsync(2);
        await site.WithDatabaseAsync(async db =>
        {
            var reader = await db.Subscribers.OrderBy(s => s.Id).FirstAsync(Cancel);
            reader.Prefer("it", reader.CiteId, [], reader.Frequency);
            await db.SaveChangesAsync(Cancel);
        });
    }

    private async Task PublishAsync(int issue)
    {
        var page = $"/redaction/numeros/{issue}";
        if ((await work.Desk.GetAsync(page + "/verification")).QuerySelector("[name=isRead]") is not null)
        {
            await work.Desk.SubmitAsync(page + "/verification", new() { ["isRead"] = "true" }, "/lecture");
        }

        await work.Desk.SubmitAsync(page + "/envoi", [], "/approbation");
        var answer = await work.Desk.SubmitAsync(page + "/envoi", [], "/publication");
        Assert.Contains("/redaction/envois/", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private async Task FreezeAsync(int issue)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Publisher>().FreezeAsync(issue, Samples.Noon, Cancel);
    }

    private async Task<int> RecipientsAsync(int issue)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var audiences = scope.ServiceProvider.GetRequiredService<IssueAudience>();
        return await audiences.CountAsync(await audiences.OfAsync(await site.IssueAsync(issue), Cancel), Cancel);
    }

    private Task<int> AddEmptyIssueAsync() => site.WithDatabaseAsync(async db =>
    {
        var issue = new Issue(8, new DateOnly(2026, 7, 1));
        db.Add(issue);
        await db.SaveChangesAsync(Cancel);
        return issue.Id;
    });
}
