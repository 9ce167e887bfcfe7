using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Engine;

/// <summary>What an instance holds: dealt to its connections, given back, lost, and taken over by others when it dies.</summary>
public class LeaseTests
{
    private const string Later = "Plus tard";

    private readonly TaskCompletionSource slow = new();
    private readonly TaskCompletionSource answer = new();

    [Fact]
    public async Task A_message_that_takes_long_holds_up_no_other_and_is_the_only_one_known_to_be_leaving()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "4" } };
        site.Relay.Script = AnswerOneSlowlyAsync;
        var dispatch = await site.DispatchAsync(60);
        await slow.Task;

        await Eventually.TrueAsync(
            async () => (await site.DeliveriesAsync(dispatch)).Count(d => d.State is DeliveryState.Sent) == 59, "all others have gone");
        var leaving = Assert.Single(await site.DeliveriesAsync(dispatch), d => d.IsLeaving);
        Assert.Equal(DeliveryState.Leased, leaving.State);

        answer.SetResult();
        await site.CompletedAsync(dispatch);
        Assert.DoesNotContain(await site.DeliveriesAsync(dispatch), d => d.IsLeaving);
        Assert.Equal(60, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task At_a_pause_what_has_not_begun_is_given_back_though_a_message_is_still_under_way()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "4" } };
        site.Relay.Script = async (moment, to) =>
        {
            await Task.Delay(moment is SmtpMoment.Data ? 20 : 0);
            return await AnswerOneSlowlyAsync(moment, to);
        };
        var dispatch = await site.DispatchAsync(200);
        await slow.Task;

        await using (var scope = site.Services.CreateAsyncScope())
        {
            Assert.Equal(
                StepResult.Done,
                await scope.ServiceProvider.GetRequiredService<DispatchSteps>().PauseAsync(dispatch, "", TestContext.Current.CancellationToken));
        }

        await Eventually.TrueAsync(
            async () => (await site.DeliveriesAsync(dispatch)).Count(d => d.LeaseId is not null) == 1, "all but one are given back");
        var held = Assert.Single(await site.DeliveriesAsync(dispatch), d => d.IsLeaving);
        Assert.Contains(await site.DeliveriesAsync(dispatch), d => d.State is DeliveryState.Pending);

        answer.SetResult();
        await Eventually.TrueAsync(
            async () => (await site.DeliveriesAsync(dispatch)).Single(d => d.Id == held.Id).State is DeliveryState.Sent, "it has gone");
    }

    [Fact]
    public async Task Whose_lease_was_lost_lets_the_message_not_leave()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        site.Relay.Script = AnswerOneSlowlyAsync;
        var dispatch = await site.DispatchAsync(2);
        await slow.Task;
        var (others, until) = (Guid.NewGuid(), site.Clock.GetUtcNow().UtcDateTime.AddHours(1));
        await site.WithDatabaseAsync(db => db.Deliveries.Where(d => !d.IsLeaving)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseId, others).SetProperty(d => d.LeasedUntil, until)));

        answer.SetResult();
        await Eventually.TrueAsync(async () => (await site.DeliveriesAsync(dispatch)).Any(d => d.State is DeliveryState.Sent), "the first has gone");

        // One connection sends everything in its order: once a later dispatch is over, the message without a lease was passed over.
        await site.CompletedAsync(await site.DispatchAsync(2, subject: Later));

        Assert.Equal(2, site.Relay.Mails.Count(m => m.Text.Contains("Subject: " + Later, StringComparison.Ordinal)));
        Assert.Equal(3, site.Relay.Mails.Count);
        Assert.Equal(
            (others, false),
            (await site.DeliveriesAsync(dispatch)).Where(d => d.State is DeliveryState.Leased).Select(d => (d.LeaseId!.Value, d.IsLeaving)).Single());
    }

    [Theory]
    [InlineData("Retry", 3, DeliveryState.Sent)]
    [InlineData("Ask", 2, DeliveryState.Uncertain)]
    public async Task Of_what_an_instance_that_died_had_only_what_was_leaving_may_have_arrived(string policy, int mails, DeliveryState leaving)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:WhenUncertain"] = policy } };
        var dispatch = await site.DispatchAsync(3, d => d.Pause(null));
        var (lease, until) = (Guid.NewGuid(), site.Clock.GetUtcNow().UtcDateTime.AddMinutes(2));
        var second = (await site.DeliveriesAsync(dispatch))[1].Id;
        await site.WithDatabaseAsync(async db =>
        {
            await db.Deliveries.ExecuteUpdateAsync(set => set
                .SetProperty(d => d.State, DeliveryState.Leased)
                .SetProperty(d => d.IsLeaving, d => d.Id == second)
                .SetProperty(d => d.LeaseId, lease)
                .SetProperty(d => d.LeasedUntil, until));
            (await db.Dispatches.SingleAsync()).Resume();
            await db.SaveChangesAsync();
        });
        var later = await site.DispatchAsync(3, subject: Later);
        await site.CompletedAsync(later);
        Assert.Equal(3, site.Relay.Mails.Count);

        site.Clock.Forward(TimeSpan.FromMinutes(3));
        site.WakeUp();
        await site.CompletedAsync(dispatch);

        var deliveries = await site.DeliveriesAsync(dispatch);
        Assert.Equal(3 + mails, site.Relay.Mails.Count);
        Assert.Equal([DeliveryState.Sent, leaving, DeliveryState.Sent], deliveries.Select(d => d.State));
        Assert.Equal([0, 1, 0], deliveries.Select(d => d.UncertainAttempts));
        Assert.DoesNotContain(deliveries, d => d.IsLeaving);
    }

    [Theory]
    [InlineData(3, DeliveryState.Sent)]
    [InlineData(5, DeliveryState.Sent)]
    [InlineData(6, DeliveryState.Uncertain)]
    public async Task Who_was_about_to_be_written_to_at_several_ends_of_the_site_gets_the_message_all_the_same_unless_it_is_what_ends_it(
        int ends, DeliveryState last)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        var dispatch = await site.DispatchAsync(1, d => d.Pause(null));
        for (var end = 1; end <= ends; end++)
        {
            var (lease, until) = (Guid.NewGuid(), site.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1));
            await site.WithDatabaseAsync(db => db.Deliveries.ExecuteUpdateAsync(set => set
                .SetProperty(d => d.State, DeliveryState.Leased).SetProperty(d => d.IsLeaving, true).SetProperty(d => d.LeaseId, lease)
                .SetProperty(d => d.LeasedUntil, until)));
            site.WakeUp();
            await Eventually.TrueAsync(async () => (await site.DeliveriesAsync(dispatch))[0].LeaseId is null, "it is taken over");
        }

        await site.WithDatabaseAsync(async db =>
        {
            (await db.Dispatches.SingleAsync()).Resume();
            await db.SaveChangesAsync();
        });
        site.WakeUp();
        await site.CompletedAsync(dispatch);

        Assert.Equal(last, (await site.DeliveriesAsync(dispatch))[0].State);
        Assert.Equal(last is DeliveryState.Sent ? 1 : 0, site.Relay.Mails.Count);
    }

    /// <summary>
    /// One message waits for the answer to its dot, though not for ever, as the site waits for it at its end; the others are quick.
    /// </summary>
    private async Task<string?> AnswerOneSlowlyAsync(SmtpMoment moment, string to)
    {
        if (moment is SmtpMoment.FinalDot && slow.TrySetResult())
        {
            await Task.WhenAny(answer.Task, Task.Delay(TimeSpan.FromMinutes(4)));
        }

        return null;
    }
}
