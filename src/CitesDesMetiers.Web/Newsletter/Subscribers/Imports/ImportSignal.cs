namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Wakes the import worker of this instance. Other instances find the work at their next check.</summary>
public sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0);

    public void Wake() => waiting.Release();

    /// <summary>Returns when the signal is set, or after the given time.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        await waiting.WaitAsync(atMost, stopping);
        while (await waiting.WaitAsync(0, stopping))
        {
            // Several wakes count as one.
        }
    }

    public void Dispose() => waiting.Dispose();
}
