using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Benchmarks.Subscribers;

/// <summary>
/// <c>subscribers</c>: a file is taken in, checked and imported by the product's own classes; in the same minute, on a database of its own,
/// Entity Framework adds the same people with their proofs by AddRange, a thousand a save, in one transaction with the same
/// memory for pages. That is the reference.
/// </summary>
internal static class SubscribersBenchmark
{
    private static readonly Option<int> Lines = new("--lines")
    {
        DefaultValueFactory = _ => 100_000,
        Description = "Lines of the file; 100,000 without it."
    };
    private static readonly Option<bool> Alone = new("--alone") { Description = "Without the reference." };

    public static Command Create()
    {
        var command = new Command("subscribers", "The import of a file, against AddRange of the same people.") { Lines, Alone };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(Lines), parsed.GetValue(Alone), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int lines, bool isAlone, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("infolettre-import-").FullName;
        try
        {
            var steps = new List<(string Name, double Seconds)>();
            var (peak, stop) = (new PeakMemory(), new CancellationTokenSource());
            var watching = peak.WatchAsync(stop.Token);
            var file = await WriteFileAsync(folder, lines, cancellation);
            var imported = await ImportAsync(folder, file, steps, cancellation);
            await stop.CancelAsync();
            await watching;
            var memory = peak.Bytes;
            var reference = isAlone ? (double?)null : await AddRangeAsync(folder, lines, cancellation);
            Print(lines, imported, steps, reference, memory);
            return imported == lines ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> ImportAsync(string folder, string file, List<(string Name, double Seconds)> steps, CancellationToken cancellation)
    {
        await using var services = Services(Path.Combine(folder, "import.db"));
        await PrepareAsync(services, cancellation);
        var id = 0;
        await TimeAsync("taking in", async scope =>
        {
            await using var content = File.OpenRead(file);
            var import = await scope.GetRequiredService<ImportIntake>().ReceiveAsync(content, "liste.csv", null, "Banc d’essai", cancellation);
            import.Match([ColumnUse.Address, ColumnUse.Organisation, ColumnUse.Language, ColumnUse.ConsentDate], true, "fr", "Banc d’essai", null);
            await scope.GetRequiredService<NewsletterContext>().SaveChangesAsync(cancellation);
            id = import.Id;
        });
        await TimeAsync("dry run", scope => scope.GetRequiredService<ImportWork>().RunOnceAsync(id, cancellation));
        await TimeAsync("import", async scope =>
        {
            var db = scope.GetRequiredService<NewsletterContext>();
            (await db.SubscriberImports.SingleAsync(i => i.Id == id, cancellation)).Start();
            await db.SaveChangesAsync(cancellation);
            await scope.GetRequiredService<ImportWork>().RunOnceAsync(id, cancellation);
        });
        await using var last = services.CreateAsyncScope();
        return await last.ServiceProvider.GetRequiredService<NewsletterContext>().Subscribers
            .CountAsync(s => s.State == SubscriberState.Confirmed, cancellation);

        async Task TimeAsync(string name, Func<IServiceProvider, Task> work)
        {
            await using var scope = services.CreateAsyncScope();
            var start = Stopwatch.GetTimestamp();
            await work(scope.ServiceProvider);
            steps.Add((name, Stopwatch.GetElapsedTime(start).TotalSeconds));
        }
    }

    private static async Task<double> AddRangeAsync(string folder, int lines, CancellationToken cancellation)
    {
        await using var services = Services(Path.Combine(folder, "reference.db"));
        await PrepareAsync(services, cancellation);
        var keys = await services.GetRequiredService<AddressKeyStore>().GetAsync(cancellation);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        await db.Database.OpenConnectionAsync(cancellation);
        await DatabaseProvider.Sqlite.PrepareForManyAsync(db.Database, many: true, cancellation);
        var start = Stopwatch.GetTimestamp();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var batch in Enumerable.Range(0, lines).Chunk(1_000))
        {
            db.ChangeTracker.Clear();
            db.Subscribers.AddRange(batch.Select(n =>
            {
                var address = EmailAddress.Parse(Address(n));
                var day = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);
                var subscriber = new Subscriber(address, keys.KeyOf(address), "fr", "Mission locale", day);
                subscriber.Confirm(
                    new ConsentEvent(
                        ConsentKind.Confirmed, ConsentSource.Import, day, address.Value, "fr", "Banc d’essai", "import", "2026-11", $"ligne {n}"));
                return subscriber;
            }));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static ServiceProvider Services(string database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContext<NewsletterContext>(options => DatabaseProvider.Sqlite.Configure(options, $"Data Source={database}"));
        services.AddSingleton(TimeProvider.System).AddSingleton<AddressKeyStore>();
        services.AddScoped<ImportIntake>().AddScoped<ImportCheck>().AddScoped<ImportExecution>().AddScoped<ImportUndoing>().AddScoped<ImportWork>();
        return services.BuildServiceProvider();
    }

    private static async Task PrepareAsync(ServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<NewsletterContext>().Database;
        await database.MigrateAsync(cancellation);
        await DatabaseProvider.Sqlite.PrepareAsync(database, cancellation);
    }

    private static string Address(int n) =>
        string.Create(CultureInfo.InvariantCulture, $"prenom.nom{(n * 7919L) % 10_000_019}@domaine{n % 400}.example");

    private static async Task<string> WriteFileAsync(string folder, int lines, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "liste.csv");
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync("Courriel;Structure;Langue;Date de consentement");
        for (var n = 0; n < lines; n++)
        {
            await writer.WriteLineAsync($"{Address(n)};Mission locale;français;01/02/2026".AsMemory(), cancellation);
        }

        return file;
    }

    private static void Print(int lines, int imported, List<(string Name, double Seconds)> steps, double? reference, long memory)
    {
        Console.WriteLine($"{"",-24} {"seconds",10} {"lines/s",12} {"of AddRange",12}");
        foreach (var (name, seconds) in steps.Append(("all three", steps.Sum(s => s.Seconds))))
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-24} {seconds,10:F2} {lines / seconds,12:N0} {(reference is { } r ? $"{r / seconds:F1}x" : "–"),12}"));
        }

        if (reference is { } all)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"AddRange",-24} {all,10:F2} {lines / all,12:N0} {"1.0x",12}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident memory while importing, at most: {memory / 1e6:F0} MB"));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "subscribers",
            lines,
            imported,
            seconds = steps.ToDictionary(s => s.Name, s => Math.Round(s.Seconds, 2)),
            addRangeSeconds = reference is { } rounded ? Math.Round(rounded, 2) : (double?)null,
            peakMegabytes = memory / 1_000_000,
        }));
    }

    private sealed class PeakMemory
    {
        public long Bytes { get; private set; }

        public async Task WatchAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                using var process = Process.GetCurrentProcess();
                Bytes = Math.Max(Bytes, process.WorkingSet64);
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }
}
