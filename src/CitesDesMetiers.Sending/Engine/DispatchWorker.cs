using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Workers;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Keeps the configured number of connections at work. All state is in the database: it may be stopped at any instant, and
/// any number of instances may run.
/// </summary>
internal sealed class DispatchWorker(IServiceProvider services, IOptions<MailOptions> options) : BackgroundService
{
    /// <summary>How soon work of other instances, and what has become due again, is found.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromSeconds(3);

    /// <summary>Waits for the messages in flight, longer than the host would: cutting them short makes second copies.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => base.StopAsync(CancellationToken.None);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Connections)
            .Select(n => DedicatedThread.RunAsync(() => ActivatorUtilities.CreateInstance<SendingConnection>(services, n).WorkAsync(stoppingToken))));
}
