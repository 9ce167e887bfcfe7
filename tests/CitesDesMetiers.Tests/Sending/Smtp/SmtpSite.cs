using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Smtp;

/// <summary>The real application with a relay of its own, and a clock that a test may put forward.</summary>
public class SmtpSite : SiteFactory
{
    public SmtpSite()
    {
        Settings["Mail:Transport"] = "Smtp";
        Settings["Mail:Smtp:Host"] = "127.0.0.1";
        Settings["Mail:Smtp:Port"] = Relay.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Settings["Mail:LeaseDuration"] = "00:00:05";
    }

    public SmtpListener Relay { get; private set; } = new();
    public ShiftedClock Clock { get; } = new();
    internal SmtpTimeLimits Limits { get; set; } = new();

    /// <summary>Takes the relay away; gives its port, for the one that comes back.</summary>
    public async Task<int> StopRelayAsync()
    {
        var port = Relay.Port;
        await Relay.DisposeAsync();
        return port;
    }

    public void StartRelay(int port) => Relay = new SmtpListener(port);

    /// <summary>Publishes to that many subscribers, lecteur1@example.org and following.</summary>
    public async Task<int> DispatchAsync(int subscribers, Action<Dispatch>? before = null, string subject = SampleNewsletter.Subject)
    {
        var keys = await Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        var dispatching = Services.GetRequiredService<Dispatching>();
        var id = await WithDatabaseAsync(db => SampleNewsletter.DispatchAsync(db, dispatching, keys, subscribers, before, subject));
        dispatching.Wake();
        return id;
    }

    public Task<Delivery[]> DeliveriesAsync(int dispatch) =>
        WithDatabaseAsync(
            db => db.Deliveries.AsNoTracking().Include(d => d.Subscriber).Where(d => d.DispatchId == dispatch).OrderBy(d => d.Id).ToArrayAsync());

    public Task<Dispatch> DispatchOfAsync(int id) => WithDatabaseAsync(db => db.Dispatches.AsNoTracking().SingleAsync(d => d.Id == id));

    public Task CompletedAsync(int dispatch) =>
        Eventually.TrueAsync(async () => (await DispatchOfAsync(dispatch)).State is DispatchState.Completed, "the dispatch is completed");

    /// <summary>
    /// Waits until the limits of the relays are used up and nothing that was claimed within them is under way. Stop the clock first.
    /// </summary>
    public Task AllDueHasLeftAsync() =>
        Eventually.TrueAsync(
            async () => Services.GetRequiredService<Relays>().All.All(r => !r.Gate.IsFree)
                && !await WithDatabaseAsync(db => db.Deliveries.AnyAsync(d => d.State == DeliveryState.Leased)),
            "all that may leave now has left");

    public void WakeUp() => Services.GetRequiredService<DispatchSignal>().Wake();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton(Limits);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
