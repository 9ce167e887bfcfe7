using System.Diagnostics;
using CitesDesMetiers.Sending.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CitesDesMetiers.Benchmarks.Sending;

/// <summary>
/// The real application, begun by its own entry point inside this process, so that its processor time, its allocations and its
/// memory can be read, and its services be had.
/// </summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private readonly IHost host;
    private readonly Task<int> serving;

    private RunningApplication(IHost host, Task<int> serving) => (this.host, this.serving) = (host, serving);

    public IServiceProvider Services => host.Services;

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(params string[] arguments) =>
        typeof(MailOptions).Assembly.EntryPoint!.Invoke(null, [arguments]) as int? ?? 0;

    /// <summary>Starts serving and waits until everything runs.</summary>
    public static async Task<RunningApplication> StartAsync(string[] settings)
    {
        var built = new HostBuilt();
        using var listening = DiagnosticListener.AllListeners.Subscribe(built);
        var serving = Task.Run(() => Run(["serve", .. settings]));
        if (await Task.WhenAny(built.Host, serving) == serving)
        {
            throw new InvalidOperationException($"The application ended with {await serving} before it had begun.");
        }

        var host = await built.Host;
        var started = new TaskCompletionSource();
        using (host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult))
        {
            await started.Task;
        }

        return new RunningApplication(host, serving);
    }

    public async ValueTask DisposeAsync()
    {
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await serving;
    }

    /// <summary>The framework tells of the host it has built, for tools that start applications they did not write.</summary>
    private sealed class HostBuilt : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly TaskCompletionSource<IHost> host = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IHost> Host => host.Task;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilt", Value: IHost built })
            {
                host.TrySetResult(built);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
