using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Sending;

/// <summary>
/// Keeps the configured number of connections at work. All state is in the database: it may be stopped at any instant, and
/// any number of instances may run.
/// </summary>
internal sealed class DispatchWorker(
    DispatchSender sender, RelayGate gate, DispatchSignal signal, IServiceScopeFactory scopes, IOptions<MailOptions> options,
    ILogger<DispatchWorker> logger) : BackgroundService
{
    /// <summary>How soon work of other instances, and what has become due again, is found.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromSeconds(3);

    /// <summary>Waits for the messages in flight, longer than the host would: cutting them short makes second copies.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => base.StopAsync(CancellationToken.None);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Connections).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transport = scope.ServiceProvider.GetRequiredService<IMailTransport>();
        while (!stopping.IsCancellationRequested)
        {
            var woken = signal.Next;
            try
            {
                await gate.WaitAsync(stopping);
                if (await sender.SendBatchAsync(transport, stopping))
                {
                    continue;
                }

                await transport.RestAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "A sending worker met a fault; it goes on in a moment");
                woken = Task.Delay(Poll, CancellationToken.None);
            }

            await Task.WhenAny(woken, Task.Delay(Poll, stopping));
        }
    }
}
