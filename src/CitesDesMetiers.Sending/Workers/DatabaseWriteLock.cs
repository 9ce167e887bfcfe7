using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Sending.Workers;

/// <summary>
/// Serialises the writes of this instance on SQLite, which allows one write at a time and polls for its lock: waiting here instead is faster.
/// On SQL Server nobody waits. Correctness must not depend on it: other instances do not share it.
/// </summary>
public sealed class DatabaseWriteLock(DatabaseProvider provider) : IDisposable
{
    private readonly SemaphoreSlim? semaphore = provider.HasOneWriter ? new(1, 1) : null;

    /// <summary>Waits for the lock. Dispose the result when the write is done.</summary>
    public IDisposable Take()
    {
        semaphore?.Wait();
        return new Releaser(semaphore);
    }

    /// <inheritdoc cref="Take"/>
    public async Task<IDisposable> TakeAsync()
    {
        await (semaphore?.WaitAsync() ?? Task.CompletedTask);
        return new Releaser(semaphore);
    }

    public void Dispose() => semaphore?.Dispose();

    private sealed class Releaser(SemaphoreSlim? semaphore) : IDisposable
    {
        public void Dispose() => semaphore?.Release();
    }
}
