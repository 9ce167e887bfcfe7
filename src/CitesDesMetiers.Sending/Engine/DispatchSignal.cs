namespace CitesDesMetiers.Sending.Engine;

/// <summary>Wakes the workers of this instance; those of other instances find the work when they next look.</summary>
public sealed class DispatchSignal
{
    private TaskCompletionSource next = New();

    /// <summary>Completes at the next wake-up. Take it before looking for work, wait for it after.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Wake() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
