using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Platform.Auditing;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CitesDesMetiers.Tests.Desk.Dispatches;

/// <summary>A dispatch followed at the desk while it goes on: its page, its events, and what stops it.</summary>
public class DispatchPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_bring_figures_that_grow_and_add_up_until_the_dispatch_is_over()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "2" } };
        using var desk = await site.EditorAsync();
        site.Relay.Script = SlowlyAsync;
        var dispatch = await site.DispatchAsync(60, d => d.Pause(null));
        using var answer = await OpenAsync(desk, dispatch);
        await desk.SubmitAsync(DispatchDesk.PathOf(dispatch), [], "/reprise");

        var messages = await ToEndAsync(answer);

        Assert.All(messages, m => Assert.Equal(60, m.Audience));
        Assert.Equal(messages.Select(m => m.Ended).Order(), messages.Select(m => m.Ended));
        Assert.True(messages.Count >= 2, "The figures moved.");
        Assert.Equal(("fin", 60), (messages[^1].Event, messages[^1].Ended));
        await site.AddsUpAsync(desk, dispatch);
    }

    [Fact]
    public async Task Events_end_at_once_when_the_site_stops()
    {
        await using var site = new SmtpSite();
        using var desk = await site.EditorAsync();
        var dispatch = await site.DispatchAsync(3, d => d.Pause("Un essai."));
        using var answer = await OpenAsync(desk, dispatch);

        var reading = ToEndAsync(answer);
        await Task.Delay(300, Cancel);
        Assert.False(reading.IsCompleted);
        site.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("Paused", Assert.Single(await reading).Stage);
    }

    [Fact]
    public async Task Events_end_when_the_account_loses_its_session()
    {
        await using var site = new SmtpSite();
        using var desk = await site.EditorAsync();
        var dispatch = await site.DispatchAsync(3, d => d.Pause("Un essai."));
        using var answer = await OpenAsync(desk, dispatch);
        var reading = ToEndAsync(answer);

        await using (var scope = site.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            await users.UpdateSecurityStampAsync(await users.Users.SingleAsync(Cancel));
        }

        await reading;
    }

    [Fact]
    public async Task Events_pass_proxies_at_once_and_are_for_those_of_the_desk()
    {
        await using var site = new SmtpSite();
        using var desk = await site.EditorAsync();
        var dispatch = await site.DispatchAsync(1);
        await site.CompletedAsync(dispatch);

        using var answer = await OpenAsync(desk, dispatch);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", Assert.Single(answer.Headers.GetValues("X-Accel-Buffering")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        using var stranger = site.CreateSiteClient();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(DispatchDesk.PathOf(dispatch) + "/progression", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync("/redaction/envois/999999/progression", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Pausing_resuming_and_stopping_each_say_what_they_did_and_a_second_press_does_nothing()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        using var desk = await site.EditorAsync();
        var goOn = new TaskCompletionSource();
        site.Relay.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot && site.Relay.Mails.Count >= 3)
            {
                await goOn.Task;
            }

            return null;
        };
        var dispatch = await site.DispatchAsync(20);
        var path = DispatchDesk.PathOf(dispatch);
        await Eventually.TrueAsync(() => site.Relay.Mails.Count >= 3, "three mails have gone");
        var running = await desk.GetAsync(path);

        Assert.Contains("est suspendu", await desk.SaidAsync(await desk.SendAsync(running, path, [], "/pause")), StringComparison.Ordinal);
        Assert.Contains("n’était pas en cours", await desk.SaidAsync(await desk.SendAsync(running, path, [], "/pause")), StringComparison.Ordinal);
        Assert.Equal("Suspendu par Essai Editor.", (await site.DispatchOfAsync(dispatch)).PauseReason);
        Assert.Contains("reprend", await desk.SaidAsync(await desk.SubmitAsync(path, [], "/reprise")), StringComparison.Ordinal);

        var asking = await desk.GetAsync(path + "/arret");
        Assert.Contains("17 abonnés ne recevront pas", asking.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("arrêté pour de bon", await desk.SaidAsync(await desk.SendAsync(asking, path, [], "/arret")), StringComparison.Ordinal);
        Assert.Contains("déjà terminé", await desk.SaidAsync(await desk.SendAsync(asking, path, [], "/arret")), StringComparison.Ordinal);
        Assert.Equal(
            [AuditAction.DispatchPaused, AuditAction.DispatchResumed, AuditAction.DispatchStopped],
            (await site.EntriesAsync()).Select(e => e.Action).Where(action => action.Group() is AuditGroup.Dispatches));
        goOn.SetResult();
        await Eventually.TrueAsync(
            async () => (await site.DeliveriesAsync(dispatch)).All(d => Delivery.IsFinal(d.State)), "every delivery has ended");
        await Eventually.TrueAsync(async () => (await desk.FiguresAsync(dispatch))["Remaining"] == 0, "the page knows");
        await site.AddsUpAsync(desk, dispatch);
    }

    [Fact]
    public async Task Who_may_not_send_can_pause_and_nothing_else()
    {
        await using var site = new SmtpSite();
        using var editor = await site.EditorAsync(maySend: false);
        var goOn = new TaskCompletionSource();
        site.Relay.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot)
            {
                await goOn.Task;
            }

            return null;
        };
        var dispatch = await site.DispatchAsync(20);
        var path = DispatchDesk.PathOf(dispatch);

        var page = await editor.GetAsync(path);
        Assert.Null(page.QuerySelector("a[href$='/arret']"));
        Assert.Contains("est suspendu", await editor.SaidAsync(await editor.SendAsync(page, path, [], "/pause")), StringComparison.Ordinal);
        var form = page.QuerySelector("main form[action$='/pause']")!;
        foreach (var action in (string[])["/reprise", "/arret", "/nouvel-essai", "/incertains/renvoi", "/incertains/abandon", "/renvoi"])
        {
            form.SetAttribute("action", path + action);
            Assert.Equal(HttpStatusCode.Forbidden, (await editor.SendAsync(page, path, [], action)).StatusCode);
        }

        Assert.Equal(DispatchState.Paused, (await site.DispatchOfAsync(dispatch)).State);
        goOn.SetResult();
    }

    [Fact]
    public async Task The_results_name_causes_domains_and_who_left_and_show_no_address()
    {
        await using var site = new SmtpSite();
        using var desk = await site.EditorAsync();
        site.Refuse(n => n switch
        {
            3 => "550 5.1.1 <lecteur3@example.org>: Recipient address rejected: User unknown",
            7 => "552 5.2.2 lecteur7 is over quota",
            _ => null,
        });
        await site.JoinAsync("seul@grand.domaine.example");
        var dispatch = await site.DispatchAsync(12);
        await site.CompletedAsync(dispatch);
        await site.LeaveAsync("lecteur5@example.org");
        await site.WithDatabaseAsync(async db =>
        {
            var delivery = await db.Deliveries.Include(d => d.Subscriber)
                .SingleAsync(d => d.DispatchId == dispatch && d.Subscriber.Address == "lecteur9@example.org");
            db.ReturnedMails.Add(
                new ReturnedMail(ReturnKind.Complaint, delivery.SubscriberId, delivery.Id, null, null, new byte[32], DateTime.UtcNow));
            await db.SaveChangesAsync();
        });

        var page = await desk.GetAsync(DispatchDesk.PathOf(dispatch));

        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("Adresse inexistante", text, StringComparison.Ordinal);
        Assert.Contains("Boîte pleine", text, StringComparison.Ordinal);
        Assert.Contains("(adresse masquée): Recipient address rejected", text, StringComparison.Ordinal);
        Assert.Contains("(adresse masquée) is over quota", text, StringComparison.Ordinal);
        Assert.DoesNotContain("lecteur", text, StringComparison.Ordinal);
        Assert.Equal(["example.org", "grand.domaine.example"], page.QuerySelectorAll("[data-domains] th").Select(c => c.TextContent));
        Assert.Equal("11", page.QuerySelector("[data-domains] td.number")!.TextContent);
        Assert.Matches(@"Désabonnés dans les 7\sjours\s*1\s", text);
        Assert.Matches(@"Plaintes\s*1\s", text);
        Assert.All(page.QuerySelectorAll("svg[role=img]"), s => Assert.NotEqual("", s.QuerySelector("title")!.TextContent));
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task The_figures_are_the_same_after_the_site_has_started_again()
    {
        await using var site = new SmtpSite();
        using var desk = await site.EditorAsync();
        site.Refuse(n => n == 4 ? "550 5.1.1 no" : n == 6 ? "451 4.2.0 later" : null);
        var dispatch = await site.DispatchAsync(10);
        await Eventually.TrueAsync(async () => (await site.DeliveriesAsync(dispatch)).Count(d => d.Attempts > 0) == 10, "each has been tried");
        await Eventually.TrueAsync(async () => (await desk.FiguresAsync(dispatch))["Remaining"] == 1, "the page knows");
        var before = await desk.FiguresAsync(dispatch);

        await using var again = site.WithWebHostBuilder(_ => { });
        using var client = new DeskClient(again.CreateClient(new() { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false }));
        await client.SubmitAsync("/connexion", new()
        {
            ["Address"] = await site.WithDatabaseAsync(db => db.Users.Select(u => u.Email!).SingleAsync(Cancel)),
            ["Password"] = DeskClient.Password,
        });

        Assert.Equal(before, await client.FiguresAsync(dispatch));
    }

    [Fact]
    public async Task The_list_leads_to_each_dispatch_and_an_unknown_one_is_not_found()
    {
        await using var site = new SmtpSite();
        using var desk = await site.EditorAsync();
        Assert.Contains("Aucun envoi", (await desk.GetAsync("/redaction/envois")).Body!.TextContent, StringComparison.Ordinal);
        var dispatch = await site.DispatchAsync(2);
        await site.CompletedAsync(dispatch);

        var list = await desk.GetAsync("/redaction/envois");

        Assert.NotNull(list.QuerySelector($"main a[href='{DispatchDesk.PathOf(dispatch)}']"));
        Assert.Contains("2 messages partis sur 2", list.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync("/redaction/envois/999999", Cancel)).StatusCode);
        Assert.NotNull((await desk.GetAsync("/redaction")).QuerySelector($"main a[href='{DispatchDesk.PathOf(dispatch)}']"));
    }

    [Fact]
    public async Task Figures_add_up_to_the_audience_on_the_dashboard_in_the_list_and_in_the_table_by_domain()
    {
        await using var site = new SmtpSite();
        using var desk = await site.EditorAsync();
        site.Refuse(reader => reader <= 2 ? "550 5.1.1 Unknown" : null);
        var dispatch = await site.DispatchAsync(20, d => d.Pause(null));
        await site.LeaveAsync("lecteur20@example.org");
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DispatchSteps>().ResumeAsync(dispatch, Cancel);
        }

        await site.CompletedAsync(dispatch);
        await site.WithDatabaseAsync(async db =>
        {
            foreach (var delivery in await db.Deliveries.Where(d => d.State == DeliveryState.Sent).Take(12).ToListAsync(Cancel))
            {
                delivery.RecordBounced(FailureCause.UnknownAddress);
            }

            await db.SaveChangesAsync(Cancel);
        });

        const string Parts = "5 messages partis sur 20, 12 revenus, 2 refusés, 1 retiré";
        string[] dashboard = ["Destinataires 20", "Partis 5", "Revenus 12", "Refusés 2", "Retirés 1"];
        await Eventually.TrueAsync(
            async () => dashboard.SequenceEqual((await desk.GetAsync("/redaction")).QuerySelectorAll("[aria-labelledby=envoi] dl > div")
                .Select(f => $"{f.QuerySelector("dt")!.TextContent} {f.QuerySelector("dd")!.TextContent}")),
            "the dashboard says it");
        Assert.Contains(Parts, (await desk.GetAsync("/redaction/envois")).Body!.TextContent, StringComparison.Ordinal);
        var cells = (await desk.GetAsync(DispatchDesk.PathOf(dispatch)))
            .QuerySelectorAll("[data-domains] tr:first-child td.number")
            .Select(c => int.Parse(c.TextContent, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal((20, 20), (cells[0], cells.Skip(1).Sum()));
    }

    private static async Task<string?> SlowlyAsync(SmtpMoment moment, string argument)
    {
        if (moment is SmtpMoment.FinalDot)
        {
            await Task.Delay(80);
        }

        return null;
    }

    private static async Task<HttpResponseMessage> OpenAsync(DeskClient desk, int dispatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, DispatchDesk.PathOf(dispatch) + "/progression");
        var answer = await desk.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    private static async Task<List<Message>> ReadAsync(DeskClient desk, int dispatch)
    {
        using var answer = await OpenAsync(desk, dispatch);
        return await ToEndAsync(answer);
    }

    private static async Task<List<Message>> ToEndAsync(HttpResponseMessage answer)
    {
        List<Message> messages = [];
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel))
        {
            using var json = JsonDocument.Parse(item.Data);
            var root = json.RootElement;
            messages.Add(
                new Message(
                    item.EventType,
                    root.GetProperty("stage").GetString()!,
                    root.GetProperty("ended").GetInt32(),
                    root.GetProperty("audience").GetInt32()));
        }

        return messages;
    }

    private sealed record Message(string Event, string Stage, int Ended, int Audience);
}
