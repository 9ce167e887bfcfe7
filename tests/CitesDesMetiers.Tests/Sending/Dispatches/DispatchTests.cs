using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Dispatches;

public class DispatchTests
{
    [Fact]
    public async Task Five_hundred_readers_get_one_copy_each_with_a_message_id_and_a_token_of_their_own()
    {
        await using var site = new SmtpSite();
        var dispatch = await site.DispatchAsync(500);

        await site.CompletedAsync(dispatch);

        var mails = site.Relay.Mails.ToArray();
        Assert.All(mails, m => Assert.Single(m.To));
        Assert.Equal(500, mails.Select(m => m.To[0]).Distinct().Count());
        Assert.Equal(500, mails.Length);
        Assert.Equal(500, mails.Select(m => Header(m, "Message-Id")).Distinct().Count());
        Assert.Equal(500, mails.Select(m => Header(m, "List-Unsubscribe")).Distinct().Count());
        Assert.All(mails, m => Assert.Equal("infolettre@lettre.example", m.From));
        Assert.All(mails, m => Assert.Equal("lettre.example", m.Hello));
        var deliveries = await site.DeliveriesAsync(dispatch);
        Assert.All(deliveries, d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
        Assert.All(deliveries, d => Assert.StartsWith("250 2.0.0 Ok: queued as", d.LastReply, StringComparison.Ordinal));
        Assert.Equal(deliveries.Select(d => $"<{d.MessageId}>").Order(), mails.Select(m => Header(m, "Message-Id")).Order());
        Assert.InRange(site.Relay.Connections, 5, 40);
    }

    [Fact]
    public async Task Who_leaves_or_is_suppressed_in_the_middle_of_a_dispatch_gets_nothing_after_that()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        var third = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        site.Relay.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot && site.Relay.Mails.Count == 2)
            {
                third.TrySetResult();
                await goOn.Task;
            }

            return null;
        };
        var dispatch = await site.DispatchAsync(30);
        await third.Task;

        await site.WithDatabaseAsync(async db =>
        {
            var leaving = await db.Subscribers.SingleAsync(s => s.Address == "lecteur5@example.org");
            leaving.Unsubscribe(
                new ConsentEvent(ConsentKind.Withdrawn, ConsentSource.OneClick, DateTime.UtcNow, leaving.Address, "fr", "-", "1", "1"));
            var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
            db.Suppressions.Add(new Suppression(keys.KeyOf(EmailAddress.Parse("lecteur25@example.org")), SuppressionReason.Request, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
        goOn.SetResult();
        await site.CompletedAsync(dispatch);

        var written = site.Relay.Mails.Select(m => m.To[0]).ToArray();
        Assert.Equal(28, written.Length);
        Assert.DoesNotContain("lecteur5@example.org", written);
        Assert.DoesNotContain("lecteur25@example.org", written);
        Assert.Equal(2, (await site.DeliveriesAsync(dispatch)).Count(d => d.State is DeliveryState.Suppressed));
    }

    [Fact]
    public async Task Only_confirmed_readers_who_are_not_suppressed_are_queued()
    {
        await using var site = new SmtpSite();
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(TestContext.Current.CancellationToken);
        await site.WithDatabaseAsync(async db =>
        {
            db.Subscribers.AddRange(
                SampleNewsletter.Reader("a@example.org", keys),
                SampleNewsletter.Reader("b@example.org", keys, confirmed: false),
                SampleNewsletter.Reader("c@example.org", keys));
            db.Suppressions.Add(new Suppression(keys.KeyOf(EmailAddress.Parse("C@example.org")), SuppressionReason.Bounce, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });

        var count = await site.WithDatabaseAsync(async db =>
        {
            var edition = await SampleNewsletter.EditionAsync(db);
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                var started = await site.Services.GetRequiredService<Dispatching>().StartAsync(db, edition, Audience.Everyone, default);
                await transaction.CommitAsync();
                return started.Recipients;
            });
        });

        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_dispatch_without_anybody_is_complete_at_once()
    {
        await using var site = new SmtpSite();

        await site.CompletedAsync(await site.DispatchAsync(0));

        Assert.Empty(site.Relay.Mails);
    }

    [Fact]
    public async Task Nothing_leaves_while_a_dispatch_is_paused_and_all_leaves_once_it_is_resumed()
    {
        await using var site = new SmtpSite();
        var dispatch = await site.DispatchAsync(12, d => d.Pause(null));

        // The engine looks at dispatches in their order: once a later one is over, it has passed over this one.
        await site.CompletedAsync(await site.DispatchAsync(12, subject: "Plus tard"));
        Assert.Equal(12, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Pending, 0), (d.State, d.Attempts)));

        await site.WithDatabaseAsync(async db =>
        {
            (await db.Dispatches.SingleAsync(d => d.Id == dispatch)).Resume();
            await db.SaveChangesAsync();
        });
        site.WakeUp();
        await site.CompletedAsync(dispatch);

        Assert.Equal(24, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task Stopping_a_dispatch_cancels_what_has_not_left_and_the_counts_add_up()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "2" } };
        var goOn = new TaskCompletionSource();
        site.Relay.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot && site.Relay.Mails.Count >= 5)
            {
                await goOn.Task;
            }

            return null;
        };
        var dispatch = await site.DispatchAsync(60);
        await Eventually.TrueAsync(() => site.Relay.Mails.Count >= 5, "five mails have gone");

        await site.WithDatabaseAsync(async db =>
            await site.Services.GetRequiredService<Dispatching>().CancelAsync(db, await db.Dispatches.SingleAsync(), default));
        goOn.SetResult();
        await Eventually.TrueAsync(
            async () => (await site.DeliveriesAsync(dispatch)).All(d => Delivery.IsFinal(d.State)), "every delivery has ended");

        var deliveries = await site.DeliveriesAsync(dispatch);
        Assert.Equal(site.Relay.Mails.Count, deliveries.Count(d => d.State is DeliveryState.Sent));
        Assert.Equal(60 - site.Relay.Mails.Count, deliveries.Count(d => d.State is DeliveryState.Cancelled));
        Assert.InRange(site.Relay.Mails.Count, 5, 7);
    }

    [Fact]
    public async Task A_stop_lets_the_message_in_flight_finish_and_gives_the_rest_back()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        var inFlight = new TaskCompletionSource();
        site.Relay.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot && site.Relay.Mails.Count == 3)
            {
                inFlight.TrySetResult();
                await Task.Delay(700);
            }

            return null;
        };
        var dispatch = await site.DispatchAsync(20);
        await inFlight.Task;

        foreach (
            var worker in site.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().Where(s => s.GetType().Name == "DispatchWorker"))
        {
            await worker.StopAsync(TestContext.Current.CancellationToken);
        }

        var deliveries = await site.DeliveriesAsync(dispatch);
        Assert.Equal(4, site.Relay.Mails.Count);
        Assert.Equal(4, deliveries.Count(d => d.State is DeliveryState.Sent));
        Assert.All(
            deliveries.Where(d => d.State is not DeliveryState.Sent),
            d => Assert.Equal((DeliveryState.Pending, 0, null), (d.State, d.Attempts, d.LeaseId)));
    }

    internal static string Header(ReceivedMail mail, string name)
    {
        using var stream = new MemoryStream(mail.Raw);
        return MimeKit.HeaderList.Load(stream, TestContext.Current.CancellationToken)[name] ?? "";
    }
}
