using System.Diagnostics;
using CitesDesMetiers.Benchmarks.Sending;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.Kills;

internal sealed class KillRun(KillPlan plan) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-morts-").FullName;
    private readonly UnreliableRelay relay = new(plan);
    private readonly Random random = new(plan.Seed);
    private readonly List<SiteProcess> instances = [];
    private long looks;
    private long wrongLooks;

    public async Task<KillVerdict> RunOnceAsync(CancellationToken cancellation)
    {
        var sample = new SampleDispatch(Path.Combine(folder, "envoi.db"), htmlBytes: 4_000, textBytes: 600);
        var dispatch = await sample.PrepareAsync(plan.Recipients);
        var firstIds = await DeliveriesAsync(sample);
        instances.AddRange(Enumerable.Range(0, plan.Instances).Select(_ => Instance(sample)));
        await Task.WhenAll(instances.Select(i => i.StartAsync()));

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = WatchAsync(sample, over.Token);
        var start = Stopwatch.GetTimestamp();
        await sample.StartAsync();
        await KillAsync(sample);
        var state = await EndAsync(sample, dispatch, cancellation);
        var took = Stopwatch.GetElapsedTime(start);
        await over.CancelAsync();
        await watching;
        return KillVerdict.Of(plan, relay, firstIds, await DeliveriesAsync(sample), state, looks, wrongLooks, took);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        await relay.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private SiteProcess Instance(SampleDispatch sample) =>
        new SiteProcess { EnvironmentName = "Production" }
            .With("ConnectionStrings:Newsletter", sample.Connection)
            .With("Mail:Transport", "Smtp").With("Mail:Smtp:Host", "127.0.0.1").With("Mail:Smtp:Port", $"{relay.Port}")
            .With("Mail:Smtp:Connections", $"{plan.Connections}").With("Mail:LeaseDuration", "00:00:04")
            .With("Mail:RetryDelays", "00:00:01, 00:00:02")
            .With("LinkCheck:Enabled", "false").With("Serilog:MinimumLevel:Default", "Error");

    /// <summary>One instance mostly, all of them now and then, sometimes before they have quite started.</summary>
    private async Task KillAsync(SampleDispatch sample)
    {
        while (relay.Kills < plan.Kills && !await sample.IsOverAsync())
        {
            await ArrivedAsync(sample, plan.Recipients * (relay.Kills + random.NextDouble()) / (plan.Kills + 1));
            await Task.Delay(random.Next(200));
            var all = random.Next(4) == 0 && plan.Kills - relay.Kills >= instances.Count;
            List<SiteProcess> victims = all ? instances : [instances[random.Next(instances.Count)]];
            await Task.WhenAll(victims.Select(v => v.KillAsync()));
            relay.Kills += victims.Count;
            Console.Write($"\r{relay.Kills} of {plan.Kills} killed, {relay.Mails.Count:N0} messages have arrived ");
            await Task.WhenAll(
                victims.Select(v => RestartAsync(v, random.Next(6) == 0 && relay.Kills < plan.Kills ? random.Next(300, 2_000) : null)));
        }

        Console.WriteLine();
    }

    /// <summary>Kills are spread over the dispatch by what has arrived, so that a slow machine and a fast one see the same run.</summary>
    private async Task ArrivedAsync(SampleDispatch sample, double mails)
    {
        while (relay.Mails.Count < mails && !await sample.IsOverAsync())
        {
            await Task.Delay(20);
        }
    }

    private async Task RestartAsync(SiteProcess victim, int? killedAfter)
    {
        var starting = victim.StartAsync();
        if (killedAfter is { } milliseconds && await Task.WhenAny(starting, Task.Delay(milliseconds)) != starting)
        {
            await victim.KillAsync();
            relay.Kills++;
            try
            {
                await starting;
            }
            catch (HttpRequestException)
            {
                // It could not start, of course.
            }

            starting = victim.StartAsync();
        }

        await starting;
    }

    private async Task WatchAsync(SampleDispatch sample, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var counts = await sample.CountsAsync();
            looks++;
            wrongLooks += counts.Values.Sum() == plan.Recipients ? 0 : 1;
            await Task.WhenAny(Task.Delay(Look, over));
        }
    }

    /// <summary>Waits until it is completed, has paused, or nothing more happens.</summary>
    private static async Task<DispatchState> EndAsync(SampleDispatch sample, int dispatch, CancellationToken cancellation)
    {
        var (last, since) = ("", Stopwatch.GetTimestamp());
        while (true)
        {
            await using var db = sample.Open();
            var state = await db.Dispatches.Where(d => d.Id == dispatch).Select(d => d.State).SingleAsync(cancellation);
            var now = string.Join(' ', (await sample.CountsAsync()).OrderBy(c => c.Key).Select(c => $"{c.Key}={c.Value}"));
            (last, since) = now == last ? (last, since) : (now, Stopwatch.GetTimestamp());
            if (state is not DispatchState.Running || Stopwatch.GetElapsedTime(since) > Patience)
            {
                return state;
            }

            await Task.Delay(500, cancellation);
        }
    }

    private static async Task<IReadOnlyDictionary<string, Delivery>> DeliveriesAsync(SampleDispatch sample)
    {
        await using var db = sample.Open();
        return await db.Deliveries.AsNoTracking().Include(d => d.Subscriber).ToDictionaryAsync(d => d.Subscriber.Address);
    }
}
