namespace CitesDesMetiers.Sending.Engine;

/// <summary>Wakes the idle workers of this instance. Workers of other instances find new work at their next poll.</summary>
public sealed class DispatchSignal
{
    private TaskCompletionSource next = CreateSource();

    /// <summary>
    /// A task that completes at the next <see cref="Wake"/>. Take it before looking for work and await it afterwards: no signal is lost then.
    /// </summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Wake() => Interlocked.Exchange(ref next, CreateSource()).TrySetResult();

    private static TaskCompletionSource CreateSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
