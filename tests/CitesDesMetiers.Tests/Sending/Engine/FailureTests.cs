using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Dispatches;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Engine;

/// <summary>What the engine makes of what a relay may do.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_greylisted_reader_is_tried_again_after_thirty_minutes_then_every_few_hours_and_given_up_after_two_days()
    {
        await using var site = new SmtpSite();
        site.Relay.Answer(SmtpMoment.Recipient, "450 4.2.0 Greylisted, come back later");
        var dispatch = await site.DispatchAsync(1);
        await Eventually.TrueAsync(async () => (await site.DeliveriesAsync(dispatch))[0].State is DeliveryState.Deferred, "it is deferred");
        var first = (await site.DeliveriesAsync(dispatch))[0];
        Assert.InRange(first.NextAttemptAt - DateTime.UtcNow, TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));
        Assert.Equal((1, "450 4.2.0 Greylisted, come back later"), (first.Attempts, first.LastReply));

        List<TimeSpan> waits = [];
        for (var delivery = first; delivery.State is DeliveryState.Deferred; delivery = (await site.DeliveriesAsync(dispatch))[0])
        {
            var (attempts, wait) = (delivery.Attempts, delivery.NextAttemptAt - site.Clock.GetUtcNow().UtcDateTime);
            waits.Add(wait);
            site.Clock.Forward(wait + TimeSpan.FromSeconds(1));
            site.WakeUp();
            await Eventually.TrueAsync(async () => (await site.DeliveriesAsync(dispatch))[0].Attempts > attempts, "it is tried again");
        }

        await site.CompletedAsync(dispatch);
        Assert.Equal([0.5, 2, 3, 3], waits.Take(4).Select(w => Math.Round(w.TotalHours, 1)));
        Assert.InRange(waits.Sum(w => w.TotalHours), 44, 48.5);
        Assert.Equal(DeliveryState.Failed, (await site.DeliveriesAsync(dispatch))[0].State);
    }

    [Fact]
    public async Task An_unknown_reader_fails_at_once_and_the_others_get_theirs()
    {
        await using var site = new SmtpSite();
        site.Relay.Script = (moment, to) => Task.FromResult(
            moment is SmtpMoment.Recipient && to.StartsWith("lecteur7@", StringComparison.Ordinal) ? $"550 5.1.1 <{to}>: user unknown" : null);
        var dispatch = await site.DispatchAsync(20);

        await site.CompletedAsync(dispatch);

        var failed = Assert.Single(await site.DeliveriesAsync(dispatch), d => d.State is DeliveryState.Failed);
        Assert.Equal("lecteur7@example.org", failed.Subscriber.Address);
        Assert.StartsWith("550 5.1.1", failed.LastReply, StringComparison.Ordinal);
        Assert.Equal(19, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task A_relay_that_is_away_costs_no_attempt_and_all_leaves_when_it_is_back()
    {
        await using var site = new SmtpSite();
        var port = await site.StopRelayAsync();
        var dispatch = await site.DispatchAsync(25);
        var gate = site.Services.GetRequiredService<Relays>().All[0].Gate;
        await Eventually.TrueAsync(() => gate.ClosedBy is not null, "the relay is found away");
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal(0, d.Attempts));

        site.StartRelay(port);
        await site.CompletedAsync(dispatch);

        Assert.Equal(25, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
        Assert.Null(gate.ClosedBy);
    }

    [Theory]
    [InlineData(SmtpMoment.Mail, "421 4.3.2 Service shutting down")]
    [InlineData(SmtpMoment.Mail, "451 4.3.0 Temporary failure")]
    [InlineData(SmtpMoment.Connect, "421 4.7.0 Too many connections")]
    [InlineData(SmtpMoment.Connect, SmtpListener.Drop)]
    [InlineData(SmtpMoment.Hello, "421 4.3.2 Busy")]
    [InlineData(SmtpMoment.Data, SmtpListener.Drop)]
    [InlineData(SmtpMoment.Recipient, SmtpListener.Drop)]
    public async Task What_happens_before_the_body_leads_to_another_try_and_to_one_copy_each(SmtpMoment at, string reply)
    {
        await using var site = new SmtpSite();
        var times = 0;
        site.Relay.Script = (moment, _) => Task.FromResult(moment == at && Interlocked.Increment(ref times) is 3 ? reply : null);
        var dispatch = await site.DispatchAsync(20);

        await site.CompletedAsync(dispatch);

        Assert.Equal(20, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 1, 0), (d.State, d.Attempts, d.UncertainAttempts)));
    }

    [Fact]
    public async Task A_connection_lost_after_250_loses_nothing_and_doubles_nothing()
    {
        await using var site = new SmtpSite();
        site.Relay.Answer(SmtpMoment.Sent, SmtpListener.Drop);
        var dispatch = await site.DispatchAsync(12);

        await site.CompletedAsync(dispatch);

        Assert.Equal(12, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
    }

    [Fact]
    public async Task A_connection_lost_in_the_body_leads_to_another_try_and_to_one_copy_whether_or_not_the_rest_had_left()
    {
        await using var site = new SmtpSite();
        var times = 0;
        site.Relay.Script = (moment, _) =>
            Task.FromResult(moment is SmtpMoment.Body && Interlocked.Increment(ref times) is 3 ? SmtpListener.Drop : null);
        var dispatch = await site.DispatchAsync(20);
        await Eventually.TrueAsync(
            async () => (await site.DeliveriesAsync(dispatch)).All(d => d.State is DeliveryState.Sent or DeliveryState.Deferred), "all are tried");

        site.Clock.Forward(TimeSpan.FromMinutes(31));
        site.WakeUp();
        await site.CompletedAsync(dispatch);

        Assert.Equal(20, site.Relay.Mails.Select(m => m.To[0]).Distinct().Count());
        Assert.Equal(20, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task A_connection_lost_after_the_final_dot_is_tried_once_more_under_the_same_message_id()
    {
        await using var site = new SmtpSite();
        var refused = 0;
        site.Relay.Script = (moment, to) => Task.FromResult(
            moment is SmtpMoment.FinalDot && to.StartsWith("lecteur2@", StringComparison.Ordinal) && refused++ == 0 ? SmtpListener.Drop : null);
        var dispatch = await site.DispatchAsync(3);
        await Eventually.TrueAsync(
            async () =>
                (await site.DeliveriesAsync(dispatch)).All(d => d.State is DeliveryState.Sent or DeliveryState.Deferred), "each has its answer");
        var uncertain = (await site.DeliveriesAsync(dispatch))[1];
        Assert.Equal((DeliveryState.Deferred, 1), (uncertain.State, uncertain.UncertainAttempts));

        site.Clock.Forward(TimeSpan.FromMinutes(31));
        site.WakeUp();
        await site.CompletedAsync(dispatch);

        Assert.Contains(site.Relay.Mails, m => DispatchTests.Header(m, "Message-Id") == $"<{uncertain.MessageId}>");
        Assert.Equal(3, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task A_relay_that_never_answers_the_final_dot_pauses_the_dispatch_instead_of_writing_twice_to_everybody()
    {
        await using var site = new SmtpSite
        {
            Limits = new SmtpTimeLimits { FinalReply = TimeSpan.FromMilliseconds(200) },
            Settings = { ["Mail:Smtp:Connections"] = "1" }
        };
        site.Relay.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot)
            {
                await Task.Delay(1_500);
            }

            return null;
        };
        var dispatch = await site.DispatchAsync(30);

        await Eventually.TrueAsync(async () => (await site.DispatchOfAsync(dispatch)).State is DispatchState.Paused, "it is paused");

        Assert.Contains("n’a pas confirmé 5 messages", (await site.DispatchOfAsync(dispatch)).PauseReason, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await site.DeliveriesAsync(dispatch)).All(d => d.LeaseId is null), "the rest is given back");
        Assert.Equal(5, (await site.DeliveriesAsync(dispatch)).Count(d => d.UncertainAttempts == 1));
    }

    [Theory]
    [InlineData(SmtpMoment.Connect)]
    [InlineData(SmtpMoment.Hello)]
    [InlineData(SmtpMoment.Mail)]
    [InlineData(SmtpMoment.Data)]
    public async Task A_relay_that_falls_silent_before_the_end_of_a_message_is_left_when_time_is_up_and_nobody_gets_two(SmtpMoment at)
    {
        await using var site = new SmtpSite
        {
            Limits = new SmtpTimeLimits { Connect = TimeSpan.FromMilliseconds(300), Transaction = TimeSpan.FromMilliseconds(300) },
            Settings = { ["Mail:Smtp:Connections"] = "1" },
        };
        var seen = new TaskCompletionSource();
        site.Relay.Script = async (moment, _) =>
        {
            if (moment == at)
            {
                await seen.Task;
            }

            return null;
        };
        var dispatch = await site.DispatchAsync(3);
        var gate = site.Services.GetRequiredService<Relays>().All[0].Gate;

        await Eventually.TrueAsync(() => gate.ClosedBy is not null, "the relay is found away");
        Assert.EndsWith("time is up.", gate.ClosedBy, StringComparison.Ordinal);
        seen.SetResult();
        await site.CompletedAsync(dispatch);

        Assert.Equal(3, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 0), (d.State, d.UncertainAttempts)));
    }

    [Theory]
    [InlineData("Bonjour, cela va ?")]
    [InlineData("999 9.9.9 What")]
    [InlineData("\0\0\0 \0\0")]
    public async Task What_is_no_answer_to_the_final_dot_leaves_it_unknown_whether_the_message_arrived(string reply)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        var met = 0;
        site.Relay.Script = (moment, _) => Task.FromResult(moment is SmtpMoment.FinalDot && met++ == 1 ? reply : null);
        var dispatch = await site.DispatchAsync(4);

        await Eventually.TrueAsync(
            async () =>
                (await site.DeliveriesAsync(dispatch)).All(d => d.State is DeliveryState.Sent or DeliveryState.Deferred), "each has its answer");

        var second = (await site.DeliveriesAsync(dispatch))[1];
        Assert.Equal((DeliveryState.Deferred, 1), (second.State, second.UncertainAttempts));
        Assert.StartsWith("No answer to the final dot", second.LastReply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpMoment.Hello, "Bonjour, cela va ?")]
    [InlineData(SmtpMoment.Mail, "Bonjour, cela va ?")]
    [InlineData(SmtpMoment.Recipient, "250-One\r\n550 Two")]
    [InlineData(SmtpMoment.Recipient, "\0\0\0 \0\0")]
    [InlineData(SmtpMoment.Data, "")]
    public async Task A_relay_that_talks_nonsense_before_the_body_is_left_and_asked_again_without_a_word_lost_or_taken_for_another(
        SmtpMoment at, string reply)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        var met = 0;
        site.Relay.Script = (moment, _) => Task.FromResult(moment == at && Interlocked.Increment(ref met) is 1 ? reply + "\r\nEt ceci encore" : null);
        var dispatch = await site.DispatchAsync(12);

        await site.CompletedAsync(dispatch);

        Assert.Equal(12, site.Relay.Mails.Select(m => m.To[0]).Distinct().Count());
        Assert.Equal(12, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
    }

    [Theory]
    [InlineData(SmtpMoment.Connect, "220-")]
    [InlineData(SmtpMoment.Recipient, "250 ")]
    public async Task An_answer_without_an_end_is_cut_off_before_it_fills_the_memory(SmtpMoment at, string start)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        var met = 0;
        site.Relay.Script = (moment, _) =>
            Task.FromResult(moment == at && Interlocked.Increment(ref met) is 1 ? start + new string('x', 5_000_000) : null);
        var dispatch = await site.DispatchAsync(3);

        await site.CompletedAsync(dispatch);

        Assert.Equal(2, site.Relay.Connections);
        Assert.Equal(3, site.Relay.Mails.Count);
    }

    [Theory]
    [InlineData(SmtpMoment.Mail, "550 5.7.1 Sender refused", "l’adresse de l’expéditeur : 550 5.7.1", 0)]
    [InlineData(SmtpMoment.Connect, "554 5.7.1 Go away", "refuse la connexion, ou elle n’est pas sûre : 554 5.7.1", 0)]
    [InlineData(SmtpMoment.FinalDot, "554 5.7.1 Spam", "a refusé 5 messages de suite", 5)]
    [InlineData(SmtpMoment.Recipient, "550 5.7.1 Relaying denied", "a refusé 5 messages de suite", 5)]
    [InlineData(SmtpMoment.Recipient, "550 5.1.1 Unknown", "a refusé 25 adresses sur les 25 dernières", 25)]
    public async Task A_relay_that_refuses_all_pauses_the_dispatch_and_tells_the_editor_why(SmtpMoment at, string reply, string reason, int failed)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        site.Relay.Answer(at, reply);
        var dispatch = await site.DispatchAsync(40);

        await Eventually.TrueAsync(async () => (await site.DispatchOfAsync(dispatch)).State is DispatchState.Paused, "it is paused");

        Assert.Contains(reason, (await site.DispatchOfAsync(dispatch)).PauseReason, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await site.DeliveriesAsync(dispatch)).All(d => d.LeaseId is null), "the rest is given back");
        var deliveries = await site.DeliveriesAsync(dispatch);
        Assert.Equal(failed, deliveries.Count(d => d.State is DeliveryState.Failed));
        Assert.Equal(40 - failed, deliveries.Count(d => d.State is DeliveryState.Pending));
    }
}
