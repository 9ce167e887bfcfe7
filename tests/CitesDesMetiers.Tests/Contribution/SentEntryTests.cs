using System.Net;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Contribution;

/// <summary>Dates, arrivals and departures behind the personal link of a call, and what became of what was sent.</summary>
public sealed class SentEntryTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Forum =
        new() { ["Title"] = "Forum de l’eau", ["Kind"] = "External", ["StartsOn"] = "2030-06-12" };

    private static readonly Dictionary<string, string> Arrival = new() { ["Kind"] = "Arrival", ["Person"] = "Léa Roux", ["Post"] = "Directrice" };

    private readonly CallSite site = new();
    private DeskClient phone = null!;
    private string path = "";

    public async ValueTask InitializeAsync()
    {
        await site.PrepareAsync();
        await site.OpenCallAsync(days: 10);
        path = await site.PathAsync(site.Mulhouse);
        phone = site.Visitor();
    }

    [Fact]
    public async Task A_date_is_proposed_counts_as_an_answer_and_the_editors_are_told()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await phone.SubmitAsync(path + "/rendez-vous", new(Forum))).StatusCode);

        var date = await OnlyDateAsync();
        Assert.Equal((site.Mulhouse, false, new DateOnly(2030, 6, 12)), (date.CiteId, date.IsAccepted, date.StartsOn));
        Assert.NotNull((await site.InvitationAsync(site.Mulhouse)).AnsweredAt);
        var page = await phone.GetAsync(path);
        Assert.Contains("12 juin 2030", page.QuerySelector(".sent")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Le rendez-vous « Forum de l’eau » : c’est proposé", page.Body!.TextContent, StringComparison.Ordinal);
        var line = await site.WithDatabaseAsync(db => db.Notifications.Select(n => n.Line).FirstAsync(Cancel));
        Assert.Equal("Inès (Cité de Mulhouse) propose le rendez-vous « Forum de l’eau ».", line);
    }

    [Fact]
    public async Task What_the_editors_have_not_accepted_may_be_corrected_and_nothing_after()
    {
        await phone.SubmitAsync(path + "/mouvements", new(Arrival));
        var id = (await OnlyMoveAsync()).Id;
        await phone.SubmitAsync($"{path}/mouvements/{id}", new() { ["Post"] = "Directrice adjointe" });
        Assert.Equal("Directrice adjointe", (await OnlyMoveAsync()).Post);

        var open = await phone.GetAsync($"{path}/mouvements/{id}");
        await site.Editor.SubmitAsync("/redaction/arrivees-departs", [], $"/{id}/acceptation");
        var late = await DeskClient.ParseAsync(await phone.SendAsync(open, $"{path}/mouvements/{id}", new() { ["Post"] = "Autre" }));
        Assert.Contains("l’a accepté entre-temps", late.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Autre", late.QuerySelector("#Post")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Http.GetAsync($"{path}/mouvements/{id}", Cancel)).StatusCode);
        Assert.Equal("Directrice adjointe", (await OnlyMoveAsync()).Post);
        Assert.Contains("Accepté", (await phone.GetAsync(path)).QuerySelector(".sent")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_and_sends_nothing()
    {
        var refused = await phone.SubmitAsync(path + "/rendez-vous", new(Forum) { ["EndsOn"] = "2030-06-01", ["Place"] = "Quai 3" });
        var page = await DeskClient.ParseAsync(refused);

        Assert.Contains("il vient avant le premier jour", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Quai 3", page.QuerySelector("#Place")!.GetAttribute("value"));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Agenda.CountAsync(Cancel)));
        Assert.False((await site.InvitationAsync(site.Mulhouse)).HasAnswered);
    }

    [Fact]
    public async Task The_link_reaches_no_date_or_move_of_another_Cité_or_of_the_desk()
    {
        using var giulia = site.Visitor();
        await giulia.SubmitAsync(await site.PathAsync(site.Genes) + "/rendez-vous", new(Forum));
        var theirs = (await OnlyDateAsync()).Id;
        var move = await site.WithDatabaseAsync(async db =>
        {
            var own = new StaffMove(StaffMoveKind.Arrival, "De la rédaction", "Poste", site.Mulhouse);
            db.Add(own);
            await db.SaveChangesAsync(Cancel);
            return own.Id;
        });

        foreach (var address in (string[])[$"/rendez-vous/{theirs}", $"/mouvements/{move}", $"/mouvements/{theirs}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await phone.Http.GetAsync(path + address, Cancel)).StatusCode);
        }

        var text = (await phone.GetAsync(path)).Body!.TextContent;
        Assert.DoesNotContain("Forum de l’eau", text, StringComparison.Ordinal);
        Assert.DoesNotContain("De la rédaction", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_of_a_date_is_there_when_the_link_opens_again()
    {
        var page = await phone.GetAsync(path + "/rendez-vous");
        using var typed = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__jeton"] = page.QuerySelector("[name=__jeton]")!.GetAttribute("value")!,
            [OpenedForm.SubjectField] = page.QuerySelector($"[name={OpenedForm.SubjectField}]")!.GetAttribute("value")!,
            ["Title"] = "Forum",
        });
        Assert.Equal(HttpStatusCode.OK, (await phone.Http.PostAsync(path + "/brouillon", typed, Cancel)).StatusCode);

        Assert.Equal("Forum", (await phone.GetAsync(path + "/rendez-vous")).QuerySelector("#Title")!.GetAttribute("value"));
        Assert.Equal("", (await phone.GetAsync(path)).QuerySelector("#Title")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task News_that_appeared_is_thanked_for_with_a_link_to_its_page()
    {
        await phone.SubmitAsync(path, new() { ["Title"] = "Un atelier", ["Body"] = "Il a lieu.", ["Step"] = "Submit" });
        var news = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));
        await site.WithDatabaseAsync(async db =>
        {
            (await db.News.SingleAsync(Cancel)).Accept();
            await db.SaveChangesAsync(Cancel);
        });
        await PublishAsync(44, news);

        var page = await phone.GetAsync(path);
        Assert.Contains("Merci", page.QuerySelector(".notice-success")!.TextContent, StringComparison.Ordinal);
        var article = page.QuerySelector(".sent a[href^='/actualites/']")!;
        Assert.Equal("dans le numéro 44", article.TextContent.Replace('\u00A0', ' '));
        Assert.Equal(HttpStatusCode.OK, (await phone.Http.GetAsync(article.GetAttribute("href"), Cancel)).StatusCode);
        var state = await site.WithDatabaseAsync(db => db.News.Where(n => n.Id == news).Select(n => n.State).SingleAsync(Cancel));
        Assert.Equal(NewsState.Published, state);
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await site.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task PublishAsync(int number, int news)
    {
        var id = await site.AddIssueAsync(number);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var issue = await db.Issues.Include(i => i.Sections).SingleAsync(i => i.Id == id, Cancel);
        issue.Sections[0].Add(await db.News.SingleAsync(n => n.Id == news, Cancel));
        await db.SaveChangesAsync(Cancel);
        await scope.ServiceProvider.GetRequiredService<Publisher>().FreezeAsync(id, site.Clock.GetUtcNow().UtcDateTime, Cancel);
    }

    private Task<AgendaEntry> OnlyDateAsync() => site.WithDatabaseAsync(db => db.Agenda.AsNoTracking().SingleAsync(Cancel));

    private Task<StaffMove> OnlyMoveAsync() => site.WithDatabaseAsync(db => db.StaffMoves.AsNoTracking().SingleAsync(Cancel));
}
