using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Sending;

/// <summary>Sends what <see cref="TransactionalMailer"/> saved, one after the other, beside any dispatch.</summary>
internal sealed class TransactionalWorker(
    TransactionalMailer mailer, Signing.SigningKeys signing, Relays relays, DispatchSignal signal, IServiceScopeFactory scopes, IOptions<MailOptions> options,
    TimeProvider clock, ILogger<TransactionalWorker> logger) : BackgroundService
{
    /// <summary>Somebody waits for these: sooner and shorter than for an issue.</summary>
    private static readonly RetryPlan Retries = new(
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)], TimeSpan.FromDays(1));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc cref="DispatchWorker.StopAsync"/>
    public override Task StopAsync(CancellationToken cancellationToken) => base.StopAsync(CancellationToken.None);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => OwnThread.RunAsync(() => WorkAsync(stoppingToken));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        Relay? relay = null;
        IMailTransport? transport = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = signal.Next;
            try
            {
                if (relays.For(0) is var now && now != relay)
                {
                    transport?.Rest();
                    (relay, transport) = (now, relays.Open(now));
                }

                await relay.Gate.WaitAsync(stoppingToken);
                if (await SendNextAsync(relay, transport!, stoppingToken))
                {
                    continue;
                }

                transport!.Rest();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "The mail worker met a fault; it goes on in a moment");
                woken = Task.Delay(DispatchWorker.Poll, CancellationToken.None);
            }

            await Task.WhenAny(woken, Task.Delay(DispatchWorker.Poll, stoppingToken));
        }
    }

    /// <summary>False when nothing is due.</summary>
    private async Task<bool> SendNextAsync(Relay relay, IMailTransport transport, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var lease = Guid.NewGuid();
        if (await ClaimAsync(db, lease, stopping) is not { } mail)
        {
            return false;
        }

        await using var heartbeat = new LeaseHeartbeat(options.Value.LeaseDuration, cancellation => RenewAsync(lease, cancellation), logger);
        Settle(db, relay.Gate, mail, await SendAsync(transport, mail));
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }

    private async Task<OutgoingMail?> ClaimAsync(NewsletterContext db, Guid lease, CancellationToken stopping)
    {
        var (now, until) = (Now, Now + options.Value.LeaseDuration);
        var due = db.OutgoingMails.Where(m => m.NextAttemptAt <= now && (m.LeasedUntil == null || m.LeasedUntil < now));
        var id = await due.OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Select(m => m.Id).FirstOrDefaultAsync(stopping);
        var taken = id == 0
            ? 0
            : await due.Where(m => m.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseId, lease).SetProperty(m => m.LeasedUntil, until), stopping);
        return taken == 0 ? null : await db.OutgoingMails.SingleOrDefaultAsync(m => m.Id == id && m.LeaseId == lease, stopping);
    }

    private async Task RenewAsync(Guid lease, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var until = Now + options.Value.LeaseDuration;
        await scope.ServiceProvider.GetRequiredService<NewsletterContext>().OutgoingMails.Where(m => m.LeaseId == lease)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeasedUntil, until), cancellation);
    }

    private async Task<SendResult> SendAsync(IMailTransport transport, OutgoingMail mail)
    {
        try
        {
            var message = mailer.Open(mail);
            foreach (var key in await signing.OfAsync(MailOptions.DomainOf(options.Value.TransactionalFrom), CancellationToken.None))
            {
                key.Sign(message.Mime);
            }

            return transport.Send(message, CancellationToken.None);
        }
        catch (CryptographicException)
        {
            return SendResult.Rejected("Its key is gone.", SendStage.Data);
        }
        catch (Exception e)
        {
            logger.LogError(e, "Mail {Mail} could not be sent", mail.Id);
            return SendResult.Deferred("Internal fault.", SendStage.Connect);
        }
    }

    private void Settle(NewsletterContext db, RelayGate gate, OutgoingMail mail, SendResult result)
    {
        var next = Now + Retries.DelayAfter(mail.Attempts + 1);
        switch (result.Outcome)
        {
            case SendOutcome.Sent:
                gate.Open();
                db.OutgoingMails.Remove(mail);
                break;
            case SendOutcome.RelayUnavailable:
                gate.Close(result.Reply);
                mail.PutBack(Now);
                break;
            case SendOutcome.Rejected when result.Stage > SendStage.MailFrom:
            case SendOutcome.Uncertain when mail.UncertainAttempts > 0:
            case var _ when next is null:
                logger.LogWarning("Mail {Mail} is given up ({Outcome}, {Stage}, code {Code})", mail.Id, result.Outcome, result.Stage, result.Code);
                db.OutgoingMails.Remove(mail);
                break;
            default:
                logger.LogWarning("Mail {Mail} waits ({Outcome}, {Stage}, code {Code})", mail.Id, result.Outcome, result.Stage, result.Code);
                mail.Defer(next.Value, result.Outcome is SendOutcome.Uncertain);
                break;
        }
    }
}
