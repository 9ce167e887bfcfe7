using System.Diagnostics;
using System.Globalization;
using CitesDesMetiers.Benchmarks.Sending;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.Faults;

/// <summary>A database with a dispatch that waits, made once and copied for each fault.</summary>
internal sealed class FaultTemplate(string folder) : IAsyncDisposable
{
    public string Path { get; } = System.IO.Path.Combine(folder, "modele.db");

    public static async Task<FaultTemplate> CreateAsync()
    {
        var template = new FaultTemplate(Directory.CreateTempSubdirectory("infolettre-pannes-").FullName);
        await new SampleDispatch(template.Path, htmlBytes: 4_000, textBytes: 600).PrepareAsync(FaultSite.Recipients);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return template;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>How a fault ended.</summary>
/// <param name="Copies">How many messages arrived for each recipient.</param>
internal sealed record FaultEnd(
    DispatchState State, string? Reason, IReadOnlyList<Delivery> Deliveries, IReadOnlyDictionary<string, int> Copies, TimeSpan Took)
{
    public int ExtraCopies => Copies.Values.Sum(n => n - 1);

    /// <summary>Everybody has one copy, and the ledger says so.</summary>
    public bool EverybodyOnce => Everybody && ExtraCopies == 0;

    public bool Everybody => State is DispatchState.Completed && Copies.Count == Deliveries.Count && Of(DeliveryState.Sent) == Deliveries.Count;

    /// <summary>Paused with a reason; whoever has no copy is there to be written to, but for a few.</summary>
    public bool IsPausedAfter(int lost) =>
        State is DispatchState.Paused && Reason is { Length: > 20 } && Copies.Count + Waiting + lost >= Deliveries.Count && ExtraCopies == 0;

    public int Waiting => Of(DeliveryState.Pending) + Of(DeliveryState.Deferred);

    public int Of(DeliveryState state) => Deliveries.Count(d => d.State == state);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", Deliveries.CountBy(d => d.State).OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key.ToString().ToLowerInvariant()}"))}; ")
        + string.Create(CultureInfo.InvariantCulture, $"{Copies.Values.Sum()} copies, {ExtraCopies} too many; {State.ToString().ToLowerInvariant()} after {Took.TotalSeconds:0.0} s{(Reason is null ? "" : ": " + Reason)}");
}

/// <summary>The application as a process over a copy of the template, with a relay of its own.</summary>
internal sealed class FaultSite : IAsyncDisposable
{
    public const int Recipients = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-panne-").FullName;
    private readonly SampleDispatch sample;
    private readonly SiteProcess process;
    private readonly List<SmtpListener> relays;
    private long start;

    public FaultSite(FaultTemplate template, SmtpListener? relay)
    {
        var path = Path.Combine(folder, "envoi.db");
        File.Copy(template.Path, path);
        relays = [relay ?? new SmtpListener()];
        sample = new SampleDispatch(path);
        process = new SiteProcess { EnvironmentName = "Production" };
        With("ConnectionStrings:Newsletter", sample.Connection);
        With("Mail:Transport", "Smtp");
        With("Mail:Smtp:Host", "127.0.0.1");
        With("Mail:Smtp:Port", $"{Relay.Port}");
        With("Mail:Smtp:Connections", "4");
        With("Mail:LeaseDuration", "00:00:04");
        With("Mail:RetryDelays", "00:00:01, 00:00:02");
        With("LinkCheck:Enabled", "false");
        With("Serilog:MinimumLevel:Default", "Fatal");
    }

    /// <summary>The one at work now.</summary>
    public SmtpListener Relay => relays[^1];

    public TimeSpan StillWaits { get; set; } = Patience;

    public void With(string key, string value) => process.With(key, value);

    public NewsletterContext Open() => sample.Open();

    public async Task StartAsync()
    {
        await process.StartAsync();
        start = Stopwatch.GetTimestamp();
        await sample.StartAsync();
    }

    public async Task KillAndRestartAsync()
    {
        await process.KillAsync();
        await process.StartAsync();
    }

    /// <summary>Takes the relay away for a while; what it has received counts still.</summary>
    public async Task RelayAwayAsync(TimeSpan time)
    {
        var (port, old) = (Relay.Port, Relay);
        await old.DisposeAsync();
        await Task.Delay(time);
        relays.Add(new SmtpListener(port));
    }

    public async Task ArrivedAsync(int mails)
    {
        for (var waited = Stopwatch.StartNew(); relays.Sum(r => r.Mails.Count) < mails; await Task.Delay(5))
        {
            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"{mails} messages did not arrive.");
            }
        }
    }

    public async Task<FaultEnd> EndAsync(Func<IReadOnlyList<Delivery>, bool>? ends)
    {
        while (true)
        {
            await using var db = Open();
            var dispatch = await db.Dispatches.AsNoTracking().SingleAsync();
            var deliveries = await db.Deliveries.AsNoTracking().Include(d => d.Subscriber).ToListAsync();
            var isOver = dispatch.State is not DispatchState.Running && deliveries.TrueForAll(d => d.State is not DeliveryState.Leased);
            if (isOver || ends?.Invoke(deliveries) == true || Stopwatch.GetElapsedTime(start) > StillWaits)
            {
                var copies = relays.SelectMany(r => r.Mails).CountBy(m => m.To[0]).ToDictionary();
                return new FaultEnd(dispatch.State, dispatch.PauseReason, deliveries, copies, Stopwatch.GetElapsedTime(start));
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await Relay.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
