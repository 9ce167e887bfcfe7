using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>One configured relay with its current state.</summary>
internal sealed class Relay(SmtpRelay settings, TimeProvider clock)
{
    public SmtpRelay Settings { get; } = settings;
    public RelayGate Gate { get; } = new(clock);

    /// <summary>The key under which all instances count the messages sent through the relay.</summary>
    public string QuotaKey { get; } = "relay:" + settings.Name.ToLowerInvariant();
}

/// <summary>
/// The configured relays. Connections are distributed among them by weight, and move to another relay while theirs is unavailable.
/// </summary>
public sealed class Relays(IOptions<MailOptions> options, IServiceProvider services, TimeProvider clock)
{
    private readonly Lock turn = new();
    private volatile Known? known;

    /// <summary>The relays in force. One that a change of the settings leaves as it was keeps its state.</summary>
    internal IReadOnlyList<Relay> All
    {
        get
        {
            var settings = options.Value.Relays;
            if (known is { } same && same.Settings == settings)
            {
                return same.Relays;
            }

            lock (turn)
            {
                Relay[] relays = [.. settings.Select(r => known?.Relays.FirstOrDefault(k => k.Settings == r) ?? new Relay(r, clock))];
                return (known = new Known(settings, relays)).Relays;
            }
        }
    }

    /// <summary>Whether at least one relay does not refuse every message.</summary>
    public bool IsAnyLeft => All.Any(r => !r.Gate.IsRefused);

    /// <summary>For each unavailable or refusing relay, a French sentence for the editors: what is wrong and where messages go meanwhile.</summary>
    public IReadOnlyList<string> Notices => [.. All.Select(NoticeOf).OfType<string>()];

    /// <summary>How long an idle connection waits before it looks for work again.</summary>
    public TimeSpan Pause =>
        All.Min(r => r.Gate.Wait) is { Ticks: > 0 } wait && wait < DispatchWorker.Poll ? wait : DispatchWorker.Poll;

    /// <summary>Chooses the relay of a connection: its own if it is free, else another that is free, else one that is open.</summary>
    /// <param name="connection">The number of the connection, from 0.</param>
    internal Relay SelectFor(int connection)
    {
        var own = OwnRelay(connection);
        return All.MinBy(r => (!r.Gate.IsOpen, !r.Gate.IsFree, r != own))!;
    }

    /// <summary>Reopens every gate: a person resumed and may have repaired any of the relays.</summary>
    public void ReopenAll()
    {
        foreach (var relay in All)
        {
            relay.Gate.Reopen();
        }
    }

    /// <inheritdoc cref="Notices"/>
    /// <returns>Null when the relay works.</returns>
    internal string? NoticeOf(Relay relay)
    {
        if (relay.Gate is not { ClosedBy: { } reply, IsRefused: var isRefused })
        {
            return null;
        }

        var others = string.Join(", ", All.Where(r => r.Gate.ClosedBy is null).Select(r => r.Settings.Name));
        return (isRefused ? reply : $"Le relais de messagerie {relay.Settings.Name} ne répond pas ({reply.TrimEnd('.')}).")
            + (others.Length > 0 ? $" Il est laissé de côté\u00a0; les messages passent par {others}." : " Les messages attendent qu’il revienne.");
    }

    /// <summary>
    /// Creates the transport of one connection; with <see cref="MailTransportKind.Outbox"/> it writes files. The caller disposes it.
    /// </summary>
    internal IMailTransport CreateTransport(Relay relay) =>
        options.Value.Transport is MailTransportKind.Smtp
            ? ActivatorUtilities.CreateInstance<SmtpTransport>(services, relay.Settings)
            : services.GetRequiredService<OutboxTransport>();

    /// <summary>The relay a connection belongs to. For any number of connections, the shares are as close to the weights as possible.</summary>
    private Relay OwnRelay(int connection)
    {
        var all = All;
        var assigned = new int[all.Count];
        var chosen = 0;
        for (var i = 0; i <= connection; i++)
        {
            chosen = Enumerable.Range(0, all.Count).MinBy(r => (assigned[r] + 1.0) / all[r].Settings.Weight);
            assigned[chosen]++;
        }

        return all[chosen];
    }

    private sealed record Known(IReadOnlyList<SmtpRelay> Settings, Relay[] Relays);
}
