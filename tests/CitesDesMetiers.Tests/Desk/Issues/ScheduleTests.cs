using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>An issue that goes out by itself, at an hour of Paris: once, through both clock changes, and never late without a word.</summary>
public class ScheduleTests
{
    /// <summary>Winter: 09:00 in Paris.</summary>
    private static readonly DateTime Monday = Utc(3, 2, 8, 0);

    [Theory]
    [InlineData(2, "2026-03-03")]
    [InlineData(3, "2026-03-05")]
    [InlineData(5, "2026-03-10")]
    public async Task The_form_proposes_a_morning_when_mail_is_read(int today, string day)
    {
        await using var site = new ClockedSite(Utc(3, today, 8, 0));
        var id = await PrepareAsync(site);
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var page = await desk.GetAsync(Page(id));

        Assert.Equal((day, "10:00"), (page.QuerySelector("#Date")!.GetAttribute("value"), page.QuerySelector("#Time")!.GetAttribute("value")));
    }

    [Theory]
    [InlineData("2026-03-29", "01:59", null, 3, 29, 0, 59)]
    [InlineData("2026-03-29", "03:00", null, 3, 29, 1, 0)]
    [InlineData("2026-10-25", "01:30", null, 10, 24, 23, 30)]
    [InlineData("2026-10-25", "02:30", "false", 10, 25, 0, 30)]
    [InlineData("2026-10-25", "02:30", "true", 10, 25, 1, 30)]
    [InlineData("2026-10-25", "03:00", null, 10, 25, 2, 0)]
    public async Task Through_both_clock_changes_it_goes_out_once_at_its_hour(
        string day, string time, string? second, int month, int date, int hour, int minute)
    {
        var at = Utc(month, date, hour, minute);
        await using var site = new ClockedSite(at.AddHours(-4));
        var id = await PrepareAsync(site);
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var answer = await ScheduleAsync(desk, id, day, time, second);
        Assert.Equal(at, (await site.IssueAsync(id)).ScheduledFor);

        for (site.Clock.Now = at.AddHours(-3); site.Clock.Now < at.AddHours(4); site.Clock.Now = site.Clock.Now.AddMinutes(10))
        {
            await LookAsync(site);
            Assert.Equal(site.Clock.Now >= at ? 1 : 0, await DispatchesAsync(site));
        }

        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Deliveries.CountAsync(Cancel)));
        Assert.Equal("/redaction/numeros/" + id + "/envoi", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_hour_that_does_not_exist_is_refused_with_the_reason()
    {
        await using var site = new ClockedSite(Monday);
        var id = await PrepareAsync(site);
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var page = await DeskClient.ParseAsync(await ScheduleAsync(desk, id, "2026-03-29", "02:30"));

        Assert.Contains(
            "on avance les montres, et 2 h 30 n’existe pas", Plain(page.QuerySelector(".error-summary")!.TextContent), StringComparison.Ordinal);
        Assert.Equal("02:30", page.QuerySelector("#Time")!.GetAttribute("value"));
        Assert.Equal(IssueState.Approved, (await site.IssueAsync(id)).State);
    }

    [Fact]
    public async Task An_hour_that_comes_twice_is_asked_about()
    {
        await using var site = new ClockedSite(Monday);
        var id = await PrepareAsync(site);
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var path = Page(id);

        var asked = await DeskClient.ParseAsync(await ScheduleAsync(desk, id, "2026-10-25", "02:30"));
        Assert.Contains("vient deux fois", asked.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, asked.QuerySelectorAll("input[type=radio][name=IsSecond]").Length);

        await desk.SendAsync(asked, path, new() { ["IsSecond"] = "true" }, "/programmation");
        Assert.Equal(Utc(10, 25, 1, 30), (await site.IssueAsync(id)).ScheduledFor);
        Assert.Contains("25 octobre 2026 à 2 h 30 (heure d’hiver)", Plain((await desk.GetAsync(path)).Body!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_in_the_past_and_an_issue_without_approval_are_refused()
    {
        await using var site = new ClockedSite(Monday);
        var id = await PrepareAsync(site);
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var page = await desk.GetAsync(Page(id));

        Assert.Contains(
            "déjà passée", await (await ScheduleAsync(desk, id, "2026-03-02", "08:59")).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await desk.SubmitAsync(Page(id), [], "/approbation/retrait");
        var answer = await desk.SendAsync(page, Page(id), new() { ["Date"] = "2026-03-03", ["Time"] = "10:00" }, "/programmation");
        Assert.Contains("Faites d’abord approuver", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(IssueState.InProgress, (await site.IssueAsync(id)).State);
    }

    [Fact]
    public async Task Several_instances_that_look_at_once_send_it_once()
    {
        await using var site = new ClockedSite(Monday);
        await PrepareAsync(site, Monday.AddMinutes(5));
        site.Clock.Now = Monday.AddMinutes(6);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LookAsync(site), Cancel)));

        Assert.Equal(1, await DispatchesAsync(site));
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Deliveries.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public async Task An_issue_found_late_goes_out_within_a_quarter_of_an_hour_and_asks_after_that(int late, bool goes)
    {
        await using var site = new ClockedSite(Monday);
        var id = await PrepareAsync(site, Monday.AddMinutes(5));
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        site.Clock.Now = Monday.AddMinutes(5 + late);
        await LookAsync(site);
        await LookAsync(site);

        Assert.Equal(goes ? 1 : 0, await DispatchesAsync(site));
        var issue = await site.IssueAsync(id);
        Assert.Equal((goes ? IssueState.Published : IssueState.Approved, !goes), (issue.State, issue.MissedSchedule));
        var told = await site.WithDatabaseAsync(db => db.Notifications.Select(n => n.Line).SingleAsync(Cancel));
        Assert.Contains(goes ? "à l’heure prévue, pour 2 abonnés" : "n’est pas parti le 2 mars 2026", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/publication")]
    [InlineData("/programmation")]
    [InlineData("/programmation/retrait")]
    public async Task The_page_of_an_issue_that_missed_its_hour_asks_what_becomes_of_it(string choice)
    {
        await using var site = new ClockedSite(Monday);
        var id = await PrepareAsync(site, Monday.AddMinutes(5));
        site.Clock.Now = Monday.AddHours(2);
        await LookAsync(site);
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        Assert.Contains("n’est pas parti le 2 mars 2026", (await desk.GetAsync(Page(id))).Body!.TextContent, StringComparison.Ordinal);

        await desk.SubmitAsync(Page(id), choice == "/programmation" ? new() { ["Date"] = "2026-03-03", ["Time"] = "10:00" } : [], choice);

        var issue = await site.IssueAsync(id);
        var expected = choice switch
        {
            "/publication" => IssueState.Published,
            "/programmation" => IssueState.Scheduled,
            _ => IssueState.Approved,
        };
        Assert.Equal(expected, issue.State);
        Assert.Equal(choice == "/publication", issue.MissedSchedule);
    }

    [Fact]
    public async Task What_blocks_at_its_hour_keeps_it_here_and_is_told()
    {
        await using var site = new ClockedSite(Monday);
        var id = await PrepareAsync(site, Monday.AddMinutes(5));
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        await site.WithDatabaseAsync(db => db.Subscribers.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.State, SubscriberState.Unsubscribed), Cancel));

        site.Clock.Now = Monday.AddMinutes(6);
        await LookAsync(site);

        Assert.Equal(0, await DispatchesAsync(site));
        Assert.True((await site.IssueAsync(id)).MissedSchedule);
        Assert.Contains(
            "des points l’empêchent",
            await site.WithDatabaseAsync(db => db.Notifications.Select(n => n.Line).SingleAsync(Cancel)),
            StringComparison.Ordinal);
        Assert.Contains("Des points l’en empêchent", (await desk.GetAsync(Page(id))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_after_scheduling_voids_approval_and_hour_and_nothing_leaves()
    {
        await using var site = new ClockedSite(Monday);
        var id = await PrepareAsync(site, Monday.AddMinutes(5));
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Issues.SingleAsync(Cancel)).Announce("Un autre objet", "Une accroche assez longue pour que les messageries la montrent.");
            await db.SaveChangesAsync(Cancel);
        });

        site.Clock.Now = Monday.AddMinutes(6);
        await LookAsync(site);

        var issue = await site.IssueAsync(id);
        Assert.Equal((IssueState.Ready, null), (issue.State, issue.ScheduledFor));
        Assert.Equal(0, await DispatchesAsync(site));
    }

    [Fact]
    public async Task An_issue_is_unscheduled_by_a_button_and_stays_approved()
    {
        await using var site = new ClockedSite(Monday);
        var id = await PrepareAsync(site, Monday.AddMinutes(5));
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        await desk.SubmitAsync(Page(id), [], "/programmation/retrait");
        site.Clock.Now = Monday.AddMinutes(6);
        await LookAsync(site);

        Assert.Equal(IssueState.Approved, (await site.IssueAsync(id)).State);
        Assert.Equal(0, await DispatchesAsync(site));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Page(int id) => $"/redaction/numeros/{id}/envoi";

    private static DateTime Utc(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, DateTimeKind.Utc);

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private static Task<int> DispatchesAsync(ClockedSite site) => site.WithDatabaseAsync(db => db.Dispatches.CountAsync(Cancel));

    /// <summary>An approved issue with two subscribers, scheduled where an hour is given.</summary>
    private static async Task<int> PrepareAsync(ClockedSite site, DateTime? at = null)
    {
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(2);
        var id = await site.AddIssueAsync();
        await site.ApproveAsync(id);
        await site.WithDatabaseAsync(async db =>
        {
            if (at is { } hour)
            {
                (await db.Issues.SingleAsync(Cancel)).Schedule(hour, site.Clock.Now);
                await db.SaveChangesAsync(Cancel);
            }
        });
        return id;
    }

    private static Task<HttpResponseMessage> ScheduleAsync(DeskClient desk, int id, string day, string time, string? second = null)
    {
        var values = new Dictionary<string, string> { ["Date"] = day, ["Time"] = time };
        return second is null ? desk.SubmitAsync(Page(id), values, "/programmation") : AnswerAsync();

        async Task<HttpResponseMessage> AnswerAsync()
        {
            var asked = await DeskClient.ParseAsync(await desk.SubmitAsync(Page(id), values, "/programmation"));
            return await desk.SendAsync(asked, Page(id), new() { ["IsSecond"] = second }, "/programmation");
        }
    }

    private static async Task LookAsync(ClockedSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ScheduledIssues>().SendDueAsync(Cancel);
    }
}
