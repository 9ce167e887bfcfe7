using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>Sends what is due through a relay, over its transport.</summary>
/// <returns>False when there is nothing to send now.</returns>
internal delegate Task<bool> SendDue(Relay relay, IMailTransport transport, CancellationToken stopping);

/// <summary>
/// The loop of one connection: it selects a relay, sends what is due and looks again. While nothing is due, it waits for a signal or
/// three seconds. It runs on a thread of its own.
/// </summary>
/// <param name="number">The number of the connection, from 0.</param>
/// <param name="what">What the connection sends, for the log.</param>
internal sealed class SendingConnection(
    int number, string what, SendDue sendDue, Relays relays, DispatchSignal signal, ILogger<SendingConnection> logger)
{
    private Relay? relay;
    private IMailTransport? transport;

    /// <summary>Runs until the site stops. An unexpected failure is logged, and the loop continues after a pause.</summary>
    public Task RunAsync(CancellationToken stopping) => DedicatedThread.RunAsync(() => SendRepeatedlyAsync(stopping));

    private async Task SendRepeatedlyAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (woken, pause) = (signal.Next, DispatchWorker.Poll);
            try
            {
                SelectRelay();
                if (await sendDue(relay!, transport!, stopping))
                {
                    continue;
                }

                transport!.Disconnect();
                pause = relays.Pause;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "A connection that sends {What} failed unexpectedly; it continues after a pause", what);
                woken = Task.Delay(DispatchWorker.Poll, CancellationToken.None);
            }

            await Task.WhenAny(woken, Task.Delay(pause, stopping));
        }

        transport?.Disconnect();
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
