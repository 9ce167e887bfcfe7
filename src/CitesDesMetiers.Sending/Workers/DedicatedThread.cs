using System.Diagnostics.CodeAnalysis;
using Microsoft.VisualStudio.Threading;

namespace CitesDesMetiers.Sending.Workers;

/// <summary>
/// Runs blocking work on a thread of its own, so that thread pool threads never wait for a mail server. Continuations run on that
/// thread too. A conversation with a relay then costs a third less processor time: each answer wakes one thread instead of three.
/// </summary>
internal static class DedicatedThread
{
    [SuppressMessage("Design", "CA1031", Justification = "The returned task carries every failure of the work.")]
    public static Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            var context = new SingleThreadedSynchronizationContext();
            var frame = new SingleThreadedSynchronizationContext.Frame();
            context.Post(
                async _ =>
                {
                    try
                    {
                        completion.SetResult(await work());
                    }
                    catch (Exception e)
                    {
                        completion.SetException(e);
                    }
                    finally
                    {
                        frame.Continue = false;
                    }
                },
                null);
            context.PushFrame(frame);
        })
        {
            IsBackground = true,
            Name = "Mail",
        }.Start();
        return completion.Task;
    }

    public static Task RunAsync(Func<Task> work) =>
        RunAsync(async () =>
        {
            await work();
            return true;
        });
}
