using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// The loop of one connection: it selects a relay, claims deliveries, sends them and looks again. It runs on a thread of its own.
/// </summary>
/// <param name="number">The number of the connection, from 0.</param>
internal sealed class SendingConnection(
    int number, DeliveryClaims claims, DispatchSender sender, Relays relays, DispatchSignal signal, ILogger<SendingConnection> logger)
{
    private Relay? relay;
    private IMailTransport? transport;

    /// <summary>Runs until the site stops. An unexpected failure is logged, and the loop continues after a pause.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (woken, pause) = (signal.Next, DispatchWorker.Poll);
            try
            {
                if (await SendLeaseAsync(stopping))
                {
                    continue;
                }

                transport?.Disconnect();
                pause = relays.Pause;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "A sending connection failed unexpectedly; it continues after a pause");
                woken = Task.Delay(DispatchWorker.Poll, CancellationToken.None);
            }

            await Task.WhenAny(woken, Task.Delay(pause, stopping));
        }

        transport?.Disconnect();
    }

    /// <summary>Returns false when there is nothing to send now.</summary>
    private async Task<bool> SendLeaseAsync(CancellationToken stopping)
    {
        SelectRelay();
        if (!relay!.Gate.IsFree)
        {
            return false;
        }

        await using var lease = await claims.ClaimAsync(relay, stopping);
        if (lease is null)
        {
            // The hourly limit of the relay is used up; another relay may have room.
            return !relay.Gate.IsFree;
        }

        await sender.SendAsync(lease, relay, transport!, stopping);
        return true;
    }

    /// <summary>Selects the connection's own relay, or another one while that cannot accept mail.</summary>
    private void SelectRelay()
    {
        var selected = relays.SelectFor(number);
        if (selected != relay)
        {
            transport?.Disconnect();
            (relay, transport) = (selected, relays.CreateTransport(selected));
        }
    }
}
