using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Newsletter.Calls;

/// <summary>An editor calls for news: the mails, the reminders, the board.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private readonly CallSite site = new();

    public async ValueTask InitializeAsync() => await site.PrepareAsync();

    [Fact]
    public async Task Opening_a_call_mails_each_correspondent_a_link_of_their_own()
    {
        var page = await site.Editor.GetAsync("/redaction/appels/ajout");
        Assert.Contains("Cité de Cascais", page.QuerySelector("#UserIds .notice")!.TextContent, StringComparison.Ordinal);

        await site.OpenCallAsync();

        var mails = await site.MailsAsync(2);
        Assert.Equal(["giulia@genes.example", "ines@mulhouse.example"], mails.Select(m => m.To.Mailboxes.Single().Address).Order());
        Assert.Equal(2, mails.Select(CallSite.LinkIn).Distinct().Count());
        foreach (var mail in mails)
        {
            Assert.Equal("Appel à contributions : Numéro 44, septembre 2026", mail.Subject!.Replace('\u00A0', ' '));
            Assert.Contains("Pensez à l’été.", mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.Ordinal);
            Assert.Contains($"{CallSite.LinkIn(mail)}/rien", mail.HtmlBody, StringComparison.Ordinal);
            Assert.Contains("à 18\u00A0h", mail.TextBody, StringComparison.Ordinal);
        }

        using var visitor = site.Visitor();
        Assert.Contains("Cité de", (await visitor.GetAsync(CallSite.LinkIn(mails[0]))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_call_sent_twice_is_opened_once()
    {
        var id = await site.OpenCallAsync();
        await site.OpenCallAsync();

        Assert.Equal(id, await site.WithDatabaseAsync(db => db.CallsForNews.Select(c => c.Id).SingleAsync(Cancel)));
        await site.MailsAsync(2);
        await Eventually.TrueAsync(async () => !await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync(Cancel)), "all mails have left");
        Assert.Equal(2, site.Relay.Mails.Count);
    }

    [Theory]
    [InlineData("Day", "2020-01-01", "au moins une heure")]
    [InlineData("Day", "2190-01-01", "un an au plus")]
    [InlineData("Day", "demain", "ne convient pas")]
    [InlineData("Subject", "", "à renseigner")]
    public async Task What_is_wrong_with_a_call_is_said_beside_its_field_and_nothing_typed_is_lost(string field, string value, string message)
    {
        var answer = await site.Editor.SubmitAsync(
            "/redaction/appels/ajout", new() { ["Subject"] = "Numéro 44", ["Message"] = "Un mot.", ["Day"] = "2027-01-15", [field] = value });

        var page = await DeskClient.ParseAsync(answer);
        Assert.Contains(message, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Un mot.", page.QuerySelector("#Message")!.TextContent.Trim());
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.CallsForNews.CountAsync(Cancel)));
    }

    [Fact]
    public async Task News_written_at_the_desk_answers_the_call_that_is_not_late_even_if_the_late_one_ended_yesterday()
    {
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, site.Mulhouse);
        var now = site.Clock.GetUtcNow().UtcDateTime;
        var next = await site.WithDatabaseAsync(async db =>
        {
            var asked = await db.Users.SingleAsync(u => u.Email == "ines@mulhouse.example", Cancel);
            CallForNews late = new("Le numéro 44", null, now.AddDays(-1), now.AddDays(-20)), open = new("Le numéro 45", null, now.AddDays(10), now);
            late.Invite(asked.Id, site.Mulhouse);
            open.Invite(asked.Id, site.Mulhouse);
            db.AddRange(late, open);
            await db.SaveChangesAsync(Cancel);
            return open.Id;
        });

        await correspondent.SubmitAsync(
            "/redaction/nouvelles/ajout", new() { ["Title"] = "Un atelier", ["Body"] = "Il a lieu.", ["Step"] = "Submit" });

        Assert.Equal(next, await site.WithDatabaseAsync(db => db.News.Select(n => n.CallForNewsId).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Those_who_are_silent_are_reminded_at_seven_and_two_days_and_nobody_who_answered()
    {
        await site.OpenCallAsync(days: 20);
        await site.MailsAsync(2);
        Assert.Equal(0, await site.RemindDueAsync());
        site.Clock.Forward(TimeSpan.FromDays(14));
        using var visitor = site.Visitor();
        await visitor.SubmitAsync(await site.PathAsync(site.Genes) + "/rien", []);

        Assert.Equal(1, (await Task.WhenAll(site.RemindDueAsync(), site.RemindDueAsync())).Sum());
        var reminder = (await site.MailsAsync(3))[2];
        Assert.Equal("ines@mulhouse.example", reminder.To.Mailboxes.Single().Address);
        Assert.StartsWith("Rappel", reminder.Subject, StringComparison.Ordinal);
        Assert.Equal(await site.PathAsync(site.Mulhouse), CallSite.LinkIn(reminder));

        Assert.Equal(0, await site.RemindDueAsync());
        site.Clock.Forward(TimeSpan.FromDays(5));
        Assert.Equal(1, await site.RemindDueAsync());
        site.Clock.Forward(TimeSpan.FromDays(5));
        Assert.Equal(0, await site.RemindDueAsync());
        Assert.Equal(2, (await site.InvitationAsync(site.Mulhouse)).Reminders);
    }

    [Fact]
    public async Task Who_was_asked_less_than_a_day_before_is_not_reminded()
    {
        await site.OpenCallAsync();
        await site.MailsAsync(2);
        var deadline = site.Clock.GetUtcNow().UtcDateTime.AddDays(7).AddHours(2);
        await site.WithDatabaseAsync(db => db.CallsForNews.ExecuteUpdateAsync(set => set.SetProperty(c => c.Deadline, deadline), Cancel));

        site.Clock.Forward(TimeSpan.FromHours(3));

        Assert.Equal(0, await site.RemindDueAsync());
    }

    [Fact]
    public async Task Who_writes_for_another_Cité_by_now_is_not_reminded()
    {
        await site.OpenCallAsync();
        await site.MailsAsync(2);
        await site.WithDatabaseAsync(
            db => db.Users.Where(u => u.CiteId == site.Mulhouse).ExecuteUpdateAsync(set => set.SetProperty(u => u.CiteId, site.Genes), Cancel));

        site.Clock.Forward(TimeSpan.FromDays(14));

        Assert.Equal(1, await site.RemindDueAsync());
    }

    [Fact]
    public async Task Who_is_blocked_is_not_reminded_and_their_link_opens_nothing()
    {
        await site.OpenCallAsync();
        await site.MailsAsync(2);
        await site.WithDatabaseAsync(
            db => db.Users.Where(u => u.CiteId == site.Mulhouse)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, User.BlockedUntil), Cancel));
        using var visitor = site.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync(await site.PathAsync(site.Genes), Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.Http.GetAsync(await site.PathAsync(site.Mulhouse), Cancel)).StatusCode);

        site.Clock.Forward(TimeSpan.FromDays(14));

        Assert.Equal(1, await site.RemindDueAsync());
    }

    [Fact]
    public async Task An_editor_reminds_the_others_by_hand_once_however_often_they_press()
    {
        var id = await site.OpenCallAsync();
        site.Clock.Forward(TimeSpan.FromHours(2));
        using var visitor = site.Visitor();
        await visitor.SubmitAsync(
            await site.PathAsync(site.Genes), new() { ["Title"] = "Une foire", ["Body"] = "Elle a lieu.", ["Step"] = "Submit" });

        await site.Editor.SubmitAsync($"/redaction/appels/{id}", [], "/relance");
        await site.Editor.SubmitAsync($"/redaction/appels/{id}", [], "/relance");

        Assert.Equal((1, 0), ((await site.InvitationAsync(site.Mulhouse)).Reminders, (await site.InvitationAsync(site.Genes)).Reminders));
    }

    [Fact]
    public async Task The_board_shows_who_answered_who_is_silent_and_who_is_late()
    {
        var id = await site.OpenCallAsync(days: 3);
        using var visitor = site.Visitor();
        await visitor.SubmitAsync(await site.PathAsync(site.Mulhouse) + "/rien", []);
        Assert.Equal(["0", "1", "1"], await FiguresAsync(id));

        await site.PassAsync(days: 5);
        Assert.Contains("En retard", await TextAsync(id), StringComparison.Ordinal);
        await visitor.SubmitAsync(
            await site.PathAsync(site.Genes), new() { ["Title"] = "Une <b>foire</b>", ["Body"] = "Elle a lieu.", ["Step"] = "Submit" });
        await visitor.SubmitAsync(
            await site.PathAsync(site.Mulhouse), new() { ["Title"] = "Finalement", ["Body"] = "Du nouveau.", ["Step"] = "Submit" });

        Assert.Equal(["2", "0", "0"], await FiguresAsync(id));
        var text = await TextAsync(id);
        Assert.Contains("Une <b>foire</b>", text, StringComparison.Ordinal);
        Assert.Contains("Après la date limite", text, StringComparison.Ordinal);
        var year = await site.Editor.GetAsync("/redaction/appels");
        Assert.Contains("2 sur 2", year.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        var row = year.QuerySelectorAll(".year tbody tr").Single(r => r.QuerySelector("th")!.TextContent == "Cité de Gênes");
        Assert.Equal(["1", "0"], row.QuerySelectorAll("td.number").Select(d => d.TextContent));
    }

    [Fact]
    public async Task News_proposed_after_signing_in_answers_the_call_too()
    {
        await site.OpenCallAsync();
        using var colleague = await DeskClient.SignInAsync(site, Role.Correspondent, site.Genes);

        await colleague.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "Une foire", ["Body"] = "Elle a lieu.", ["Step"] = "Submit" });

        Assert.NotNull((await site.InvitationAsync(site.Genes)).AnsweredAt);
        Assert.Null((await site.InvitationAsync(site.Mulhouse)).AnsweredAt);
        Assert.NotNull(await site.WithDatabaseAsync(db => db.News.Select(n => n.CallForNewsId).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Closing_shuts_the_links_reopening_opens_them_and_another_can_be_asked_later()
    {
        var id = await site.OpenCallAsync();
        var path = await site.PathAsync(site.Mulhouse);
        using var visitor = site.Visitor();

        await site.Editor.SubmitAsync($"/redaction/appels/{id}", [], "/cloture");
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Http.GetAsync(path, Cancel)).StatusCode);
        await site.Editor.SubmitAsync($"/redaction/appels/{id}", [], "/reouverture");
        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync(path, Cancel)).StatusCode);

        var cite = await site.AddCiteAsync("Cité de Rouen", "rouen");
        await site.AddCorrespondentAsync("paul@rouen.example", "Paul", cite);
        await site.Editor.SubmitAsync($"/redaction/appels/{id}", [], "/invitations");
        Assert.Contains("paul@rouen.example", (await site.MailsAsync(3))[2].To.ToString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<IEnumerable<string>> FiguresAsync(int id) =>
        (await site.Editor.GetAsync($"/redaction/appels/{id}")).QuerySelectorAll(".figures dd").Select(d => d.TextContent);

    private async Task<string> TextAsync(int id) => (await site.Editor.GetAsync($"/redaction/appels/{id}")).QuerySelector("main")!.TextContent;
}
