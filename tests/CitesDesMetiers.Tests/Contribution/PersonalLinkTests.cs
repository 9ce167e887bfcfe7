using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Contribution;

/// <summary>The personal link of a call: what it opens, and all it must not.</summary>
public sealed class PersonalLinkTests : IAsyncLifetime
{
    private readonly CallSite site = new();
    private DeskClient visitor = null!;
    private string path = "";
    private int call;

    public async ValueTask InitializeAsync()
    {
        await site.PrepareAsync();
        call = await site.OpenCallAsync(days: 10);
        path = await site.PathAsync(site.Mulhouse);
        visitor = site.Visitor();
    }

    [Fact]
    public async Task It_opens_the_form_as_often_as_one_likes_and_shows_what_was_sent()
    {
        await visitor.SubmitAsync(path, new() { ["Title"] = "Un début", ["Body"] = "À suivre.", ["Step"] = "Save" });
        var draft = await OnlyAsync();
        Assert.Equal((NewsState.Draft, site.Mulhouse, call), (draft.State, draft.CiteId!.Value, draft.CallForNewsId!.Value));
        Assert.False((await site.InvitationAsync(site.Mulhouse)).HasAnswered);

        await visitor.SubmitAsync($"{path}/nouvelles/{draft.Id}", new() { ["Body"] = "La suite.", ["Step"] = "Submit" });
        await visitor.SubmitAsync(path, new() { ["Title"] = "Une autre", ["Body"] = "Aussi.", ["Step"] = "Submit" });

        var page = await visitor.GetAsync(path);
        Assert.Equal(["Un début", "Une autre"], page.QuerySelectorAll(".sent-title").Select(e => e.TextContent));
        Assert.All(page.QuerySelectorAll(".sent .badge"), badge => Assert.Equal("Proposée", badge.TextContent));
        Assert.NotNull((await site.InvitationAsync(site.Mulhouse)).AnsweredAt);
        Assert.Equal((await site.InvitationAsync(site.Mulhouse)).UserId, draft.AuthorId);
    }

