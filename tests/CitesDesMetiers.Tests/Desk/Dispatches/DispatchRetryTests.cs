using System.Net;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Platform.Auditing;
using CitesDesMetiers.Tests.Sending.Dispatches;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Dispatches;

/// <summary>Another try for those who did not get it: each asks first, names how many, and is done once.</summary>
public sealed class DispatchRetryTests : IAsyncLifetime
{
    private readonly SmtpSite site = new() { Settings = { ["Mail:WhenUncertain"] = "Ask" } };
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await site.EditorAsync();

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task The_failed_are_tried_again_by_cause_without_the_dead_the_gone_and_the_suppressed()
    {
        site.Refuse(n => n switch { 1 => "550 5.1.1 no such user", 2 or 3 or 4 or 5 => "552 5.2.2 full", 6 => "554 5.7.1 spam", _ => null });
        var dispatch = await CompletedAsync(9);
        var first = (await site.DeliveriesAsync(dispatch)).ToDictionary(d => d.Subscriber.Address, d => d.MessageId);
        await site.LeaveAsync("lecteur3@example.org");
        await site.SuppressAsync("lecteur4@example.org");
        site.Relay.Script = null;
        site.Relay.Mails.Clear();
        var path = DispatchDesk.PathOf(dispatch) + "/nouvel-essai";
        var asking = await desk.GetAsync(path);
        Assert.Contains("Boîte pleine : 2 messages", Flat(asking.Body!.TextContent), StringComparison.Ordinal);
        Assert.Contains("Refus du fournisseur : 1 message", Flat(asking.Body.TextContent), StringComparison.Ordinal);
        Assert.DoesNotContain("Adresse inexistante", asking.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        Assert.Contains(
            "2 messages vont être essayés de nouveau",
            await desk.SaidAsync(await desk.SendAsync(asking, path, [], "/nouvel-essai")),
            StringComparison.Ordinal);
        await site.CompletedAsync(dispatch);
        Assert.Contains(
            "rien n’est parti deux fois", await desk.SaidAsync(await desk.SendAsync(asking, path, [], "/nouvel-essai")), StringComparison.Ordinal);

        Assert.Equal(["lecteur2@example.org", "lecteur5@example.org"], site.Relay.Mails.Select(m => m.To[0]).Order());
        Assert.All(site.Relay.Mails, m => Assert.Equal($"<{first[m.To[0]]}>", DispatchTests.Header(m, "Message-Id")));
        await site.AddsUpAsync(desk, dispatch);
    }

    [Fact]
    public async Task Addresses_that_are_dead_are_not_tried_again_even_where_the_form_is_forged()
    {
        site.Refuse(n => n == 1 ? "550 5.1.1 no" : n == 2 ? "550 5.2.1 disabled" : n == 3 ? "552 5.2.2 full" : null);
        var dispatch = await CompletedAsync(4);
        site.Relay.Script = null;
        var path = DispatchDesk.PathOf(dispatch) + "/nouvel-essai";
        var page = await desk.GetAsync(path);
        var box = page.QuerySelector("input[name=causes]")!;
        box.SetAttribute("value", nameof(FailureCause.UnknownAddress));

        await desk.SendAsync(page, path, [], "/nouvel-essai");
        box.SetAttribute("value", "Sottise");
        Assert.Contains("Rien n’est parti", await desk.SaidAsync(await desk.SendAsync(page, path, [], "/nouvel-essai")), StringComparison.Ordinal);
        box.RemoveAttribute("checked");
        Assert.Contains(
            "cochez au moins une raison", await desk.SaidAsync(await desk.SendAsync(page, path, [], "/nouvel-essai")), StringComparison.Ordinal);

        Assert.Equal(3, (await site.DeliveriesAsync(dispatch)).Count(d => d.State is DeliveryState.Failed));
    }

    [Fact]
    public async Task What_is_uncertain_waits_for_the_editor_who_has_it_sent_again_under_the_same_identity()
    {
        var dispatch = await UncertainAsync();
        var path = DispatchDesk.PathOf(dispatch);
        Assert.Contains("1 message incertain", (await desk.GetAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        var asking = await desk.GetAsync(path + "/incertains");
        Assert.Contains("Renvoyer à 1 abonné", Flat(asking.Body!.TextContent), StringComparison.Ordinal);
        site.Relay.Mails.Clear();

        Assert.Contains(
            "1 message incertain repart",
            await desk.SaidAsync(await desk.SendAsync(asking, path, [], "/incertains/renvoi")),
            StringComparison.Ordinal);
        await site.CompletedAsync(dispatch);
        Assert.Contains(
            "rien n’est parti deux fois",
            await desk.SaidAsync(await desk.SendAsync(asking, path, [], "/incertains/renvoi")),
            StringComparison.Ordinal);

        Assert.Equal("1 message", Assert.Single(await site.EntriesAsync(AuditAction.DispatchRetried)).After);
        var mail = Assert.Single(site.Relay.Mails);
        var delivery = (await site.DeliveriesAsync(dispatch)).Single(d => d.Subscriber.Address == mail.To[0]);
        Assert.Equal((DeliveryState.Sent, $"<{delivery.MessageId}>"), (delivery.State, DispatchTests.Header(mail, "Message-Id")));
    }

    [Fact]
    public async Task What_is_uncertain_can_be_left_and_asks_for_nothing_more()
    {
        var dispatch = await UncertainAsync();
        var path = DispatchDesk.PathOf(dispatch);
        site.Relay.Mails.Clear();

        Assert.Contains("C’est noté", await desk.SaidAsync(await desk.SubmitAsync(path + "/incertains", [], "/abandon")), StringComparison.Ordinal);

        var page = await desk.GetAsync(path);
        Assert.Null(page.QuerySelector("#incertains"));
        Assert.Equal(1, (await desk.FiguresAsync(dispatch))["Uncertain"]);
        Assert.Empty(site.Relay.Mails);
    }

    [Fact]
    public async Task Resending_writes_to_those_who_did_not_get_it_newcomers_included_and_to_nobody_twice()
    {
        site.Refuse(n => n switch { 1 => "550 5.1.1 no such user", 2 or 3 => "552 5.2.2 full", _ => null });
        var first = await CompletedAsync(8);
        await site.LeaveAsync("lecteur3@example.org");
        await site.JoinAsync("lecteur20@example.org");
        await site.JoinAsync("lecteur21@example.org");
        await site.SuppressAsync("lecteur21@example.org");
        await BounceAsync(first, 5, FailureCause.MailboxFull);
        await BounceAsync(first, 6, FailureCause.Inactive);
        site.Relay.Script = null;
        site.Relay.Mails.Clear();
        var path = DispatchDesk.PathOf(first) + "/renvoi";
        var asking = await desk.GetAsync(path);
        Assert.Contains("Envoyer le numéro 12 à 3 abonnés", Flat(asking.Body!.TextContent), StringComparison.Ordinal);

        var answer = await desk.SendAsync(asking, path, [], "/renvoi");
        var second = await site.WithDatabaseAsync(db => db.Dispatches.MaxAsync(d => d.Id, Cancel));
        Assert.EndsWith(DispatchDesk.PathOf(second), answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await site.CompletedAsync(second);
        Assert.Contains(
            "rien n’est parti deux fois", await desk.SaidAsync(await desk.SendAsync(asking, path, [], "/renvoi")), StringComparison.Ordinal);

        Assert.Equal(
            ["lecteur20@example.org", "lecteur2@example.org", "lecteur5@example.org"],
            site.Relay.Mails.Select(m => m.To[0]).Order(StringComparer.Ordinal));
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Dispatches.CountAsync(Cancel)));
        Assert.Contains("Nouvel envoi du numéro", (await desk.GetAsync(DispatchDesk.PathOf(second))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_presses_in_the_same_moment_resend_once()
    {
        site.Refuse(n => n <= 3 ? "552 5.2.2 full" : null);
        var dispatch = await CompletedAsync(5);
        site.Relay.Script = null;
        site.Relay.Mails.Clear();
        var path = DispatchDesk.PathOf(dispatch) + "/renvoi";
        var asking = await desk.GetAsync(path);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.SendAsync(asking, path, [], "/renvoi")));

        var dispatches = await site.WithDatabaseAsync(db => db.Dispatches.Select(d => d.Id).ToListAsync(Cancel));
        Assert.Equal(2, dispatches.Count);
        await site.CompletedAsync(dispatches[1]);
        Assert.Equal(3, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task Nothing_is_resent_where_the_number_has_changed_since_it_was_named()
    {
        site.Refuse(n => n == 1 ? "552 5.2.2 full" : null);
        var dispatch = await CompletedAsync(3);
        var path = DispatchDesk.PathOf(dispatch) + "/renvoi";
        var asking = await desk.GetAsync(path);
        await site.JoinAsync("lecteur30@example.org");

        var said = await desk.SaidAsync(await desk.SendAsync(asking, path, [], "/renvoi"));

        Assert.Contains("ce ne sont plus 1 abonné mais 2", said, StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Dispatches.CountAsync(Cancel)));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync("/redaction/envois/999999/renvoi", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_number_that_is_named_is_the_number_that_is_queued()
    {
        site.Refuse(n => n % 4 == 0 ? "552 5.2.2 full" : n % 7 == 0 ? "550 5.1.1 no" : null);
        var dispatch = await CompletedAsync(20);
        var edition = await site.WithDatabaseAsync(db => db.Dispatches.Where(d => d.Id == dispatch).Select(d => d.EditionId).SingleAsync(Cancel));
        await using var scope = site.Services.CreateAsyncScope();
        var resending = scope.ServiceProvider.GetRequiredService<Resending>();

        var named = await resending.CountAsync(edition, Cancel);

        Assert.Equal(5, named);
        Assert.Equal(named, (await resending.ResendAsync(edition, named, Cancel)).Recipients);
        Assert.Equal(0, await resending.CountAsync(edition, Cancel));
    }

    private async Task<int> CompletedAsync(int readers)
    {
        var dispatch = await site.DispatchAsync(readers);
        await site.CompletedAsync(dispatch);
        return dispatch;
    }

    /// <summary>One of five mails is cut off after its last dot.</summary>
    private async Task<int> UncertainAsync()
    {
        var cut = 0;
        site.Relay.Script = (moment, _) =>
            Task.FromResult(moment is SmtpMoment.Sent or SmtpMoment.FinalDot && Interlocked.Exchange(ref cut, 1) == 0 ? SmtpListener.Drop : null);
        var dispatch = await CompletedAsync(5);
        site.Relay.Script = null;
        Assert.Equal(1, (await desk.FiguresAsync(dispatch))["Uncertain"]);
        return dispatch;
    }

    private Task<int> BounceAsync(int dispatch, int reader, FailureCause cause) =>
        site.WithDatabaseAsync(db => db.Deliveries.Where(d => d.DispatchId == dispatch && d.Subscriber.Address == $"lecteur{reader}@example.org")
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Bounced).SetProperty(d => d.Cause, cause)));

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
