namespace CitesDesMetiers.Sending.Workers;

/// <summary>SQLite lets one write at a time and waits coarsely for it; within this instance, this waits finely.</summary>
public sealed class DatabaseWriteLock : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Dispose what it gives when the write is done.</summary>
    public IDisposable Take()
    {
        one.Wait();
        return new Turn(one);
    }

    /// <inheritdoc cref="Take"/>
    public async Task<IDisposable> TakeAsync()
    {
        await one.WaitAsync();
        return new Turn(one);
    }

    public void Dispose() => one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
