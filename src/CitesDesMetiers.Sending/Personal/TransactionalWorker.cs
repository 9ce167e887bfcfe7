using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Personal;

/// <summary>Sends the mails that <see cref="TransactionalMailer"/> saved, one after the other, independently of dispatches.</summary>
internal sealed class TransactionalWorker(
    TransactionalMailer mailer, AddressKeyStore keyStore, SigningKeys signing, IServiceScopeFactory scopes, IServiceProvider services,
    IOptions<MailOptions> options, TimeProvider clock, ILogger<TransactionalWorker> logger) : BackgroundService
{
    /// <summary>A person waits for these mails: retries are sooner and fewer than for an issue.</summary>
    private static readonly RetryPlan Retries = new(
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)], TimeSpan.FromDays(1));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc cref="DispatchWorker.StopAsync"/>
    public override Task StopAsync(CancellationToken cancellationToken) => base.StopAsync(CancellationToken.None);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        ActivatorUtilities.CreateInstance<SendingConnection>(services, 0, "transactional mails", (SendDue)SendNextAsync).RunAsync(stoppingToken);

    /// <summary>Sends the next due mail. Returns false when none is due.</summary>
    private async Task<bool> SendNextAsync(Relay relay, IMailTransport transport, CancellationToken stopping)
    {
        if (!relay.Gate.IsOpen)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var lease = Guid.NewGuid();
        if (await ClaimAsync(db, lease, stopping) is not { } mail)
        {
            return false;
        }

        await using var heartbeat = new LeaseHeartbeat(options.Value.LeaseDuration, cancellation => RenewAsync(lease, cancellation), logger);
        var keys = await keyStore.GetAsync(CancellationToken.None);
        var message = await OpenAsync(mail, keys);
        var result = message is null ? SendResult.Rejected("Its key is gone.", SendStage.Data) : Send(transport, message, mail);
        var isOver = Settle(relay.Gate, mail, result);
        var isRefused = isOver && result.Outcome is not (SendOutcome.Sent or SendOutcome.Uncertain);
        if (isOver)
        {
            db.OutgoingMails.Remove(mail);
            if (message is not null && (mail.UserId ?? (object?)mail.SubscriberId) is not null && (isRefused || options.Value.ReturnPath is not null))
            {
                db.SentMails.Add(new SentMail(mail.Id, mail.UserId, mail.SubscriberId, keys.KeyOf(EmailAddress.Parse(message.To.Address)), Now));
            }
        }

        await db.SaveChangesAsync(CancellationToken.None);
        if (isRefused)
        {
            await scope.ServiceProvider.GetRequiredService<ReturnEffects>().ApplyAsync(
                new ReadReturn(ReturnMeaning.Failure, MailId: mail.Id, Verdict: BounceRules.OfReply(result.Reply)),
                SHA256.HashData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"refusal of mail:{mail.Id}"))), CancellationToken.None,
                ReturnKind.Refusal);
        }

        return true;
    }

    private async Task<OutgoingMail?> ClaimAsync(NewsletterContext db, Guid lease, CancellationToken stopping)
    {
        var (now, until) = (Now, Now + options.Value.LeaseDuration);
        var due = OutboundLock.Unlocked(
            db, db.OutgoingMails.Where(m => m.NextAttemptAt <= now && (m.LeasedUntil == null || m.LeasedUntil < now)));
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

    /// <returns>Null when the key it was encrypted with is lost.</returns>
    private async Task<OutgoingMessage?> OpenAsync(OutgoingMail mail, AddressKeys keys)
    {
        try
        {
            var message = mailer.Open(mail, keys);
            foreach (var key in await signing.OfAsync(MailOptions.DomainOf(options.Value.TransactionalFrom), CancellationToken.None))
            {
                key.Sign(message.Mime);
            }

            return message;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private SendResult Send(IMailTransport transport, OutgoingMessage message, OutgoingMail mail)
    {
        try
        {
            return transport.Send(message, CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.LogError(e, "Mail {Mail} could not be sent", mail.Id);
            return SendResult.Deferred("Internal fault.", SendStage.Connect);
        }
    }

    /// <summary>Applies the answer to the mail and to the relay's gate.</summary>
    /// <returns>Whether the mail has ended: sent, or given up.</returns>
    private bool Settle(RelayGate gate, OutgoingMail mail, SendResult result)
    {
        var next = Now + Retries.DelayAfter(mail.Attempts + 1);
        switch (result.Outcome)
        {
            case SendOutcome.Sent:
                gate.Open();
                return true;
            case SendOutcome.RelayUnavailable:
                gate.Close(result.Reply);
                mail.PutBack(Now);
                return false;
            case SendOutcome.Rejected when result.Stage > SendStage.MailFrom:
            case SendOutcome.Uncertain when mail.UncertainAttempts > 0:
            case var _ when next is null:
                logger.LogWarning("Mail {Mail} given up ({Outcome}, {Stage}, code {Code})", mail.Id, result.Outcome, result.Stage, result.Code);
                return true;
            default:
                if (result is { Outcome: SendOutcome.Rejected, Stage: <= SendStage.MailFrom })
                {
                    // Another relay may accept it. A dispatch reports what is wrong with this one.
                    gate.Close(result.Reply);
                }

                logger.LogWarning("Mail {Mail} deferred ({Outcome}, {Stage}, code {Code})", mail.Id, result.Outcome, result.Stage, result.Code);
                mail.Defer(next.Value, result.Outcome is SendOutcome.Uncertain);
                return false;
        }
    }
}
