using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CitesDesMetiers.Benchmarks.Soak;

/// <summary>How long each kind of request took, and what went wrong.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, Figures> times = new();
    private readonly ConcurrentQueue<string> faults = new();

    public bool IsClean => faults.IsEmpty;

    public object Summary =>
        new
        {
            faults = faults.Count,
            kinds = times.Values.OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => new { f.Name, f.Count, median = Math.Round(f.Median, 1), p99 = Math.Round(f.P99, 1) }),
        };

    /// <summary>Times a request, or counts why it failed.</summary>
    public async Task CountAsync(string kind, Func<Task> request)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            await request();
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or TaskCanceledException)
        {
            faults.Enqueue($"{kind}: {e.Message}");
            return;
        }

        var figures = times.GetOrAdd(kind, k => new Figures(k));
        lock (figures)
        {
            figures.Add(watch.Elapsed);
        }
    }

    public void Print()
    {
        Console.WriteLine($"{"",-34} {"requests",10} {"median ms",10} {"p99 ms",10}");
        foreach (var figures in times.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{figures.Name,-34} {figures.Count,10} {figures.Median,10:F1} {figures.P99,10:F1}"));
        }

        Console.WriteLine($"faults: {faults.Count}");
        foreach (var same in faults.GroupBy(f => f, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Take(10))
        {
            Console.WriteLine($"  {same.Count()} times {same.Key}");
        }
    }
}
