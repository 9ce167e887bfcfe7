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
/// Sends deliveries of a lease over one connection, one after the other: each is checked as it is about to leave, in the
/// same turn in which what became of the one before is written down.
/// </summary>
internal sealed class DispatchSender(
    Ledger ledger, NewsletterTemplates templates, AddressKeyStore keys, SigningKeys signing, DomainLimits limits,
    DispatchCircuitBreaker breaker, IOptions<MailOptions> options, TimeProvider clock, ILogger<DispatchSender> logger)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task SendAsync(DeliveryLease lease, Relay relay, IMailTransport transport, CancellationToken stopping)
    {
        using var writer = (await templates.OfAsync(lease.DispatchId, stopping)).Writer();
        using var session = ledger.Enter();
        LedgerEntry? outcome = null;
        while (lease.Deal() is { } delivery)
        {
            var trial = relay.Gate.Trial;
            if (!relay.Gate.IsOpen)
            {
                lease.GiveBack(delivery);
                break;
            }

            if (!transport.IsReady)
            {
                // Getting ready may take long: nothing waits for it, and the check below stands right before the message leaves.
                outcome = Settle(session, outcome, stopping);
                if (transport.GetReady(stopping) is { } unready)
                {
                    Settle(session, await RecordAsync(lease, relay, trial, delivery, unready), stopping);
                    return;
                }
            }

            delivery.BeginToLeave();
            var departure = session.Pass(outcome, lease.Entry(delivery), stopping);
            outcome = null;
            if (departure is not { Dispatch: DispatchState.Running } || stopping.IsCancellationRequested || !lease.IsHeld)
            {
                lease.GiveBack(delivery);
                return;
            }

            outcome = await PassAsync(lease, relay, trial, delivery, departure, writer, transport, stopping);
        }

        Settle(session, outcome, stopping);
    }

    private static LedgerEntry? Settle(Ledger.Session session, LedgerEntry? outcome, CancellationToken stopping)
    {
        if (outcome is not null)
        {
            session.Pass(outcome, null, stopping);
        }

        return null;
    }

    private async Task<LedgerEntry> PassAsync(
        DeliveryLease lease, Relay relay, int trial, Delivery delivery, Departure departure, CopyWriter writer, IMailTransport transport, CancellationToken stopping)
    {
        if (!departure.IsAllowedOn(ParisTime.Local(Now).Day))
        {
            delivery.RecordSuppressed();
            return lease.Entry(delivery);
        }

        if (await limits.DelayAsync(delivery.Domain, stopping) is { } until)
        {
            delivery.PutBack(until);
            return lease.Entry(delivery);
        }

        return await RecordAsync(lease, relay, trial, delivery, await SendAsync(delivery, departure, writer, transport));
    }

    private async Task<SendResult> SendAsync(Delivery delivery, Departure departure, CopyWriter writer, IMailTransport transport)
    {
        try
        {
            // Not even the end of the site cuts a message short: that is how second copies come about.
            var own = await keys.GetAsync(CancellationToken.None);
            var recipient = new NewsletterRecipient(
                departure.Address, delivery.MessageId, own.UnsubscribeToken(departure.PublicId), own.ManageToken(departure.PublicId),
                writer.ReturnPath is { } path ? own.ReturnAddress(path, delivery.Id) : null);
            var message = writer.Write(recipient, clock.GetUtcNow(), await signing.OfAsync(options.Value.MessageIdDomain, CancellationToken.None));
            return transport.Send(message, CancellationToken.None);
        }
        catch (Exception e)
        {
            // A fault of ours with this one message must not hold up the others.
            logger.LogError(e, "Delivery {Delivery} could not be sent", delivery.Id);
            return SendResult.Deferred($"Internal fault: {e.GetType().Name}.", SendStage.Connect);
        }
    }

    /// <summary>What the answer means for the delivery, for its relay and for the dispatch.</summary>
    private async Task<LedgerEntry> RecordAsync(DeliveryLease lease, Relay relay, int trial, Delivery delivery, SendResult result)
    {
        var isTried = true;
        switch (result.Outcome)
        {
            case SendOutcome.Sent:
                delivery.RecordSent(result.Reply, Now);
                relay.Gate.Open();
                break;
            case SendOutcome.RelayUnavailable:
                delivery.PutBack(Now);
                CloseGate(relay, result);
                isTried = false;
                break;
            case SendOutcome.Rejected when result.Stage <= SendStage.MailFrom:
                delivery.PutBack(Now);
                await breaker.RefuseAsync(lease.DispatchId, relay, trial, RefusedEverything(relay, result));
                isTried = false;
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

        if (isTried)
        {
            lease.CountTried();
            await breaker.CountAsync(lease.DispatchId, result);
        }

        return lease.Entry(delivery);
    }

    private DateTime? NextAttempt(Delivery delivery) => Now + options.Value.Retries.DelayAfter(delivery.Attempts + 1);

    private static FailureCause CauseOf(SendResult result) => BounceRules.OfReply(result.Reply).Cause;

    private void CloseGate(Relay relay, SendResult result)
    {
        relay.Gate.Close(result.Reply);

        // Codes only: a reply may quote an address.
        logger.LogWarning("The relay {Relay} is away ({Stage}, code {Code}); waiting before the next try", relay.Settings.Name, result.Stage, result.Code);
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
