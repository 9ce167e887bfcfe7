using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>From an issue on the desk to its frozen edition and its dispatch, through the pages.</summary>
public sealed class PublicationTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient desk = null!;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task An_issue_without_subscribers_is_not_published_and_says_why()
    {
        var id = await ComposeAsync("Une nouvelle");

        var page = await TryPublishAsync(id);

        Assert.Contains("Personne n’est encore abonné", page, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Editions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task An_issue_without_news_is_not_published_and_says_why()
    {
        await site.AddSubscribersAsync(3);
        var id = await ComposeAsync();

        var page = await TryPublishAsync(id);

        Assert.Contains("Le numéro ne contient aucune nouvelle", page, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Deliveries.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Publishing_freezes_the_issue_and_queues_one_delivery_a_subscriber()
    {
        await site.AddSubscribersAsync(12);
        var id = await ComposeAsync("Une nouvelle");

        await PublishAsync(id);

        Assert.Equal(12, await site.WithDatabaseAsync(db => db.Deliveries.Select(d => d.MessageId).Distinct().CountAsync(Cancel)));
        Assert.Equal(NewsState.Published, await site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel)));
        var late = await desk.SubmitAsync($"/redaction/numeros/{id}/textes", new() { ["Subject"] = "Trop tard" });
        Assert.Contains("il ne change plus", await late.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_author_is_told_once_of_all_that_appeared_and_who_published_it_not_at_all()
    {
        await site.AddSubscribersAsync(1);
        var id = await ComposeAsync("Un atelier", "Un forum", "Une visite");
        var cite = await site.WithDatabaseAsync(db => db.Cites.Select(c => c.Id).SingleAsync(Cancel));
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        var own = await site.WithDatabaseAsync(async db =>
        {
            var editor = await db.Users.Where(u => u.Role == Role.Editor).Select(u => u.Id).SingleAsync(Cancel);
            var news = new NewsItem("Écrite par qui publie", null, editor, Samples.Noon);
            news.Write(news.Title, "Un texte.", "fr", null, null, Samples.Noon);
            news.Accept();
            db.Add(news);
            await db.SaveChangesAsync(Cancel);
            return news.Id;
        });
        await desk.SubmitAsync($"/redaction/numeros/{id}", new() { ["newsId"] = $"{own}" }, "/contenu");

        await PublishAsync(id);

        var told = await site.WithDatabaseAsync(
            db => db.Notifications.Where(n => n.Line.Contains("paru")).Select(n => new { n.User.Role, n.Line }).SingleAsync(Cancel));
        Assert.Equal(
            (Role.Correspondent, "Merci ! 3 de vos nouvelles sont parues dans le numéro 7 : « Un atelier », « Un forum » et « Une visite »."),
            (told.Role, told.Line));
    }

    [Fact]
    public async Task Warnings_are_asked_once_and_new_ones_again()
    {
        await site.AddSubscribersAsync(1);
        var id = await ComposeAsync("Une nouvelle");
        var path = $"/redaction/numeros/{id}/envoi";
        var checks = $"/redaction/numeros/{id}/verification";
        Assert.Contains("vides, qui ne paraîtront pas", await TryPublishAsync(id), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Editions.CountAsync(Cancel)));

        await ReadWarningsAsync(id);
        Assert.NotNull((await desk.GetAsync(path)).QuerySelector("main form[action$='/publication'] button"));

        var news = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));
        await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Body"] = "Lisez la suite [ici](https://cite.example/)." });
        await ApproveAsync(id);
        Assert.Null((await desk.GetAsync(path)).QuerySelector("main form[action$='/publication'] button"));
        var page = await desk.GetAsync(checks);
        Assert.Contains("le lien « ici » ne dit pas où il mène", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            $"/redaction/nouvelles/{news}?verification={id}#Body",
            page.QuerySelector($".findings a[href^='/redaction/nouvelles/']")!.GetAttribute("href"));
        await desk.SendAsync(page, checks, [], "/lecture");
        Assert.Null((await desk.GetAsync(path)).QuerySelector("main form[action$='/publication'] button"));
    }

    // The desk and the schedule look at approvals first: this is about what changes after that look.
    [Fact]
    public async Task What_changed_since_its_approval_is_not_published()
    {
        await site.AddSubscribersAsync(1);
        var id = await ComposeAsync("Une nouvelle");
        await ApproveAsync(id);
        await site.WithDatabaseAsync(db => db.News.ExecuteUpdateAsync(set => set.SetProperty(n => n.Title, "Tout autre chose"), Cancel));

        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<Publisher>().PublishAsync(id, null, Cancel);

        Assert.IsType<PublicationResult.NotApproved>(result);
    }

    [Fact]
    public async Task Two_presses_at_once_publish_and_send_once()
    {
        await site.AddSubscribersAsync(5);
        var id = await ComposeAsync("Une nouvelle");
        await ApproveAsync(id);
        await ReadWarningsAsync(id);
        var page = await desk.GetAsync($"/redaction/numeros/{id}/envoi");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.SendAsync(page, "", [], "/publication")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Dispatches.CountAsync(Cancel)));
        Assert.Equal(5, await site.WithDatabaseAsync(db => db.Deliveries.CountAsync(Cancel)));
    }

    [Fact]
    public async Task An_edition_stays_as_it_went_out_when_its_news_is_edited_afterwards()
    {
        await site.AddSubscribersAsync(1);
        var id = await ComposeAsync("Une nouvelle");
        await PublishAsync(id);
        var before = await EditionAsync();
        var news = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));

        var answer = await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Title"] = "Tout autre chose", ["Body"] = "Réécrit." });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = await EditionAsync();
        Assert.Equal((before.ContentJson, before.MailHtml, before.MailText), (after.ContentJson, after.MailHtml, after.MailText));
    }

    [Fact]
    public async Task The_database_refuses_to_change_an_edition_or_a_proof_of_consent()
    {
        await site.AddSubscribersAsync(1);
        await PublishAsync(await ComposeAsync("Une nouvelle"));

        await site.WithDatabaseAsync(async db =>
        {
            db.Entry(await db.Editions.SingleAsync(Cancel)).Property(e => e.Subject).CurrentValue = "Réécrit";
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancel));
        });
        await site.WithDatabaseAsync(async db =>
        {
            db.Remove(await db.ConsentEvents.SingleAsync(Cancel));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancel));
        });
    }

    [Fact]
    public async Task A_correction_is_an_erratum_beside_the_edition()
    {
        await site.AddSubscribersAsync(1);
        var id = await ComposeAsync("Une nouvelle");
        await PublishAsync(id);
        var before = await EditionAsync();

        await desk.SubmitAsync($"/redaction/numeros/{id}/errata", new() { ["Text"] = "Il fallait lire mardi." });

        Assert.Equal(
            "Il fallait lire mardi.",
            await site.WithDatabaseAsync(db => db.Editions.SelectMany(e => e.Errata).Select(e => e.Text).SingleAsync(Cancel)));
        Assert.Equal(before.ContentJson, (await EditionAsync()).ContentJson);
    }

    [Fact]
    public async Task Items_move_within_their_section_and_across_to_the_next_of_its_kind()
    {
        var id = await ComposeAsync("A", "B");
        var items = await site.WithDatabaseAsync(db => db.Set<IssueItem>().OrderBy(i => i.Position).Select(i => i.Id).ToListAsync(Cancel));

        await MoveAsync(id, items[0], "1");
        Assert.Equal(["B", "A"], await TitlesAsync("Nouvelles des Cités des métiers"));

        await MoveAsync(id, items[0], "1");
        Assert.Equal(["B"], await TitlesAsync("Nouvelles des Cités des métiers"));
        Assert.Equal(["A"], await TitlesAsync("Nouvelles du réseau"));

        await MoveAsync(id, items[0], "-1");
        Assert.Equal(["B", "A"], await TitlesAsync("Nouvelles des Cités des métiers"));
    }

    [Fact]
    public async Task The_agenda_follows_its_period_and_the_editor_s_word()
    {
        var inside = await site.AddDateAsync(null, "Dedans", new DateOnly(2026, 6, 10));
        var outside = await site.AddDateAsync(null, "Dehors", new DateOnly(2026, 9, 10));
        var id = await ComposeAsync("A");
        var path = $"/redaction/numeros/{id}/agenda";
        await desk.SubmitAsync(path, new() { ["From"] = "2026-06-01", ["To"] = "2026-07-31" });

        Assert.Equal(["Dedans"], await CarriedAsync());
        await desk.SubmitAsync(path, [], $"/{inside}");
        await desk.SubmitAsync(path, [], $"/{outside}");
        Assert.Equal(["Dehors"], await CarriedAsync());
        var refused = await DeskClient.ParseAsync(await desk.SubmitAsync(path, new() { ["From"] = "2026-07-31", ["To"] = "2026-06-01" }));
        Assert.Contains("se termine avant de commencer", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);

        async Task<IEnumerable<string>> CarriedAsync() =>
            (await desk.GetAsync(path)).QuerySelectorAll("main ul.items")[0].QuerySelectorAll("a").Select(a => a.TextContent);
    }

    [Fact]
    public async Task What_is_for_members_or_hidden_is_in_no_edition()
    {
        var date = await site.AddDateAsync(null, "Entre nous", new DateOnly(2026, 6, 10));
        var id = await ComposeAsync("Une nouvelle");
        await desk.SubmitAsync($"/redaction/numeros/{id}/agenda", new() { ["From"] = "2026-06-01", ["To"] = "2026-07-31" });
        await using var scope = site.Services.CreateAsyncScope();
        var builder = scope.ServiceProvider.GetRequiredService<EditionBuilder>();
        Assert.Contains((await builder.BuildAsync(id, Cancel))!.Agenda, d => d.Title == "Entre nous");

        await site.WithDatabaseAsync(
            db => db.Agenda.Where(e => e.Id == date).ExecuteUpdateAsync(set => set.SetProperty(e => e.IsMembersOnly, true), Cancel));
        Assert.DoesNotContain((await builder.BuildAsync(id, Cancel))!.Agenda, d => d.Title == "Entre nous");

        await site.WithDatabaseAsync(db => db.Set<IssueSection>().ExecuteUpdateAsync(set => set.SetProperty(s => s.IsHidden, true), Cancel));
        Assert.Empty((await builder.BuildAsync(id, Cancel))!.AllArticles);
    }

    [Fact]
    public async Task The_preview_is_what_is_sent()
    {
        await site.AddSubscribersAsync(1);
        var id = await ComposeAsync("Une nouvelle");
        var preview = await desk.Http.GetStringAsync($"/redaction/numeros/{id}/apercu/courriel", Cancel);
        var text = await desk.Http.GetStringAsync($"/redaction/numeros/{id}/apercu/texte", Cancel);

        await PublishAsync(id);

        var edition = await EditionAsync();
        Assert.Equal((preview, text), (edition.MailHtml, edition.MailText));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes an issue through its form, and puts accepted news of one Cité into its first section.</summary>
    private async Task<int> ComposeAsync(params string[] titles)
    {
        await desk.SubmitAsync("/redaction/numeros/ajout", new()
        {
            ["Number"] = "7",
            ["Date"] = "2026-06-01",
            ["Subject"] = "Un numéro d’essai",
            ["Preheader"] = "Une accroche assez longue pour que les messageries la montrent.",
            ["Editorial"] = "Bonjour à toutes et à tous.",
        });
        var id = await site.WithDatabaseAsync(db => db.Issues.Select(i => i.Id).SingleAsync(Cancel));
        var cite = titles.Length > 0 ? await site.AddCiteAsync("Cité d’essai", "essai") : 0;
        foreach (var title in titles)
        {
            var news = await site.AddNewsAsync(cite, title, accepted: true);
            var answer = await desk.SubmitAsync($"/redaction/numeros/{id}", new() { ["newsId"] = $"{news}" }, "/contenu");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        return id;
    }

    private async Task ApproveAsync(int id)
    {
        await desk.SubmitAsync($"/redaction/numeros/{id}/envoi", [], "/approbation");
        Assert.Equal(
            IssueState.Approved, await site.WithDatabaseAsync(db => db.Issues.Where(i => i.Id == id).Select(i => i.State).SingleAsync(Cancel)));
    }

    private Task<HttpResponseMessage> ReadWarningsAsync(int id) =>
        desk.SubmitAsync($"/redaction/numeros/{id}/verification", new() { ["isRead"] = "true" }, "/lecture");

    private async Task PublishAsync(int id)
    {
        await ApproveAsync(id);
        await ReadWarningsAsync(id);
        var answer = await desk.SubmitAsync($"/redaction/numeros/{id}/envoi", [], "/publication");
        Assert.Contains("/redaction/envois/", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    /// <summary>Sends the publication even though the page does not offer it, and gives the text of the page that follows.</summary>
    private async Task<string> TryPublishAsync(int id)
    {
        await site.ApproveAsync(id);
        var path = $"/redaction/numeros/{id}/envoi";
        var page = await desk.GetAsync(path);
        page.QuerySelector("main form")!.SetAttribute("action", $"/redaction/numeros/{id}/publication");
        await desk.SendAsync(page, path, [], "/publication");
        return (await desk.GetAsync($"/redaction/numeros/{id}/verification")).Body!.TextContent;
    }

    private Task<HttpResponseMessage> MoveAsync(int issue, int item, string by) =>
        desk.PressAsync($"/redaction/numeros/{issue}", $"/contenu/{item}/deplacement", by);

    private Task<List<string>> TitlesAsync(string section) =>
        site.WithDatabaseAsync(db => db.Set<IssueSection>().Where(s => s.Title == section).SelectMany(s => s.Items)
            .OrderBy(i => i.Position).Select(i => i.NewsItem!.Title).ToListAsync(Cancel));

    private Task<Edition> EditionAsync() => site.WithDatabaseAsync(db => db.Editions.AsNoTracking().SingleAsync(Cancel));
}
