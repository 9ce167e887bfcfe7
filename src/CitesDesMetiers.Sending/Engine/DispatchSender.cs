using System.Diagnostics;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Signing;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>
/// Sends the deliveries of a lease over one connection, one after the other. Each visit to the ledger records the last outcome and
/// reads whether the next delivery may still be sent.
/// </summary>
internal sealed class DispatchSender(
    Ledger ledger, NewsletterTemplates templates, AddressKeyStore keys, SigningKeys signing, DomainLimits limits,
    DispatchCircuitBreaker breaker, SendingMeter meter, IOptions<MailOptions> options, TimeProvider clock, ILogger<DispatchSender> logger)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Sends until the lease is used up, the relay is unavailable, the dispatch stops running, or the site stops. It blocks.</summary>
    /// <param name="lease">The deliveries; what cannot be sent now is returned to it.</param>
    /// <param name="relay">The relay that <paramref name="transport"/> is connected to.</param>
    public async Task SendAsync(DeliveryLease lease, Relay relay, IMailTransport transport, CancellationToken stopping)
    {
        using var writer = (await templates.OfAsync(lease.DispatchId, stopping)).Writer();
        using var session = ledger.OpenSession();
        LedgerEntry? outcome = null;
        while (lease.TakeNext() is { } delivery)
        {
            var generation = relay.Gate.Generation;
            if (!relay.Gate.IsOpen)
            {
                lease.Return(delivery);
                break;
            }

            if (!transport.IsReady)
            {
                // Connecting may take long: commit the outcome first, and check the next delivery only once the connection is ready.
                outcome = CommitOutcome(session, outcome, stopping);
                if (transport.GetReady(stopping) is { } failure)
                {
                    CommitOutcome(session, await RecordAsync(lease, relay, generation, delivery, failure), stopping);
                    return;
                }
            }

            delivery.MarkLeaving();
            var departure = session.Commit(outcome, lease.CreateEntry(delivery), stopping);
            outcome = null;
            if (departure is not { Dispatch: DispatchState.Running } || stopping.IsCancellationRequested || !lease.IsHeld)
            {
                lease.Return(delivery);
                return;
            }

            outcome = await SendIfAllowedAsync(lease, relay, generation, delivery, departure, writer, transport, stopping);
        }

        CommitOutcome(session, outcome, stopping);
    }

    private static LedgerEntry? CommitOutcome(Ledger.Session session, LedgerEntry? outcome, CancellationToken stopping)
    {
        if (outcome is not null)
        {
            session.Commit(outcome, null, stopping);
        }

        return null;
    }

    private async Task<LedgerEntry> SendIfAllowedAsync(
        DeliveryLease lease, Relay relay, int generation, Delivery delivery, Departure departure, CopyWriter writer, IMailTransport transport,
        CancellationToken stopping)
    {
        if (!departure.IsAllowedOn(ParisTime.Local(Now).Day))
        {
            delivery.RecordSuppressed();
            return lease.CreateEntry(delivery);
        }

        if (await limits.DelayAsync(delivery.Domain, stopping) is { } until)
        {
            delivery.PutBack(until);
            return lease.CreateEntry(delivery);
        }

        var start = Stopwatch.GetTimestamp();
        var result = await SendAsync(delivery, departure, writer, transport);
        meter.RecordAttempt(result, relay.Settings.Name, start);
        return await RecordAsync(lease, relay, generation, delivery, result);
    }

    private async Task<SendResult> SendAsync(Delivery delivery, Departure departure, CopyWriter writer, IMailTransport transport)
    {
        try
        {
            // A message in flight is not cancelled when the site stops: cutting it short would cause second copies.
            var addressKeys = await keys.GetAsync(CancellationToken.None);
            var recipient = new NewsletterRecipient(
                departure.Address, delivery.MessageId, addressKeys.UnsubscribeToken(departure.PublicId), addressKeys.ManageToken(departure.PublicId),
                writer.ReturnPath is { } path ? addressKeys.ReturnAddress(path, delivery.Id) : null);
            var message = writer.Write(recipient, clock.GetUtcNow(), await signing.OfAsync(options.Value.MessageIdDomain, CancellationToken.None));
            return transport.Send(message, CancellationToken.None);
        }
        catch (Exception e)
        {
            // An internal fault with one message must not delay the others.
            logger.LogError(e, "Delivery {Delivery} could not be sent", delivery.Id);
            return SendResult.Deferred($"Internal fault: {e.GetType().Name}.", SendStage.Connect);
        }
    }

    /// <summary>Applies the answer to the delivery, its relay and its dispatch.</summary>
    private async Task<LedgerEntry> RecordAsync(DeliveryLease lease, Relay relay, int generation, Delivery delivery, SendResult result)
    {
        var wasTried = true;
        switch (result.Outcome)
        {
            case SendOutcome.Sent:
                delivery.RecordSent(result.Reply, Now);
                relay.Gate.Open();
                break;
            case SendOutcome.RelayUnavailable:
                delivery.PutBack(Now);
                CloseGate(relay, result);
                wasTried = false;
                break;
            case SendOutcome.Rejected when result.Stage <= SendStage.MailFrom:
                delivery.PutBack(Now);
                await breaker.RefuseAsync(lease.DispatchId, relay, generation, RefusedEverything(relay, result));
                wasTried = false;
                break;
            case SendOutcome.Rejected:
                delivery.RecordFailed(result.Reply, CauseOf(result));
                break;
            case SendOutcome.Uncertain:
                delivery.RecordUncertain(result.Reply, options.Value.WhenUncertain is UncertainPolicy.Retry ? NextAttempt(delivery) : null);
                break;
            default:
                delivery.Defer(result.Reply, NextAttempt(delivery), CauseOf(result));
                if (result.IsRelayClosing)
                {
                    CloseGate(relay, result);
                }

                break;
        }

        if (wasTried)
        {
            lease.CountTried();
            await breaker.CountAsync(lease.DispatchId, result);
        }

        return lease.CreateEntry(delivery);
    }

    private DateTime? NextAttempt(Delivery delivery) => Now + options.Value.Retries.DelayAfter(delivery.Attempts + 1);

    private static FailureCause CauseOf(SendResult result) => BounceRules.OfReply(result.Reply).Cause;

    private void CloseGate(Relay relay, SendResult result)
    {
        relay.Gate.Close(result.Reply);

        // Log codes only: a reply may quote an address.
        logger.LogWarning(
            "The relay {Relay} is unavailable ({Stage}, code {Code}); the next attempt waits for the back-off",
            relay.Settings.Name, result.Stage, result.Code);
    }

    private static string RefusedEverything(Relay relay, SendResult result)
    {
        var what = result.Stage switch
        {
            SendStage.Connect => "la connexion, ou elle n’est pas sûre",
            SendStage.Authenticate => "l’identifiant ou le mot de passe",
            _ => "l’adresse de l’expéditeur",
        };
        return $"Le relais de messagerie {relay.Settings.Name} refuse {what} : {result.Reply.TrimEnd('.')}.";
    }
}
