using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>One connection at work, whichever relay it goes to: claims, sends, and looks again. It runs on a thread of its own.</summary>
/// <param name="number">From 0.</param>
internal sealed class SendingConnection(
    int number, DeliveryClaims claims, DispatchSender sender, Relays relays, DispatchSignal signal, ILogger<SendingConnection> logger)
{
    private Relay? relay;
    private IMailTransport? transport;

    public async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (woken, pause) = (signal.Next, DispatchWorker.Poll);
            try
            {
                if (await WorkOnceAsync(stopping))
                {
                    continue;
                }

                transport?.Rest();
                pause = relays.Pause;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "A sending worker met a fault; it goes on in a moment");
                woken = Task.Delay(DispatchWorker.Poll, CancellationToken.None);
            }

            await Task.WhenAny(woken, Task.Delay(pause, stopping));
        }

        transport?.Rest();
    }

    /// <summary>False when there is nothing to do now.</summary>
    private async Task<bool> WorkOnceAsync(CancellationToken stopping)
    {
        Choose();
        if (!relay!.Gate.IsFree)
        {
            return false;
        }

        await using var lease = await claims.ClaimAsync(relay, stopping);
        if (lease is null)
        {
            // Its limit is used up; another relay may have room.
            return !relay.Gate.IsFree;
        }

        await sender.SendAsync(lease, relay, transport!, stopping);
        return true;
    }

    /// <summary>Its own relay, or another one while that cannot take anything.</summary>
    private void Choose()
    {
        var now = relays.For(number);
        if (now != relay)
        {
            transport?.Rest();
            (relay, transport) = (now, relays.Open(now));
        }
    }
}
