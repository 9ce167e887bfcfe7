namespace CitesDesMetiers.Sending.Workers;

/// <summary>
/// Serialises the writes of this instance. SQLite allows one write at a time and polls for its lock; waiting here instead is faster.
/// </summary>
public sealed class DatabaseWriteLock : IDisposable
{
    private readonly SemaphoreSlim semaphore = new(1, 1);

    /// <summary>Waits for the lock. Dispose the result when the write is done.</summary>
    public IDisposable Take()
    {
        semaphore.Wait();
        return new Releaser(semaphore);
    }

    /// <inheritdoc cref="Take"/>
    public async Task<IDisposable> TakeAsync()
    {
        await semaphore.WaitAsync();
        return new Releaser(semaphore);
    }

    public void Dispose() => semaphore.Dispose();

    private sealed class Releaser(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
