namespace CitesDesMetiers.Benchmarks;

/// <summary>Times of one thing measured many times, in milliseconds.</summary>
internal sealed class Figures(string name)
{
    private readonly List<double> times = [];

    public string Name => name;

    public double Median => At(0.5);

    public double P95 => At(0.95);

    public double P99 => At(0.99);

    public int Count => times.Count;

    public void Add(TimeSpan time) => times.Add(time.TotalMilliseconds);

    private double At(double share)
    {
        var ordered = times.Order().ToList();
        return ordered.Count == 0 ? double.NaN : ordered[(int)Math.Min(ordered.Count - 1, share * ordered.Count)];
    }
}