    [Fact]
    public async Task Its_page_links_one_style_sheet_with_the_editor_and_the_drafts()
    {
        var sheet = Assert.Single((await visitor.GetAsync(path)).QuerySelectorAll("link[rel=stylesheet]")).GetAttribute("href")!;
        var text = await visitor.Http.GetStringAsync(sheet, TestContext.Current.CancellationToken);

        Assert.All([".contribution-head", ".editor-bar", ".draft-status"], rule => Assert.Contains(rule, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_that_an_editor_asks_are_shown_and_made_behind_it()
    {
        await visitor.SubmitAsync(path, new() { ["Title"] = "Un atelier", ["Body"] = "Il a lieu.", ["Step"] = "Submit" });
        var id = (await OnlyAsync()).Id;
        await site.Editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", new() { ["Comment"] = "Quel jour ?" }, "/retour");

        var page = await visitor.GetAsync($"{path}/nouvelles/{id}");
        Assert.Contains("Quel jour ?", page.QuerySelector(".asked-changes")!.TextContent, StringComparison.Ordinal);
        await visitor.SubmitAsync($"{path}/nouvelles/{id}", new() { ["Body"] = "Il a lieu le 12.", ["Step"] = "Submit" });
        Assert.Equal(NewsState.Submitted, (await OnlyAsync()).State);

        await site.Editor.SubmitAsync($"/redaction/nouvelles/{id}/apercu", [], "/acceptation");
        var late = await visitor.SendAsync(page, $"{path}/nouvelles/{id}", new() { ["Body"] = "Trop tard." });
        Assert.Contains("a accepté cette nouvelle entre-temps", await late.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("Il a lieu le 12.", (await OnlyAsync()).Body);
    }

    [Fact]
    public async Task A_picture_needs_its_text_and_goes_with_the_news()
    {
        var picture = ("Picture", "photo.jpg", Samples.Picture(400, 300));
        var refused = await visitor.SubmitAsync(path, new() { ["Title"] = "En image", ["Body"] = "Voici." }, file: picture);
        var page = await DeskClient.ParseAsync(refused);
        Assert.Contains("Texte de remplacement", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("En image", page.QuerySelector("#Title")!.GetAttribute("value"));

        await visitor.SubmitAsync(path, new() { ["Title"] = "En image", ["Body"] = "Voici.", ["AlternativeText"] = "Un établi" }, file: picture);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.News.SelectMany(n => n.Pictures).CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("HEAD", "")]
    [InlineData("GET", "/rien")]
    [InlineData("HEAD", "/rien")]
    public async Task Opening_it_changes_nothing_and_leaves_no_trace(string method, string page)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path + page);
        using var answer = await visitor.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(["noindex"], answer.Headers.GetValues("X-Robots-Tag"));
        var invitation = await site.InvitationAsync(site.Mulhouse);
        Assert.False(invitation.HasAnswered);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Nothing_to_say_takes_one_button_and_news_takes_it_back()
    {
        var page = await visitor.GetAsync(path + "/rien");
        Assert.Single(page.QuerySelectorAll("main button"));
        await visitor.SendAsync(page, path + "/rien", []);
        await visitor.SubmitAsync(path, new() { ["Title"] = "Si, une chose", ["Body"] = "La voici.", ["Step"] = "Submit" });

        var invitation = await site.InvitationAsync(site.Mulhouse);
        Assert.Null(invitation.NothingToSayAt);
        Assert.NotNull(invitation.AnsweredAt);
        Assert.Empty((await visitor.GetAsync(path + "/rien")).QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task After_the_deadline_it_says_so_and_takes_news_for_thirty_days_more()
    {
        site.Clock.Forward(TimeSpan.FromDays(11));
        Assert.Contains("sera lue pour la suite", (await visitor.GetAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        await visitor.SubmitAsync(path, new() { ["Title"] = "En retard", ["Body"] = "Pardon.", ["Step"] = "Submit" });
        Assert.True((await site.InvitationAsync(site.Mulhouse)) is { AnsweredAt: { } at } late && at > late.Call.Deadline);

        site.Clock.Forward(TimeSpan.FromDays(30));
        await AssertShutAsync(path, HttpStatusCode.Gone, "Ce lien ne sert plus");
    }

    [Fact]
    public async Task One_that_is_altered_of_another_purpose_or_none_is_unknown_and_reveals_nothing()
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        var id = (await site.InvitationAsync(site.Mulhouse)).PublicId;
        var token = path["/contribuer/".Length..];
        var altered = (token[0] == 'A' ? 'B' : 'A') + token[1..];
        foreach (var wrong in (string[])[altered, token[..^1], token + "A", keys.UnsubscribeToken(id), "x", new('a', 43)])
        {
            await AssertShutAsync("/contribuer/" + wrong, HttpStatusCode.NotFound, "Ce lien est incomplet");
        }

        Assert.Null(keys.ReadUnsubscribeToken(token));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync("/desinscription/" + token, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_one_opens_nothing_and_a_renewed_one_replaces_it()
    {
        var invitation = (await site.InvitationAsync(site.Mulhouse)).Id;
        await site.Editor.SubmitAsync($"/redaction/appels/{call}", [], $"/{invitation}/revocation");
        await AssertShutAsync(path, HttpStatusCode.Gone, "Ce lien ne sert plus");

        await site.Editor.SubmitAsync($"/redaction/appels/{call}", [], $"/{invitation}/renouvellement");
        await AssertShutAsync(path, HttpStatusCode.Gone, "Ce lien ne sert plus");
        var link = CallSite.LinkIn((await site.MailsAsync(3))[2]);
        Assert.NotEqual(path, link);
        await visitor.GetAsync(link);
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("moved")]
    public async Task It_opens_nothing_for_who_writes_for_the_Cité_no_more_and_nobody_reminds_them(string what)
    {
        var id = (await site.InvitationAsync(site.Mulhouse)).UserId;
        await site.WithDatabaseAsync(async db =>
        {
            var user = await db.Users.SingleAsync(u => u.Id == id, Cancel);
            if (what == "blocked")
            {
                user.LockoutEnd = User.BlockedUntil;
            }
            else
            {
                user.Assign(Role.Correspondent, site.Genes);
            }

            await db.SaveChangesAsync(Cancel);
        });

        await AssertShutAsync(path, HttpStatusCode.Gone, "Ce lien ne sert plus");
        Assert.Contains(
            "N’écrit plus pour cette Cité", (await site.Editor.GetAsync($"/redaction/appels/{call}")).Body!.TextContent, StringComparison.Ordinal);
        site.Clock.Forward(TimeSpan.FromDays(9));
        await site.RemindDueAsync();
        Assert.Equal(0, (await site.InvitationAsync(site.Mulhouse)).Reminders);
    }

    [Fact]
    public async Task It_reaches_nothing_of_another_Cité_or_of_a_colleague_nor_takes_their_contact()
    {
        var theirs = await site.PathAsync(site.Genes);
        using var giulia = site.Visitor();
        await giulia.SubmitAsync(theirs, new() { ["Title"] = "À Gênes", ["Body"] = "Secret.", ["Step"] = "Save" });
        var other = (await OnlyAsync()).Id;
        var colleagues = await site.AddNewsAsync(site.Mulhouse, "D’un collègue");
        var contact = await site.AddContactAsync(site.Genes, "Giulia");

        foreach (var id in (int[])[other, colleagues])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync($"{path}/nouvelles/{id}", Cancel)).StatusCode);
        }

        var page = await visitor.GetAsync(path);
        Assert.DoesNotContain("À Gênes", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("D’un collègue", page.Body.TextContent, StringComparison.Ordinal);
        page.QuerySelector("main form")!.SetAttribute("action", $"{path}/nouvelles/{other}");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.SendAsync(page, path, new() { ["Title"] = "Pris" })).StatusCode);
        page.QuerySelector("main form")!.SetAttribute("action", path);
        await visitor.SendAsync(page, path, new() { ["Title"] = "Volé", ["Body"] = "x", ["Step"] = "Accept" });
        Assert.Equal(
            (site.Mulhouse, NewsState.Draft),
            await site.WithDatabaseAsync(
                async db =>
                    await db.News.Where(n => n.Title == "Volé").Select(n => new ValueTuple<int, NewsState>(n.CiteId!.Value, n.State))
                        .SingleAsync(Cancel)));
        var form = await visitor.SubmitAsync(path, new() { ["Title"] = "Contact volé", ["ContactId"] = $"{contact}" });
        Assert.Contains("choisissez-en un dans la liste", await form.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_reaches_nothing_that_a_colleague_of_the_same_Cité_sent_for_the_same_call()
    {
        await site.AddCorrespondentAsync("paul@mulhouse.example", "Paul", site.Mulhouse);
        var news = await site.WithDatabaseAsync(async db =>
        {
            var paul = await db.Users.SingleAsync(u => u.Email == "paul@mulhouse.example", Cancel);
            var item = new NewsItem("De Paul", site.Mulhouse, paul.Id, Samples.Noon);
            item.AnswerTo(await db.CallsForNews.SingleAsync(Cancel));
            db.Add(item);
            await db.SaveChangesAsync(Cancel);
            return item.Id;
        });

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync($"{path}/nouvelles/{news}", Cancel)).StatusCode);
        Assert.DoesNotContain("De Paul", (await visitor.GetAsync(path)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_editors_words_are_shown_as_text()
    {
        var page = await visitor.GetAsync(path);

        Assert.Contains("<script>alert(", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    public async ValueTask DisposeAsync()
    {
        visitor.Dispose();
        await site.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<NewsItem> OnlyAsync() => site.WithDatabaseAsync(db => db.News.AsNoTracking().SingleAsync(Cancel));

    private async Task AssertShutAsync(string address, HttpStatusCode status, string title)
    {
        foreach (var page in (string[])["", "/rien", "/nouvelles/1"])
        {
            using var answer = await visitor.Http.GetAsync(address + page, Cancel);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
            var text = (await DeskClient.ParseAsync(answer)).Body!.TextContent;
            Assert.Contains(title, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Mulhouse", text, StringComparison.Ordinal);
        }
    }
}
