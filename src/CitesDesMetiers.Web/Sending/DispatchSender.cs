using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Web.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Sending;

/// <summary>Sends one batch over one transport: checks each recipient as the message is about to leave, and writes down what became of it.</summary>
internal sealed class DispatchSender(
    DeliveryClaims claims, NewsletterTemplates templates, NewsletterMessage messages, AddressKeyStore keys, RelayGate gate,
    DispatchBreaker breaker, IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<DispatchSender> logger)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>False when there was nothing to do.</summary>
    public async Task<bool> SendBatchAsync(IMailTransport transport, CancellationToken stopping)
    {
        await using var lease = await claims.ClaimAsync(stopping);
        if (lease is null)
        {
            return false;
        }

        var template = await templates.OfAsync(lease.DispatchId, stopping);
        foreach (var delivery in lease.Deliveries)
        {
            if (stopping.IsCancellationRequested || !gate.IsOpen || !lease.IsHeld || !await SendAsync(lease, delivery, template, transport, stopping))
            {
                break;
            }
        }

        return true;
    }

    /// <summary>False: leave the rest of the batch for later.</summary>
    private async Task<bool> SendAsync(
        DeliveryLease lease, Delivery delivery, NewsletterTemplate template, IMailTransport transport, CancellationToken stopping)
    {
        // Connect first: the check below must stand right before the message leaves.
        if (await transport.ReadyAsync(stopping) is { } unready)
        {
            return await SettleAsync(lease, delivery, unready, stopping);
        }

        var departure = await lease.CheckAsync(delivery, stopping);
        if (departure.Dispatch is not DispatchState.Running)
        {
            return false;
        }

        if (!departure.IsAllowed)
        {
            await lease.RecordAsync(delivery, d => d.RecordSuppressed(), stopping);
            return true;
        }

        var token = (await keys.GetAsync(stopping)).UnsubscribeToken(departure.PublicId);
        return await SettleAsync(lease, delivery, await SendAsync(delivery, departure, token, template, transport), stopping);
    }

    private async Task<SendResult> SendAsync(Delivery delivery, Departure departure, string token, NewsletterTemplate template, IMailTransport transport)
    {
        try
        {
            // Not even the end of the site cuts a message short: that is how second copies come about.
            var message = messages.Create(template, new NewsletterRecipient(departure.Address, delivery.MessageId, token));
            return await transport.SendAsync(message, CancellationToken.None);
        }
        catch (Exception e)
        {
            // A fault of ours with this one message must not hold up the others.
            logger.LogError(e, "Delivery {Delivery} could not be sent", delivery.Id);
            return SendResult.Deferred($"Internal fault: {e.GetType().Name}.", SendStage.Connect);
        }
    }

    private async Task<bool> SettleAsync(DeliveryLease lease, Delivery delivery, SendResult result, CancellationToken stopping)
    {
        switch (result.Outcome)
        {
            case SendOutcome.Sent:
                await lease.RecordAsync(delivery, d => d.RecordSent(result.Reply, Now), stopping);
                gate.Open();
                breaker.Accepted(lease.DispatchId);
                return true;
            case SendOutcome.RelayUnavailable:
                await lease.RecordAsync(delivery, d => d.PutBack(Now), stopping);
                CloseGate(result);
                return false;
            case SendOutcome.Rejected when result.Stage <= SendStage.MailFrom:
                await lease.RecordAsync(delivery, d => d.PutBack(Now), stopping);
                await PauseAsync(lease.DispatchId, RefusedEverything(result));
                return false;
            case SendOutcome.Rejected:
                await lease.RecordAsync(delivery, d => d.RecordFailed(result.Reply), stopping);
                return await GoOnAsync(lease.DispatchId, result);
            case SendOutcome.Uncertain:
                await lease.RecordAsync(delivery, d => d.RecordUncertain(result.Reply, NextAttempt(d)), stopping);
                return await GoOnAsync(lease.DispatchId, result);
            default:
                await lease.RecordAsync(delivery, d => d.Defer(result.Reply, NextAttempt(d)), stopping);
                if (result.IsRelayClosing)
                {
                    CloseGate(result);
                }

                return !result.IsRelayClosing;
        }
    }

    private DateTime? NextAttempt(Delivery delivery) => Now + options.Value.Retries.DelayAfter(delivery.Attempts + 1);

    private void CloseGate(SendResult result)
    {
        gate.Close(result.Reply);

        // Codes only: a reply may quote an address.
        logger.LogWarning("The relay is away ({Stage}, code {Code}); waiting before the next try", result.Stage, result.Code);
    }

    private async Task<bool> GoOnAsync(int dispatchId, SendResult result)
    {
        if (breaker.Add(dispatchId, result) is not { } reason)
        {
            return true;
        }

        breaker.Accepted(dispatchId);
        await PauseAsync(dispatchId, reason);
        return false;
    }

    private async Task PauseAsync(int dispatchId, string reason)
    {
        logger.LogError("Dispatch {Dispatch} is paused: the relay refuses it", dispatchId);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var dispatch = await db.Dispatches.SingleAsync(d => d.Id == dispatchId);
        dispatch.Pause(reason);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody paused or stopped it in the same moment: that holds.
        }
    }

    private static string RefusedEverything(SendResult result) =>
        result.Stage switch
        {
            SendStage.Connect => $"Le relais de messagerie refuse la connexion, ou elle n’est pas sûre : {result.Reply}",
            SendStage.Authenticate => $"Le relais de messagerie refuse l’identifiant ou le mot de passe : {result.Reply}",
            _ => $"Le relais de messagerie refuse l’adresse de l’expéditeur : {result.Reply}",
        };
}
