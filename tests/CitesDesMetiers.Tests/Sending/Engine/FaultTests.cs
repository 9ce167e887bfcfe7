using System.Data.Common;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Engine;

/// <summary>Answers by stage, a relay that stays away, a database that does, and a clock that is put right.</summary>
public class FaultTests
{
    [Theory]
    [InlineData(SmtpMoment.Recipient, "450 4.2.1 Later")]
    [InlineData(SmtpMoment.Data, "451 4.3.0 Later")]
    [InlineData(SmtpMoment.FinalDot, "451 4.3.0 Later")]
    public async Task A_passing_refusal_of_one_message_defers_it_alone(SmtpMoment at, string reply)
    {
        await using var site = new SmtpSite();
        RefuseOnce(site, at, "lecteur4@", reply);
        var dispatch = await site.DispatchAsync(12);
        await Eventually.TrueAsync(
            async () => (await site.DeliveriesAsync(dispatch)).All(d => d.State is DeliveryState.Sent or DeliveryState.Deferred),
            "each has its answer");
        Assert.Equal((DeliveryState.Deferred, 1, reply), await StateOfFourthAsync(site, dispatch));

        site.Clock.Forward(TimeSpan.FromMinutes(31));
        site.WakeUp();
        await site.CompletedAsync(dispatch);

        Assert.Equal(12, site.Relay.Mails.Count);
    }

    [Theory]
    [InlineData(SmtpMoment.Recipient, "550 5.1.1 No such user")]
    [InlineData(SmtpMoment.Data, "554 5.6.0 No")]
    [InlineData(SmtpMoment.FinalDot, "554 5.6.0 No")]
    public async Task A_final_refusal_of_one_message_fails_it_alone(SmtpMoment at, string reply)
    {
        await using var site = new SmtpSite();
        RefuseOnce(site, at, "lecteur4@", reply);
        var dispatch = await site.DispatchAsync(12);

        await site.CompletedAsync(dispatch);

        Assert.Equal((DeliveryState.Failed, 1, reply), await StateOfFourthAsync(site, dispatch));
        Assert.Equal(11, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task A_relay_that_refuses_EHLO_is_greeted_the_old_way()
    {
        await using var site = new SmtpSite();
        site.Relay.Answer(SmtpMoment.Hello, "502 5.5.1 Not known");

        await site.CompletedAsync(await site.DispatchAsync(6));

        Assert.Equal(6, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task A_password_that_cannot_be_checked_for_now_is_tried_again()
    {
        await using var site = new SmtpSite
        {
            Settings = { ["Mail:Smtp:Connections"] = "1", ["Mail:Smtp:User"] = "lettre", ["Mail:Smtp:Password"] = "juste" }
        };
        site.Relay.Capabilities += "\nAUTH PLAIN";
        var met = 0;
        site.Relay.Script = (moment, _) => Task.FromResult(moment is SmtpMoment.Auth && met++ == 0 ? "454 4.7.0 Temporary failure" : null);
        var dispatch = await site.DispatchAsync(4);

        await site.CompletedAsync(dispatch);

        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
    }

    [Fact]
    public async Task A_relay_that_closes_after_ten_messages_gets_the_others_over_new_connections()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "1" } };
        var mails = 0;
        site.Relay.Script = (moment, _) => Task.FromResult(moment is SmtpMoment.Mail && ++mails % 11 == 0 ? "421 4.7.0 Enough for now" : null);
        var dispatch = await site.DispatchAsync(25);

        await site.CompletedAsync(dispatch);

        Assert.Equal(25, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
    }

    [Fact]
    public async Task A_relay_that_greylists_everybody_gets_everything_the_second_time()
    {
        await using var site = new SmtpSite();
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        site.Relay.Script = (moment, to) => Task.FromResult(moment is SmtpMoment.Recipient && seen.TryAdd(to, true) ? "450 4.2.0 Greylisted" : null);
        var dispatch = await site.DispatchAsync(150);
        await Eventually.TrueAsync(
            async () => (await site.DeliveriesAsync(dispatch)).All(d => d.State is DeliveryState.Deferred), "everybody is deferred");
        Assert.Equal(DispatchState.Running, (await site.DispatchOfAsync(dispatch)).State);

        site.Clock.Forward(TimeSpan.FromMinutes(31));
        site.WakeUp();
        await site.CompletedAsync(dispatch);

        Assert.Equal(150, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal(2, d.Attempts));
    }

    [Fact]
    public async Task A_relay_that_is_gone_for_an_hour_finds_everything_waiting_and_nothing_given_up()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "2" } };
        var dispatch = await site.DispatchAsync(30, d => d.Pause(null));
        var port = await site.StopRelayAsync();
        await ResumeAsync(site);
        await Eventually.TrueAsync(() => site.Services.GetRequiredService<Relays>().All[0].Gate.ClosedBy is not null, "the relay is found away");

