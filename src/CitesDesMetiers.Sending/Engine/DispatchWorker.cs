using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Workers;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// The hosted service that runs the configured number of <see cref="SendingConnection"/>s, each on a thread of its own.
/// All state is in the database, so it may stop at any moment and any number of instances may run.
/// </summary>
internal sealed class DispatchWorker(IServiceProvider services, IOptions<MailOptions> options) : BackgroundService
{
    /// <summary>How often an idle connection looks for due deliveries, including those that other instances queued.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromSeconds(3);

    /// <summary>Waits for the messages in flight, even beyond the host's shutdown timeout: cutting them short would cause second copies.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => base.StopAsync(CancellationToken.None);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Connections)
            .Select(n => DedicatedThread.RunAsync(() => ActivatorUtilities.CreateInstance<SendingConnection>(services, n).RunAsync(stoppingToken))));
}
