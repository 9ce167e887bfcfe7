using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// The hosted service that runs the configured number of <see cref="SendingConnection"/>s.
/// All state is in the database, so it may stop at any moment and any number of instances may run.
/// </summary>
internal sealed class DispatchWorker(
    DeliveryClaims claims, DispatchSender sender, IServiceProvider services, IOptions<MailOptions> options) : BackgroundService
{
    /// <summary>How often an idle connection looks for due deliveries, including those that other instances queued.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromSeconds(3);

    /// <summary>Waits for the messages in flight, even beyond the host's shutdown timeout: cutting them short would cause second copies.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => base.StopAsync(CancellationToken.None);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Connections).Select(number =>
            ActivatorUtilities.CreateInstance<SendingConnection>(services, number, "dispatches", (SendDue)SendLeaseAsync).RunAsync(stoppingToken)));

    /// <summary>Claims deliveries and sends them.</summary>
    private async Task<bool> SendLeaseAsync(Relay relay, IMailTransport transport, CancellationToken stopping)
    {
        if (!relay.Gate.IsFree)
        {
            return false;
        }

        await using var lease = await claims.ClaimAsync(relay, stopping);
        if (lease is null)
        {
            // The hourly limit of the relay is used up; another relay may have room.
            return !relay.Gate.IsFree;
        }

        await sender.SendAsync(lease, relay, transport, stopping);
        return true;
    }
}