        for (var quarter = 0; quarter < 4; quarter++)
        {
            site.Clock.Forward(TimeSpan.FromMinutes(15));
            site.WakeUp();
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal(0, d.Attempts));
        site.StartRelay(port);
        await site.CompletedAsync(dispatch);
        Assert.Equal(30, site.Relay.Mails.Count);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task A_clock_put_right_in_the_middle_of_a_dispatch_holds_nobody_up_and_doubles_nobody(int minutes)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = "2" } };
        site.Relay.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot)
            {
                await Task.Delay(20);
            }

            return null;
        };
        var dispatch = await site.DispatchAsync(60);
        await Eventually.TrueAsync(() => site.Relay.Mails.Count >= 10, "ten mails have gone");

        site.Clock.Forward(TimeSpan.FromMinutes(minutes));
        await site.CompletedAsync(dispatch);

        Assert.Equal(60, site.Relay.Mails.Count);
        Assert.Equal(60, site.Relay.Mails.Select(m => m.To[0]).Distinct().Count());
    }

    [Theory]
    [InlineData(DatabaseFault.Locked)]
    [InlineData(DatabaseFault.Away)]
    [InlineData(DatabaseFault.Full)]
    public async Task A_database_that_fails_for_a_while_in_the_middle_of_a_dispatch_costs_nobody_a_mail_and_nobody_two(DatabaseFault fault)
    {
        await using var site = new FailingSite();
        var dispatch = await site.DispatchAsync(120);
        await Eventually.TrueAsync(() => site.Relay.Mails.Count >= 20, "twenty mails have gone");

        await site.FailAsync(fault, TimeSpan.FromSeconds(2));
        await site.CompletedAsync(dispatch);

        Assert.Equal(120, site.Relay.Mails.Select(m => m.To[0]).Distinct().Count());
        Assert.Equal(120, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal(DeliveryState.Sent, d.State));
    }

    private static void RefuseOnce(SmtpSite site, SmtpMoment at, string reader, string reply)
    {
        var met = 0;
        site.Relay.Script = (moment, to) => Task.FromResult(
            moment == at && to.StartsWith(reader, StringComparison.Ordinal) && Interlocked.Increment(ref met) == 1 ? reply : null);
    }

    private static async Task<(DeliveryState State, int Attempts, string? Reply)> StateOfFourthAsync(SmtpSite site, int dispatch)
    {
        var fourth = (await site.DeliveriesAsync(dispatch))[3];
        return (fourth.State, fourth.Attempts, fourth.LastReply);
    }

    private static async Task ResumeAsync(SmtpSite site)
    {
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Dispatches.SingleAsync()).Resume();
            await db.SaveChangesAsync();
        });
        site.WakeUp();
    }
}

public enum DatabaseFault
{
    /// <summary>Somebody else writes and does not end.</summary>
    Locked,

    /// <summary>Nothing is answered at all: a restart.</summary>
    Away,

    /// <summary>Whatever needs room is refused.</summary>
    Full,
}

/// <summary>A site whose database can be made to fail.</summary>
public sealed class FailingSite : SmtpSite
{
    private readonly Faults faults = new();

    public async Task FailAsync(DatabaseFault fault, TimeSpan time)
    {
        if (fault is DatabaseFault.Locked)
        {
            await WithDatabaseAsync(db => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.Attempts, d => d.Attempts));
                await Task.Delay(time);
            }));
            return;
        }

        faults.Now = fault;
        await Task.Delay(time);
        faults.Now = null;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.ConfigureDbContext<NewsletterContext>(options => options.AddInterceptors(faults)));
    }

    /// <summary>What a driver does whose server is restarting, and a file whose disk is full.</summary>
    private sealed class Faults : DbConnectionInterceptor
    {
        private const int Unlimited = 1_000_000_000;

        public DatabaseFault? Now { get; set; }

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            Now is DatabaseFault.Away ? throw new TimeoutException("The database is away.") : ValueTask.FromResult(result);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (connection is SqliteConnection)
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A number of ours.
                command.CommandText = $"PRAGMA max_page_count = {(Now is DatabaseFault.Full ? 1 : Unlimited)}";
#pragma warning restore CA2100
                command.ExecuteNonQuery();
            }
            else if (Now is DatabaseFault.Full)
            {
                throw new TimeoutException("The database is full.");
            }

            return Task.CompletedTask;
        }
    }
}
