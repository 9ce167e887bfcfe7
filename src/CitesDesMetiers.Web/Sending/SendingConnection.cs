namespace CitesDesMetiers.Web.Sending;

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
            var woken = signal.Next;
            try
            {
                if (await WorkOnceAsync(stopping))
                {
                    continue;
                }

                transport?.Rest();
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

            await Task.WhenAny(woken, Task.Delay(DispatchWorker.Poll, stopping));
        }

        transport?.Rest();
    }

    /// <summary>False when there was nothing to do.</summary>
    private async Task<bool> WorkOnceAsync(CancellationToken stopping)
    {
        Choose();
        await relay!.Gate.WaitAsync(stopping);
        await using var lease = await claims.ClaimAsync(relay, stopping);
        if (lease is null)
        {
            return !relay.Gate.IsOpen;
        }

        await sender.SendAsync(lease, relay, transport!, stopping);
        return true;
    }

    /// <summary>Its own relay, or another one while that is away.</summary>
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
