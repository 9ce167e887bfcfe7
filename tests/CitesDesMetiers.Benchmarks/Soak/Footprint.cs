using CitesDesMetiers.BrowserTests;

namespace CitesDesMetiers.Benchmarks.Soak;

/// <summary>Memory and open files of an instance over time.</summary>
internal sealed class Footprint(SiteProcess instance)
{
    private readonly List<(long Memory, int Files)> looks = [];

    public int Files => looks[^1].Files;

    public void Look() => looks.Add((instance.Memory, Directory.GetFileSystemEntries($"/proc/{instance.Id}/fd").Length));

    /// <summary>Medians of the second and of the last quarter of the time. The first quarter is warm-up.</summary>
    /// <returns>Megabytes, and open files.</returns>
    public (double Memory, double LaterMemory, int Files, int LaterFiles) Compare()
    {
        var (second, last) = (looks.Skip(looks.Count / 4).Take(looks.Count / 4).ToList(), looks.TakeLast(looks.Count / 4).ToList());
        return (
            Median(second, l => l.Memory) / 1e6, Median(last, l => l.Memory) / 1e6,
            (int)Median(second, l => l.Files), (int)Median(last, l => l.Files));
    }

    /// <summary>Medians in megabytes, of each tenth of the time: what fills up and then stays shows itself.</summary>
    public IEnumerable<double> MemoryByTenths() => looks.Chunk((looks.Count + 9) / 10).Select(part => Median([.. part], l => l.Memory) / 1e6);

    private static double Median(List<(long Memory, int Files)> looks, Func<(long Memory, int Files), long> value) =>
        looks.Select(value).Order().ElementAtOrDefault(looks.Count / 2);
}
